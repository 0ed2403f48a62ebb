import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database.server.ts';
import { endJob, keepJob, takeJob, type Job } from '../job.server.ts';
import { toRemove } from './kept.ts';
import { backupsIn, backupsOf } from './list.server.ts';
import { backUp, PARTIAL } from './make.server.ts';
import { TRIAL, verify, type Examine } from './verify.server.ts';

/** What came of asking for the regular backup. `next`: when to ask again (ISO 8601). */
export type Due =
  | { made: string; removed: string[]; next: string }
  | { made: null; why: 'not due' | 'nothing kept' | 'not ready'; next: string }
  | { made: null; why: 'failed'; problem: string; next: string };

export const REGULAR = 'regular';
const MINUTE_MS = 60_000;
const LEASE_MS = 10 * MINUTE_MS;
const RETRY_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The regular backup: made when the last one is `everyMs` old and no other process is at it, restored for trial, and only when
 * it was found whole are older ones removed (`toRemove`).
 */
export async function backUpDue(
  database: Database,
  everyMs: number,
  examine: Examine,
  clock: () => Date,
): Promise<Due> {
  const job: Job = { name: 'backup', holder: randomUUID(), everyMs, leaseMs: LEASE_MS, clock };
  const after = (ms: number) => new Date(clock().getTime() + ms).toISOString();
  const taken = await takeJob(database.db, job);
  if (!taken.taken) return { made: null, why: 'not due', next: taken.next.toISOString() };
  // Whoever lost the job to another (a machine that slept) must not remove what the other relies on.
  const held = { still: true };
  const beat = setInterval(() => {
    keepJob(database.db, job).then(
      (still) => (held.still = still),
      () => (held.still = false),
    );
  }, MINUTE_MS);
  try {
    const made = await backUp(database, REGULAR, clock());
    const trial = await verify(made, examine, clock);
    if (!trial.ok)
      throw new NotWhole(`the backup ${made} is not whole: ${trial.wrong.slice(0, 3).join('; ')}`);
    const removed = held.still ? await removeOld(backupsOf(database.dataFolder), clock()) : [];
    await endJob(database.db, job, { done: true, said: made });
    return { made, removed, next: after(everyMs) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    await endJob(database.db, job, { done: false, said, retryMs: RETRY_MS }).catch(() => {});
    if (error instanceof NotWhole) return { made: null, why: 'failed', problem: said, next: after(RETRY_MS) };
    throw error;
  } finally {
    clearInterval(beat);
  }
}

class NotWhole extends Error {}

/** Removes backups by the rule, and what killed processes left half done more than a day ago. Gives the names. */
async function removeOld(folder: string, now: Date): Promise<string[]> {
  const names = toRemove(await backupsIn(folder), now).map(({ name }) => name);
  for (const name of await readdir(folder)) {
    if (!name.endsWith(PARTIAL) && !name.startsWith(TRIAL)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (now.getTime() - mtimeMs > DAY_MS) names.push(name);
  }
  for (const name of names) {
    // The earlier single files have their sum beside them.
    await rm(join(folder, name), { recursive: true, force: true });
    await rm(join(folder, `${name}.sha256`), { force: true });
  }
  return names;
}
