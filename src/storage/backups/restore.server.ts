import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makePrivateFolder } from '../folder.server.ts';
import { openDatabase, type Place } from '../open.server.ts';
import { mustKnow, pour } from '../pour.server.ts';
import { Refused } from '../refused.server.ts';
import { tallyOf, type Tally } from '../rows.server.ts';
import { sqliteFile } from '../sqlite.server.ts';
import { copyEvidence, EVIDENCE, evidenceIn } from './evidence.server.ts';
import { openBackup, withRows, type Opened } from './open.server.ts';
import { filesIn, sync } from './sums.server.ts';

const FILE = basename(sqliteFile(''));

/** What is in the restored place. `tables`: rows and sums by table; `evidence`: files. */
export type Restored = { tables: Tally; evidence: number };

/**
 * Puts a backup, made from SQLite or PostgreSQL, into an empty place of either kind: all of it or nothing. The place may
 * have `secret` and `backups/`, but no database and no evidence. Throws `Refused`, or a fault of disk or server.
 */
export async function restore(path: string, into: Place, clock: () => Date): Promise<Restored> {
  const backup = await openBackup(path);
  await mustBeEmpty(into);
  makePrivateFolder(into.dataFolder);
  // Everything is made ready beside its place and then renamed: a restore that is killed has not begun.
  const ready = await mkdtemp(join(into.dataFolder, '.restoring-'));
  const place = async (name: string) => {
    if (!existsSync(join(ready, name))) return;
    await rename(join(ready, name), join(into.dataFolder, name));
    await sync(into.dataFolder);
  };
  try {
    const evidence = await readyEvidence(backup, ready);
    if (into.databaseUrl) {
      const tables = await poured(backup, into, clock, () => place(EVIDENCE));
      return { tables, evidence };
    }
    const tables = await intoFile(backup, ready, clock);
    await place(EVIDENCE);
    await place(FILE);
    return { tables, evidence };
  } finally {
    await rm(ready, { recursive: true, force: true });
  }
}

async function mustBeEmpty({ dataFolder, databaseUrl }: Place): Promise<void> {
  const file = sqliteFile(dataFolder);
  // SQLite would take an old log beside the new file for its own.
  const taken = databaseUrl ? [] : [file, `${file}-wal`, `${file}-shm`, `${file}-journal`].filter(existsSync);
  const evidence = join(dataFolder, EVIDENCE);
  if (existsSync(evidence) && (await filesIn(evidence)).length > 0) taken.push(evidence);
  if (taken[0])
    throw new Refused(
      `A backup is restored into an empty place only, and there is ${taken[0]}: put it aside, or name another place.`,
    );
  await rm(evidence, { recursive: true, force: true });
}

async function readyEvidence({ root }: Opened, ready: string): Promise<number> {
  const files = root === null ? [] : await evidenceIn(root);
  for (const file of files) {
    const path = join(ready, EVIDENCE, file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await copyEvidence(join(root!, EVIDENCE, file), path);
    await sync(path);
  }
  return files.length;
}

async function intoFile(backup: Opened, ready: string, clock: () => Date): Promise<Tally> {
  const file = sqliteFile(ready);
  if (backup.kind === 'jsonl') {
    const tables = await poured(backup, { dataFolder: ready }, clock);
    await sync(file);
    return tables;
  }
  await copyFile(backup.database, file);
  await chmod(file, 0o600);
  await sync(file);
  return withRows(backup, async ({ migrations, batches }) => {
    await mustKnow(migrations);
    return tallyOf(batches);
  });
}

/** @param last done before the rows count: when it fails, no row has arrived */
async function poured(backup: Opened, into: Place, clock: () => Date, last = async () => {}): Promise<Tally> {
  const database = openDatabase(into);
  try {
    return await withRows(backup, (rows) =>
      database.db.transaction().execute(async (transaction) => {
        const tables = await pour(rows, database, transaction, clock);
        await last();
        return tables;
      }),
    );
  } finally {
    await database.close();
  }
}
