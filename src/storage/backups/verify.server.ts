import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from '../database.server.ts';
import { migrate } from '../migrate.server.ts';
import { openDatabase } from '../open.server.ts';
import { sumOfSums, type Verified } from './list.server.ts';
import { restore } from './restore.server.ts';
import { sync, VERIFIED } from './sums.server.ts';

/** What those who know the tables find wrong in an open place, each in a few words; [] = whole. */
export type Examine = (database: Database) => Promise<string[]>;

export type Trial = { ok: true; verified: Verified } | { ok: false; wrong: string[] };

/** What the folder is called in which a backup is restored for trial. */
export const TRIAL = '.trial-';

/**
 * Restores a backup into a temporary place beside it and looks whether everything is there: the list of its files, the
 * database itself, and what `examine` knows of. Only then is the backup marked as verified. The trial's place is removed.
 */
export async function verify(backup: string, examine: Examine, clock: () => Date): Promise<Trial> {
  const dataFolder = await mkdtemp(join(dirname(backup), TRIAL));
  try {
    const { tables, evidence } = await restore(backup, { dataFolder }, clock);
    const database = openDatabase({ dataFolder });
    try {
      const migrated = await migrate(database, clock);
      const wrong = migrated.ok
        ? [...(await database.examine()), ...(await examine(database))]
        : [migrated.sentence];
      if (wrong.length > 0) return { ok: false, wrong };
    } finally {
      await database.close();
    }
    const verified = {
      at: clock().toISOString(),
      sums: await sumOfSums(backup),
      rows: tables.rows,
      evidence,
    };
    await writeFile(join(backup, VERIFIED), `${JSON.stringify(verified, null, 2)}\n`, { mode: 0o600 });
    await sync(join(backup, VERIFIED));
    return { ok: true, verified };
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}
