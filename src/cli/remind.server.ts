import { randomBytes } from 'node:crypto';
import { app } from '../app.server.ts';
import { frontier, shownPlans } from '#pathways/index.ts';
import { remindDue, type Due } from '#renewals/due.server.ts';
import { rulesOf, type Ground } from '#renewals/index.ts';
import { openActivities } from '#renewals/store.server.ts';
import { openDatabase, standing, type Place } from '#storage/index.server.ts';
import { rolePay } from '#wages/index.ts';
import { clock, isBegun, told } from './place.server.ts';

/** Somebody's first choice should not wait for an hour. */
const SOON_MS = 10 * 60_000;

/** The plan that /plan shows first, searched for as long as there. */
function ground(): Ground {
  const { book, library, wages } = app();
  const pay = (role: Parameters<typeof rolePay>[1], state: string | null) => rolePay(wages, role, state);
  return {
    book,
    rules: rulesOf(library),
    planOf({ record, goal, limits, own }, on) {
      const found = frontier({ book, library, pay }, record, goal, limits, on, own);
      return (found && shownPlans(found)[0]) ?? null;
    },
  };
}

/**
 * What a server has done in a process of its own: reminders, if they are due. A place where nothing is kept yet, or that a
 * starting server has yet to bring up to date, is asked again soon.
 */
export async function dueReminders(place: Place, site: string): Promise<Due> {
  const next = new Date(clock().getTime() + SOON_MS).toISOString();
  const notYet: Due = { letters: 0, waiting: 0, problems: [], next };
  if (!isBegun(place)) return notYet;
  const database = openDatabase(place);
  return told(database.where, place.dataFolder, async () => {
    try {
      const now = await standing(database.db);
      if (!now.ok || now.pending.length > 0) return notYet;
      const { db } = database;
      const activities = openActivities(db, clock, randomBytes);
      const content = () => ({ ground: ground(), sources: app().library.sources });
      const today = () => app().today();
      return await remindDue({ db, activities, content, site, today, clock, random: randomBytes });
    } finally {
      await database.close();
    }
  });
}
