import { createHash, randomUUID } from 'node:crypto';
import type { Day } from '#kernel/dates.ts';
import { readAnswers } from '#pathways/index.ts';
import { readStored } from '#record/index.ts';
import { openActivities } from '#renewals/store.server.ts';
import { endJob, keepJob, takeJob, type Job } from '#storage/job.server.ts';
import type { Db } from '#storage/index.server.ts';
import { contentInUse, forgetContents, libraryKept, register } from './contents.server.ts';
import type { Content } from './content.server.ts';
import { askForLetter, lettersWaiting } from './mail.server.ts';
import { sourceText } from './notice.ts';
import { toldOf, turnOf, type Told, type Turn } from './told.ts';
import { worldOf, type Person, type World } from './world.ts';

/**
 * What came of a sweep. `looked`: records looked at under both contents; `told`: notices made; `failed`: records that stay for
 * the next sweep because of a fault of ours, and that fault; `unread`: earlier contents that this program cannot read.
 * `waiting`: letters that a server has yet to send. `next`: when to ask again (ISO 8601).
 */
export type Swept = { waiting: number; next: string } & (
  ({ swept: true } & Found) | { swept: false; why: 'not due' | 'newer rules in use' }
);
type Found = { done: boolean; looked: number; told: number; failed: string[]; unread: string[] };

