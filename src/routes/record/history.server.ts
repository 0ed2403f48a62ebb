import type { Cookies } from '@sveltejs/kit';
import { readAnswers, targetOf } from '#pathways/index.ts';
import { changesIn } from '#record/form/index.ts';
import { EMPTY_RECORD, fine, readStored, takenBack, type Content, type Difference } from '#record/index.ts';
import type { KeptRecord, RecordEvent } from '#record/store.server.ts';
import { activityChangeIn, activityChangeText, toldAlike, type Activity } from '#renewals/index.ts';
import { activities, app, records } from '../../app.server.ts';
import { scopeOf } from '../cookie.server.ts';
import { change, type Told } from '../record.server.ts';
import { approverName } from '../renewals/view.server.ts';
import { onFile } from './lists.server.ts';

/** One thing that a change did: to which part, where that is changed, and what, in plain words. */
export type Did = {
  title: string;
  href: string;
  did: 'added' | 'removed' | 'changed' | 'told';
  words: string;
};

const goalName = (goal: unknown): string =>
  typeof goal === 'string' ? (targetOf(app().book, app().library, goal)?.name ?? goal) : 'none';

/** What an event did, in plain words; the questions that were gone through only where nothing else was done. */
export function didIn(event: Difference): Did[] {
  const activity = activityChangeIn(event);
  if (activity) {
    const did = !activity.before ? 'added' : !activity.after ? 'removed' : 'changed';
    const words = activityChangeText(activity, approverName);
    return [{ title: 'What you have done to keep up', href: '/renewals#activities', did, words }];
  }
  const { before, after } = fine(event);
  const did: Did[] = changesIn(event, onFile().lists).map(({ part, did, words }) => ({
    title: part.title,
    href: `/record/${part.id}`,
    did,
    words,
  }));
  const touched = (name: string) => name in before || name in after;
  if (touched('answers.goal') && (before['answers.goal'] ?? null) !== (after['answers.goal'] ?? null))
    did.push({
      title: 'Your goal',
      href: '/start?q=goal',
      did: 'changed',
      words: `${goalName(after['answers.goal'])}, before: ${goalName(before['answers.goal'])}`,
    });
  const own = [before['answers.own'], after['answers.own']].map((figures) => JSON.stringify(figures ?? {}));
  if (own[0] !== own[1])
    did.push({
      title: 'Figures of your own',
      href: '/plan',
      did: 'changed',
      words: 'other figures in the plan',
    });
  if (did.length === 0 && touched('answers.asked'))
    did.push({
      title: 'The questions',
      href: '/start',
      did: 'told',
      words: 'gone through, nothing new told',
    });
  return did;
}

/** Whether an event changed one of these parts. */
export const touches = (event: Difference, names: readonly string[]): boolean => {
  const { before, after } = fine(event);
  return names.some((name) => name in before || name in after);
};

export type Undoing =
  | { can: true }
  | { can: false; why: 'nothing in it' }
  | { can: false; why: 'touched later'; names: string[] };

/** What stands there now: the content, and the activities by their ids. */
export type Now = { content: Content; activities: ReadonlyMap<string, Activity> };

/** What a record holds now, as far as these events touched it. */
export async function nowOf(row: KeptRecord, events: readonly Difference[]): Promise<Now> {
  const touched = events.some((event) => activityChangeIn(event) !== null);
  const kept = touched ? await (await activities()).list(row.id) : [];
  return { content: row, activities: new Map(kept.map((one) => [one.id, one])) };
}

/** Whether a change can be taken back from what stands there now. */
export function undoingOf({ content, activities: kept }: Now, event: Difference): Undoing {
  const names = Object.keys({ ...event.before, ...event.after });
  if (names.length === 0) return { can: false, why: 'nothing in it' };
  const activity = activityChangeIn(event);
  if (activity)
    return toldAlike(kept.get(activity.id) ?? null, activity.after)
      ? { can: true }
      : { can: false, why: 'touched later', names };
  const back = takenBack(content, event);
  return 'inTheWay' in back ? { can: false, why: 'touched later', names: back.inTheWay } : { can: true };
}

