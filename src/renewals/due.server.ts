import { randomUUID } from 'node:crypto';
import type { Source } from '#content/index.ts';
import { isoOf, type Day } from '#kernel/dates.ts';
import type { RandomBytes } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';
import { endJob, keepJob, takeJob, type Job } from '#storage/job.server.ts';
import { keptIn } from './kept.server.ts';
import type { Line } from './letter.ts';
import { remind, REMINDER, type Addressee } from './reminders.server.ts';
import type { Reminder } from './remind.ts';
import { stand, type Ground } from './stand.ts';
import type { ActivityStore } from './store.server.ts';

/**
 * What came of asking for reminders. `letters`: written down now; `waiting`: letters of this kind that a server has yet to send;
 * `problems`: a sentence for each record for which it could not be done; `next`: when to ask again (ISO 8601).
 */
export type Due = { letters: number; waiting: number; problems: string[]; next: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A day begins for everybody at once; nobody should wait for half of it. */
const EVERY_MS = 6 * HOUR_MS;
const LEASE_MS = 10 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What was told is forgotten when its day is long past, and a plan that never moved on may be brought up again. */
const TOLD_DAYS = 400;

export type Reminding = {
  db: Db;
  activities: Pick<ActivityStore, 'list'>;
  /** Read only where somebody is to be reminded: most installations have nobody, and are asked all the same. */
  content: () => { ground: Ground; sources: ReadonlyMap<string, Source> };
  /** The address of the installation, where letters send their readers. */
  site: string;
  today: () => Day;
  /** The real time: a day that is fixed for tests makes no lease stand still. */
  clock: () => Date;
  random: RandomBytes;
};

/** Writes down the letters that are due, if that was not done lately and no other process is at it. */
export async function remindDue(of: Reminding): Promise<Due> {
  const { db, clock } = of;
  const job: Job = { name: 'reminders', holder: randomUUID(), everyMs: EVERY_MS, leaseMs: LEASE_MS, clock };
  const taken = await takeJob(db, job);
  const done = taken.taken ? await underLease(job, of) : { letters: 0, problems: [] };
  const { waiting } = await db
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll<number | string>().as('waiting'))
    .where('kind', '=', REMINDER)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  // A server that wrote letters may have ended before it sent them: others look for them hourly.
  const next = new Date(clock().getTime() + HOUR_MS).toISOString();
  return { ...done, waiting: Number(waiting), next };
}

async function underLease(job: Job, of: Reminding): Promise<Pick<Due, 'letters' | 'problems'>> {
  const { db } = of;
  // Should the lease be lost (a machine that slept), two go through the same list: `remind` lets one of them tell each.
  const beat = setInterval(() => void keepJob(db, job).catch(() => {}), MINUTE_MS);
  try {
    const done = await remindAll(of);
    await endJob(db, job, { done: true, said: `${done.letters} letters, ${done.problems.length} problems` });
    return done;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    await endJob(db, job, { done: false, said, retryMs: HOUR_MS }).catch(() => {});
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** Goes through all who want reminders. One record that fails holds up nobody else. */
export async function remindAll(of: Reminding): Promise<Pick<Due, 'letters' | 'problems'>> {
  const { db, activities, content, site, today, clock } = of;
  const done: Pick<Due, 'letters' | 'problems'> = { letters: 0, problems: [] };
  const all = await addressees(db);
  if (all.length === 0) return done;
  const { ground, sources } = content();
  const on = today();
  await forget(db, on, clock());
  const wording = { site, lineOf: (one: Reminder) => lineOf(one, sources) };
  for (const to of all) {
    try {
      const kept = await keptIn(db, activities, to.record);
      // What cannot be read is told on /record; until then nothing in it is known to be a deadline.
      if (kept === null || kept === 'unread') continue;
      if ((await remind(db, to, stand(kept, ground, on).days, on, wording, of)) > 0) done.letters += 1;
    } catch (error) {
      done.problems.push(`record ${to.record}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return done;
}

const addressees = (db: Db): Promise<Addressee[]> =>
  db
    .selectFrom('reminder_choice')
    .innerJoin('record', 'record.id', 'reminder_choice.record_id')
    .innerJoin('person', 'person.id', 'record.person_id')
    .select(['record.id as record', 'person.id as person', 'person.email as address'])
    .where('reminder_choice.by_mail', '=', 1)
    .where('person.email_verified', '=', 1)
    .orderBy('record.id')
    .execute();

/** Rows whose day is past for a month, and that were told long ago. */
async function forget(db: Db, on: Day, now: Date): Promise<void> {
  await db
    .deleteFrom('reminder')
    .where('day', '<', isoOf(on - 30))
    .where('told_at', '<', new Date(now.getTime() - TOLD_DAYS * DAY_MS).toISOString())
    .execute();
}

function lineOf({ deadline, left }: Reminder, sources: ReadonlyMap<string, Source>): Line {
  const { on, what, note, source } = deadline;
  return {
    on, left, what, note,
    likely: source.confidence !== 'verified',
    from: source.from,
    sources: source.cite.map(({ source: id }) => {
      const { title = id, url = null } = sources.get(id) ?? {};
      return [title, url].filter(Boolean).join(', ');
    }),
  };
} // prettier-ignore
