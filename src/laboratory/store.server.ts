import type { Db } from '#storage/index.server.ts';
import { extend, newLedger, replay, type Event, type Ledger } from './lis/index.ts';

/** The chain in the database is not whole: somebody changed it. The message says where. */
export class BrokenChain extends Error {}
/** Another process wrote this line first; what is to be written is decided again. */
class Taken extends Error {}

/**
 * One LIS of a database, as the chain of its lines. Every process that has it open writes to the same chain: it reads what
 * others added before it decides, and nobody can write a line that is there.
 */
export type LisStore = {
  id: string;
  /**
   * Adds lines. Resolves when they are on the disk: acknowledge after that. Work that waits is written in one transaction, in
   * the order of the calls. `work` may be called again where another process was faster, so it changes nothing but the ledger;
   * what it throws undoes its lines, and only its own.
   */
  write<T>(work: (ledger: Ledger) => T): Promise<T>;
  /** Looks at what is on the disk, the lines of other processes too. It changes nothing. */
  look<T>(work: (ledger: Ledger) => T): Promise<T>;
  /** Resolves when all that was asked for before is done. */
  settled(): Promise<void>;
};

type Job = {
  work: (ledger: Ledger) => unknown;
  writes: boolean;
  done: { value: unknown } | { thrown: unknown } | null;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
};

/** Jobs of one transaction at most, and lines of one statement (SQLite takes 32,766 values). */
const JOBS = 500;
const LINES = 1000;
const TRIES = 50;
/** Turns of the event loop that a transaction waits for as many jobs as the one before had. */
const TURNS = 6;

/**
 * Opens a LIS, which is made where there is none. @param begin what an empty one begins with @param at now, ISO 8601
 * @throws BrokenChain where a line does not follow from the one before
 */
export async function openLis(db: Db, id: string, at: string, begin?: Ledger): Promise<LisStore> {
  await db
    .insertInto('lis')
    .values({ id, opened_at: at })
    .onConflict((c) => c.doNothing())
    .execute();
  let ledger = newLedger();
  /** How many lines of the ledger are on the disk. */
  let kept = 0;
  const waiting: Job[] = [];
  let running: Promise<void> | null = null;
  /** How many jobs the transaction before had. */
  let before = 0;

  /** Adds the lines that others wrote. */
  const catchUp = async (within: Db): Promise<void> => {
    for (;;) {
      const rows = await within
        .selectFrom('lis_line')
        .select('line')
        .where('lis_id', '=', id)
        .where('seq', '>', ledger.events.length)
        .orderBy('seq')
        .limit(LINES)
        .execute();
      for (const { line } of rows) {
        const why = extend(ledger, JSON.parse(line) as Event);
        if (why !== null) throw new BrokenChain(`line ${ledger.events.length + 1} of ${id}: ${why}`);
      }
      kept = ledger.events.length;
      if (rows.length < LINES) return;
    }
  };
  /** The ledger as it is on the disk. */
  const undo = (): void => {
    if (ledger.events.length === kept) return;
    const again = replay(ledger.events.slice(0, kept));
    if ('broken' in again) throw new BrokenChain(`line ${again.broken} of ${id}: ${again.why}`);
    ledger = again;
  };
  /** Does the jobs one after the other. One that throws is left out, and the others are done again without it. */
  const perform = (jobs: readonly Job[]): void => {
    for (let again = true; again;) {
      again = false;
      for (const job of jobs) {
        if (job.done && 'thrown' in job.done) continue;
        const before = ledger.events.length;
        try {
          job.done = { value: job.work(ledger) };
        } catch (thrown) {
          job.done = { thrown };
          again = ledger.events.length > before;
          if (again) break;
        }
      }
      if (again) undo();
    }
  };
  const add = async (within: Db): Promise<void> => {
    const events = ledger.events.slice(kept);
    for (let from = 0; from < events.length; from += LINES) {
      const rows = events.slice(from, from + LINES).map((event) => ({
        lis_id: id,
        seq: event.seq,
        hash: event.hash,
        line: JSON.stringify(event),
      }));
      const { numInsertedOrUpdatedRows } = await within
        .insertInto('lis_line')
        .values(rows)
        .onConflict((c) => c.doNothing())
        .executeTakeFirst();
      if (Number(numInsertedOrUpdatedRows) !== rows.length) throw new Taken();
    }
  };
  const turn = async (jobs: readonly Job[]): Promise<void> => {
    if (!jobs.some((job) => job.writes)) {
      await catchUp(db);
      perform(jobs);
      if (ledger.events.length > kept) throw new Error('somebody who only looks wrote a line');
      return;
    }
    await db.transaction().execute(async (within) => {
      // Who writes to this LIS waits here for the one before, and then sees their lines.
      await within.updateTable('lis').set({ id }).where('id', '=', id).execute();
      await catchUp(within);
      perform(jobs);
      await add(within);
    });
    kept = ledger.events.length;
  };
  const attempt = async (jobs: readonly Job[]): Promise<void> => {
    for (let tries = 1; ; tries++)
      try {
        await turn(jobs);
        for (const { done, resolve, reject } of jobs)
          if (done && 'value' in done) resolve(done.value as never);
          else reject(done?.thrown);
        return;
      } catch (error) {
        undo();
        for (const job of jobs) job.done = null;
        if (error instanceof Taken && tries < TRIES) continue;
        for (const { reject } of jobs) reject(error);
        return;
      }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0 || before > 0) {
      // Who was answered just now may be about to send again: what comes in the next turns goes into one transaction, because
      // a turn takes far less than the disk.
      for (let turn = 0; turn === 0 || (turn < TURNS && waiting.length < before); turn++)
        await new Promise<void>((resolve) => setImmediate(resolve));
      before = waiting.length;
      if (before > 0) await attempt(waiting.splice(0, JOBS));
    }
    running = null;
  };
  const ask = <T>(work: (ledger: Ledger) => T, writes: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, writes, done: null, resolve: resolve as Job['resolve'], reject });
      running ??= run();
    });

  await catchUp(db);
  if (begin && kept === 0) {
    ledger = begin;
    try {
      await db.transaction().execute(add);
      kept = ledger.events.length;
    } catch (error) {
      ledger = newLedger();
      if (!(error instanceof Taken)) throw error;
      await catchUp(db);
    }
  }
  return {
    id,
    write: (work) => ask(work, true),
    look: (work) => ask(work, false),
    settled: async () => {
      while (running) await running;
    },
  };
}

/** For whoever looks after the store: each LIS whose chain is not whole, and how. */
export async function brokenChains(db: Db): Promise<{ id: string; how: string }[]> {
  const broken: { id: string; how: string }[] = [];
  for (const { id } of await db.selectFrom('lis').select('id').execute()) {
    const rows = await db.selectFrom('lis_line').select('line').where('lis_id', '=', id).orderBy('seq').execute(); // prettier-ignore
    const read = replay(rows.map(({ line }) => JSON.parse(line) as Event));
    if ('broken' in read) broken.push({ id, how: `line ${read.broken}: ${read.why}` });
  }
  return broken;
}