/** The event of a number; null = there is none in this record. */
export async function eventOf(cookies: Cookies, seq: number): Promise<RecordEvent | null> {
  const scope = scopeOf(cookies);
  if (!scope || !Number.isSafeInteger(seq) || seq < 1 || seq > 2 ** 31 - 2) return null;
  const [event] = await (await records()).history(scope, 1, seq + 1);
  return event?.seq === seq ? event : null;
}

export const NO_SUCH_CHANGE = 'There is no such change in your record.';
const NOTHING_IN_IT = 'Nothing was changed by it, so there is nothing to take back.';
export const TOUCHED_LATER =
  'A later change touched the same part, so this one cannot be taken back by itself.';
const NO_ROOM = 'Your record has as many activities as it may have. Remove one first.';
const UNREADABLE = 'What was there before cannot be read by this version, so it is not put back.';

/** Takes a change back: a change of its own, which can be taken back too. Resolves to its number, or why not. */
export async function takeBack(
  cookies: Cookies,
  seq: number,
): Promise<{ version: number } | { refused: string; status: 400 | 409 }> {
  const event = await eventOf(cookies, seq);
  if (!event) return { refused: NO_SUCH_CHANGE, status: 400 };
  if (activityChangeIn(event)) return takeActivityBack(cookies, seq);
  const done = await change(
    cookies,
    (before) => {
      const undoing = undoingOf({ content: before, activities: new Map() }, event);
      if (!undoing.can && undoing.why === 'nothing in it') return { wrong: { '': NOTHING_IN_IT } };
      const back = takenBack(before, event);
      if ('inTheWay' in back) return { wrong: { '': TOUCHED_LATER }, status: 409 as const };
      return toldFrom(back) ?? { wrong: { '': UNREADABLE }, status: 409 as const };
    },
    'explain',
    { kind: 'taken back', undoes: seq },
  );
  if ('wrong' in done) return { refused: Object.values(done.wrong)[0]!, status: done.status };
  return { version: done.version! };
}

async function takeActivityBack(cookies: Cookies, seq: number): ReturnType<typeof takeBack> {
  const scope = scopeOf(cookies);
  const row = scope && (await (await records()).load(scope));
  const done = row ? await (await activities()).undo(row.id, seq) : { refused: 'no such change' as const };
  if ('seq' in done) return { version: done.seq };
  const { refused } = done;
  return refused === 'touched later'
    ? { refused: TOUCHED_LATER, status: 409 }
    : { refused: refused === 'no room' ? NO_ROOM : NO_SUCH_CHANGE, status: 400 };
}

/** What was told, out of what was kept; null = it cannot be read. */
export function toldFrom({ record, answers }: Content): Told | null {
  const isObject = typeof record === 'object' && record !== null;
  const read = readStored(
    JSON.stringify(isObject ? { ...EMPTY_RECORD, ...record } : (record ?? EMPTY_RECORD)),
  );
  const told = readAnswers(answers ?? null);
  return 'record' in read && 'answers' in told ? { record: read.record, answers: told.answers } : null;
}

export type Saved = { seq: number; did: Did[]; undone: boolean; can: boolean };

/**
 * What the page says after a change: what was done, and whether it can be taken back. The address names the change;
 * `null` where it names none of this record.
 */
export async function savedNow(cookies: Cookies, url: URL): Promise<Saved | 'nothing' | null> {
  const named = url.searchParams.get('saved');
  if (named === null) return null;
  if (named === 'nothing') return 'nothing';
  const event = /^\d{1,10}$/.test(named) ? await eventOf(cookies, Number(named)) : null;
  const scope = scopeOf(cookies);
  const row = event && scope ? await (await records()).load(scope) : null;
  if (!event || !row) return null;
  return {
    seq: event.seq,
    did: didIn(event),
    undone: event.kind === 'taken back',
    can: undoingOf(await nowOf(row, [event]), event).can,
  };
}
