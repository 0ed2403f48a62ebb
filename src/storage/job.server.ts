import type { Db } from './database.server.ts';

/**
 * Work that is done once in a while by one process, of however many there are: a row says who is at it and until when they
 * may be taken to be, and when it was last done. A process that dies at it is followed by another when its time is over.
 */
export type Job = {
  name: string;
  /** Who we are: of two processes with the same data never the same text. */
  holder: string;
  everyMs: number;
  /** So long after our last sign of life others may take it. */
  leaseMs: number;
  clock: () => Date;
};

/** `next`: not before then does it make sense to ask again. */
export type Taken = { taken: true } | { taken: false; next: Date };

/** Takes a job that is due and that nobody is at. */
export async function takeJob(db: Db, { name, holder, everyMs, leaseMs, clock }: Job): Promise<Taken> {
  const now = clock();
  const lastDue = new Date(now.getTime() - everyMs).toISOString();
  await db
    .insertInto('job')
    .values({ name, holder: '', until: '', done_at: null, said: null })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ holder, until: later(now, leaseMs) })
    .where('name', '=', name)
    .where('until', '<=', now.toISOString())
    .where((or) => or.or([or('done_at', 'is', null), or('done_at', '<=', lastDue)]))
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return { taken: true };
  const row = await db.selectFrom('job').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
  const due = row.done_at === null ? now.getTime() : Date.parse(row.done_at) + everyMs;
  const free = row.until === '' ? now.getTime() : Date.parse(row.until);
  return { taken: false, next: new Date(Math.max(due, free)) };
}

/** A sign of life. False: our time was over, and another has taken the job. */
export async function keepJob(db: Db, { name, holder, leaseMs, clock }: Job): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ until: later(clock(), leaseMs) })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives the job back. Done: it is due again after its interval; not done: others may take it after `retryMs`. */
export async function endJob(
  db: Db,
  { name, holder, clock }: Job,
  end: { done: true; said: string } | { done: false; said: string; retryMs: number },
): Promise<void> {
  const now = clock();
  await db
    .updateTable('job')
    .set(
      end.done
        ? { until: now.toISOString(), done_at: now.toISOString(), said: end.said }
        : { until: later(now, end.retryMs), said: end.said },
    )
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
}

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();
