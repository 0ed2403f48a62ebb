import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from './database.server.ts';
import { StorageFault } from './faults.server.ts';
import { makePrivateFolder } from './folder.server.ts';

/** The setting that holds the secret where several machines share one database. */
const SETTING = 'BENCHPATH_SECRET';
/** Fewer characters could be guessed. */
const SHORTEST = 32;

/**
 * The installation's secret: with it cookies of sessions are signed and keys are sealed, so that a copy of the database
 * alone opens nothing. From the setting BENCHPATH_SECRET, otherwise from the file `secret` of the data folder, which is made
 * once. No backup holds it. Throws `StorageFault` where it cannot be read or made.
 */
export function readSecret(dataFolder: string, env: { [name: string]: string | undefined }): string {
  const given = env[SETTING];
  if (given) {
    if (given.length < SHORTEST)
      throw new StorageFault('secret', `${SETTING} has ${given.length} characters`);
    return given;
  }
  const file = join(dataFolder, 'secret');
  const found = readIfThere(file) ?? make(dataFolder, file);
  if (found.length < SHORTEST) throw new StorageFault('secret', `${file} is cut short`);
  return found;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The whole file appears at once, and only where there is none: of two processes one makes it, and both read it. */
function make(dataFolder: string, file: string): string {
  makePrivateFolder(dataFolder);
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = openSync(unfinished, 'wx', 0o600);
  try {
    writeSync(handle, `${randomBytes(32).toString('base64url')}\n`);
    fsyncSync(handle);
    linkSync(unfinished, file);
  } catch (error) {
    if (readIfThere(file) === null) throw error;
  } finally {
    closeSync(handle);
    rmSync(unfinished, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

/**
 * Processes that share a database must share the secret too, or each would refuse the sessions of the others. The first to
 * come writes down the hash of its own; one that has another secret throws `StorageFault`. `instead`: the one that was written
 * down is lost, or nobody else uses this data: the present one takes its place.
 */
export async function agreeOnSecret(db: Db, secret: string, instead: boolean): Promise<void> {
  const value = createHash('sha256').update(`benchpath secret ${secret}`).digest('hex');
  const row = { name: 'secret', value };
  await db
    .insertInto('installation')
    .values(row)
    .onConflict((conflict) =>
      instead ? conflict.column('name').doUpdateSet({ value }) : conflict.doNothing(),
    )
    .execute();
  const agreed = await db
    .selectFrom('installation')
    .select('value')
    .where('name', '=', 'secret')
    .executeTakeFirstOrThrow();
  if (agreed.value !== value)
    throw new StorageFault('secret', 'this database was first used with another one');
}
