import { app } from '../app.server.ts';
import { openDatabase, standing, type Place } from '#storage/index.server.ts';
import { contentIn, sweep, type Swept } from '#watch/index.server.ts';
import { worldOf } from '#watch/index.ts';
import { rolePay } from '#wages/index.ts';
import { clock, isBegun, told } from './place.server.ts';

/** A new content should not wait for an hour. */
const SOON_MS = 10 * 60_000;
/** Then the process ends, and another goes on: memory is given back, and a server that stops is not kept waiting. */
const BUDGET_MS = 5 * 60_000;

type NotYet = { swept: false; why: 'nothing kept' | 'not ready'; waiting: number; next: string };

/**
 * What a server has done in a process of its own: everybody is told what the present rules changed for them, if that was not
 * done yet. A place where nothing is kept, or that a starting server has yet to bring up to date, is asked again soon.
 */
export async function dueWatch(place: Place, site: string): Promise<Swept | NotYet> {
  const notYet = (why: NotYet['why']): NotYet => ({
    swept: false,
    why,
    waiting: 0,
    next: new Date(clock().getTime() + SOON_MS).toISOString(),
  });
  if (!isBegun(place)) return notYet('nothing kept');
  const database = openDatabase(place);
  return told(database.where, place.dataFolder, async () => {
    try {
      const now = await standing(database.db);
      if (!now.ok || now.pending.length > 0) return notYet('not ready');
      const { library, book, wages, today, folder } = app();
      return await sweep({
        db: database.db,
        clock,
        today: today(),
        content: contentIn(folder),
        world: worldOf(library, (role, state) => rolePay(wages, role, state), book),
        site,
        budgetMs: BUDGET_MS,
      });
    } finally {
      await database.close();
    }
  });
}
