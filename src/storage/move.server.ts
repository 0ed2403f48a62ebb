import { MOVED, standing } from './history.server.ts';
import { openPostgresql } from './postgresql.server.ts';
import { pour } from './pour.server.ts';
import { Refused } from './refused.server.ts';
import { rowsOf, type Tally } from './rows.server.ts';
import { openSqlite } from './sqlite.server.ts';

/** `tables`: rows and sums of hashes, the same on both sides. `where`: the PostgreSQL they are in now. */
export type Moved = { tables: Tally; where: string };

/**
 * Moves the rows of the SQLite database of a data folder into an empty PostgreSQL: all of them or none, read back and compared
 * before they count. Nobody else may have the SQLite database open meanwhile. It stays, and says from then on where
 * its rows went; evidence and backups stay in the data folder. Throws `Refused`, or a fault of disk or server.
 */
export async function move(dataFolder: string, url: string, clock: () => Date): Promise<Moved> {
  const from = openSqlite(dataFolder, { alone: true });
  const to = openPostgresql(url, dataFolder);
  try {
    const tables = await from.db.transaction().execute(async (leaving) => {
      const now = await standing(leaving);
      if (!now.ok) throw new Refused(now.sentence);
      const rows = await rowsOf(from, leaving);
      const sent = await to.db.transaction().execute((arriving) => pour(rows, to, arriving, clock));
      await leaving
        .insertInto('migration')
        .values({ name: MOVED, sha256: to.where, applied_at: clock().toISOString() })
        .execute();
      return sent;
    });
    return { tables, where: to.where };
  } finally {
    await from.close();
    await to.close();
  }
}
