import { examineRecords } from '#record/sound.server.ts';
import { backUpDue, openDatabase, standing, type Due, type Place } from '#storage/index.server.ts';
import { clock, isBegun, told } from './place.server.ts';
import { BadInput } from './refusal.ts';

const HOUR_MS = 3_600_000;
/** Somebody's first answers should not wait for the next day. */
const SOON_MS = 10 * 60_000;

/**
 * What a server has done in a process of its own: the regular backup, if it is due. A place where nothing is kept yet, or
 * that a starting server has yet to bring up to date, is asked again later.
 */
export async function dueBackup(place: Place, hours: string): Promise<Due> {
  const every = Number(hours);
  if (!(every > 0))
    throw new BadInput(`--due ${JSON.stringify(hours)} is no number of hours; write one like 24`);
  const next = new Date(clock().getTime() + SOON_MS).toISOString();
  if (!isBegun(place)) return { made: null, why: 'nothing kept', next };
  const database = openDatabase(place);
  return told(database.where, place.dataFolder, async () => {
    try {
      const now = await standing(database.db);
      if (!now.ok || now.pending.length > 0) return { made: null, why: 'not ready', next };
      return await backUpDue(database, every * HOUR_MS, examineRecords, clock);
    } finally {
      await database.close();
    }
  });
}
