import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database.server.ts';
import { makePrivateFolder } from '../folder.server.ts';
import { bringEvidence } from './evidence.server.ts';
import { backupsIn, backupsOf } from './list.server.ts';
import { nameOf } from './name.ts';
import { sync, writeSums } from './sums.server.ts';

/** What a backup is called until it is whole. */
export const PARTIAL = '.partial';

/**
 * Copies a database and its evidence, while others use them, into a new folder with the list of its files and their hashes.
 * A half-written backup never carries a backup's name, and none is ever written over. The file `secret` is not in it.
 * @param folder where the new folder is made; `backups/` of the data folder unless given
 * @returns the path of the backup
 */
export async function backUp(
  database: Database,
  label: string,
  at: Date,
  folder = backupsOf(database.dataFolder),
): Promise<string> {
  makePrivateFolder(folder);
  const [before] = await backupsIn(folder);
  const path = freeName(join(folder, nameOf(at, label)));
  const partial = `${path}${PARTIAL}`;
  const evidence = () => bringEvidence(database.dataFolder, partial, before?.path ?? null);
  await mkdir(partial, { mode: 0o700 });
  try {
    // Evidence is written before its row and removed after it: with what was there before the copy of the rows and what
    // came until after it, no row of the copy lacks its file.
    await evidence();
    await chmod(join(partial, await database.copyInto(partial, at)), 0o600);
    await evidence();
    await writeSums(partial);
    await rename(partial, path);
    await sync(folder);
    return path;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const free = n === 1 ? path : `${path}-${n}`;
    if (!existsSync(free) && !existsSync(`${free}${PARTIAL}`)) return free;
  }
}