export type Sweep = {
  db: Db;
  clock: () => Date;
  today: Day;
  content: Content;
  world: World;
  /** The address of the installation, where letters send their readers. */
  site: string;
  /** Stops after so long; the next sweep goes on where this one was. */
  budgetMs: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LEASE_MS = 10 * MINUTE_MS;
/** A record takes a second where its plan is hard: a page of them is looked at between two signs of life. */
const PAGE = 20;

/**
 * Tells everybody what the present content changed for them. Of several processes one is at it at a time; what makes each
 * notice unique is not that, but that it is written in one transaction with the step of its record from one content to the next.
 */
export async function sweep(given: Sweep): Promise<Swept> {
  const found = await sweepDue(given);
  // A server that wrote letters down may have ended before it sent them: others look for them hourly.
  const hour = new Date(given.clock().getTime() + HOUR_MS).toISOString();
  const next = found.swept && !found.done ? given.clock().toISOString() : hour;
  return { ...found, waiting: await lettersWaiting(given.db), next };
}

async function sweepDue(given: Sweep) {
  const { db, clock, content } = given;
  await register(db, content, clock());
  if ((await contentInUse(db, clock())) !== content.digest)
    return { swept: false as const, why: 'newer rules in use' as const };
  const job: Job = {
    name: `rule watch ${content.digest.slice(0, 16)}`,
    holder: randomUUID(),
    everyMs: DAY_MS,
    leaseMs: LEASE_MS,
    clock,
  };
  const taken = await takeJob(db, job);
  if (!taken.taken) return { swept: false as const, why: 'not due' as const };
  try {
    const found = await all(given, job);
    const said = `${found.told} notices, ${found.looked} records looked at`;
    await endJob(db, job, found.done ? { done: true, said } : { done: false, said, retryMs: 0 });
    if (found.done) await forgetContents(db, content.digest, clock());
    return { swept: true as const, ...found };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    await endJob(db, job, { done: false, said, retryMs: MINUTE_MS }).catch(() => {});
    throw error;
  }
}

async function all(given: Sweep, job: Job): Promise<Found> {
  const { db, clock, content } = given;
  const end = clock().getTime() + given.budgetMs;
  const found: Found = { done: true, looked: 0, told: 0, failed: [], unread: [] };
  await begin(db, content.digest, clock());
  const earlier = await db
    .selectFrom('shown')
    .select('rules')
    .distinct()
    .where('rules', '!=', content.digest)
    .execute();
  for (const { rules } of earlier) {
    const turn = await turnFrom(given, rules);
    if (turn === null) found.unread.push(rules);
    if (turn === null || turn.changes.length === 0) {
      await pass(db, rules, content.digest, clock());
      continue;
    }
    for (let from = ''; ;) {
      const page = await pageOf(db, rules, from);
      if (page.length === 0) break;
      for (const row of page) {
        try {
          found.told += await step(given, turn, row);
          found.looked += 1;
        } catch (error) {
          found.failed.push(`${row.id}: ${error instanceof Error ? error.message : String(error)}`);
        }
        // Whoever shares this process gets a turn.
        await new Promise((resolve) => setImmediate(resolve));
        if (clock().getTime() >= end) return { ...found, done: false };
      }
      // A machine that slept may have lost the job; whoever has it now goes on.
      if (!(await keepJob(db, job))) return { ...found, done: false };
      from = page.at(-1)!.id;
    }
  }
  return found;
}

/**
 * Records that no sweep has seen begin with the content that was in use when they were made. So nobody is told of what was
 * changed before they came, and who came between two sweeps is told of what was changed since.
 */
async function begin(db: Db, digest: string, now: Date): Promise<void> {
  const contents = await db
    .selectFrom('rules')
    .select(['digest', 'first_at'])
    .orderBy('first_at', 'desc')
    .execute();
  for (let from = ''; ;) {
    const rows = await db
      .selectFrom('record')
      .leftJoin('shown', 'shown.record_id', 'record.id')
      .select(['record.id', 'record.created_at'])
      .where('shown.record_id', 'is', null)
      .where('record.id', '>', from)
      .orderBy('record.id')
      .limit(500)
      .execute();
    if (rows.length === 0) return;
    const shown_at = now.toISOString();
    await db
      .insertInto('shown')
      .values(
        rows.map(({ id, created_at }) => ({
          record_id: id,
          rules: contents.find((c) => c.first_at <= created_at)?.digest ?? digest,
          shown_at,
        })),
      )
      .onConflict((conflict) => conflict.column('record_id').doNothing())
      .execute();
    from = rows.at(-1)!.id;
  }
}

/** Everybody to the present content at once: nothing that decides is different, or we cannot say what is. */
async function pass(db: Db, from: string, to: string, now: Date): Promise<void> {
  await db
    .updateTable('shown')
    .set({ rules: to, shown_at: now.toISOString() })
    .where('rules', '=', from)
    .execute();
}

async function turnFrom({ db, world }: Sweep, digest: string): Promise<Turn | null> {
  const library = await libraryKept(db, digest);
  return library && turnOf(worldOf(library, world.pay), world);
}

type Row = { id: string; content: string; answers: string; shown_at: string };

const pageOf = (db: Db, rules: string, from: string): Promise<Row[]> =>
  db
    .selectFrom('shown')
    .innerJoin('record', 'record.id', 'shown.record_id')
    .select(['record.id', 'record.content', 'record.answers', 'shown.shown_at'])
    .where('shown.rules', '=', rules)
    .where('record.id', '>', from)
    .orderBy('record.id')
    .limit(PAGE)
    .execute();

/** One record from one content to the next, with what that changes for its person. Resolves to the number of notices. */
async function step({ db, clock, today, content, site }: Sweep, turn: Turn, row: Row): Promise<number> {
  const person = await personOf(db, row, clock);
  const told = person === null ? [] : toldOf(turn, person, today);
  const at = clock().toISOString();
  const named = (what: string) =>
    createHash('sha256')
      .update(JSON.stringify([what, row.id, row.shown_at, content.digest]))
      .digest('hex');
  return db.transaction().execute(async (tx) => {
    // Exactly one process takes this step; the notices and the letter are its own.
    const { numUpdatedRows } = await tx
      .updateTable('shown')
      .set({ rules: content.digest, shown_at: at })
      .where('record_id', '=', row.id)
      .where('rules', '!=', content.digest)
      .where('shown_at', '=', row.shown_at)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return 0;
    const news: Told[] = [];
    for (const one of told) if (!(await isTold(tx, row.id, one))) news.push(one);
    if (news.length === 0) return 0;
    await tx
      .insertInto('notice')
      .values(
        news.map((one) => ({
          id: named(one.subject),
          record_id: row.id,
          subject: one.subject,
          before: one.before,
          after: one.after,
          source: sourceText(one),
          made_at: at,
          read_at: null,
        })),
      )
      .execute();
    await askForLetter(tx, { record: row.id, letter: named('letter'), at, site }, clock);
    return news.length;
  });
}

/** Whether the last word on a subject was just this: an archive that was brought in may know more than `shown`. */
async function isTold(tx: Db, record: string, one: Told): Promise<boolean> {
  const last = await tx
    .selectFrom('notice')
    .select(['before', 'after', 'source'])
    .where('record_id', '=', record)
    .where('subject', '=', one.subject)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.before === one.before && last.after === one.after && last.source === sourceText(one);
}

/** What is kept of a person; null where it cannot be read: nothing was shown from it either. */
async function personOf(db: Db, { id, content, answers }: Row, clock: () => Date): Promise<Person | null> {
  const record = readStored(content);
  const read = readAnswers(parsed(answers));
  if (!('record' in record) || !('answers' in read)) return null;
  const kept = await openActivities(db, clock, () => new Uint8Array()).list(id);
  // As on the page of renewals: as long as nothing is entered, what was done counts as not told.
  return { record: record.record, answers: read.answers, activities: kept.length > 0 ? kept : null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
