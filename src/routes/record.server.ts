import { redirect, type Cookies } from '@sveltejs/kit';
import { app, keptDays, opened, records } from '../app.server.ts';
import {
  NO_ANSWERS,
  readAnswers,
  type Answers,
  type AnswersProblem,
  type Planner,
  type Wrong,
} from '#pathways/index.ts';
import { EMPTY_RECORD, readStored, type Record as PersonRecord, type RecordProblem } from '#record/index.ts';
import type { Kind } from '#record/store.server.ts';
import { rolePay } from '#wages/index.ts';
import { forgetToken, giveToken, scopeOf } from './cookie.server.ts';

/** What a person told: the record, and the state of the interview. */
export type Told = { record: PersonRecord; answers: Answers };

/** What is stored and cannot be read: when it was saved (ISO 8601, UTC), word for word, and what is wrong with it. */
export type Unread = {
  savedAt: string;
  texts: { record: string; answers: string };
  problems: { record: RecordProblem[]; answers: AnswersProblem[] };
};

/** What a browser keeps here. `version` is the one it was read at; 0 = nothing yet. */
type Stored =
  | { state: 'nothing'; version: 0 }
  | ({ state: 'told'; version: number } & Told)
  | ({ state: 'unread'; version: number; readable: Told } & Unread);

export const NOTHING: Told = { record: EMPTY_RECORD, answers: NO_ANSWERS };

/** The planner of this installation: rules, content and wages. */
export const planner = (): Planner => {
  const { book, library, wages } = app();
  return { book, library, pay: (role, state) => rolePay(wages, role, state) };
};

/** What this browser or this person keeps. What no longer fits the schema comes as it is stored, with what is wrong. */
export async function storedFor(cookies: Cookies): Promise<Stored> {
  const scope = scopeOf(cookies);
  const row = scope ? await (await records()).load(scope) : null;
  if (!scope || !row) return { state: 'nothing', version: 0 };
  // A record that is kept without end must stay in reach: the cookie begins anew with each visit.
  if ('browser' in scope && keptDays() === null) giveToken(cookies, scope.browser, 'as the record');
  const { version, texts, updatedAt } = row;
  const record = readStored(texts.record);
  const answers = readAnswers(row.answers);
  if ('record' in record && 'answers' in answers) return { state: 'told', version, ...record, ...answers };
  return {
    state: 'unread',
    version,
    readable: { ...NOTHING, ...('record' in record ? record : {}), ...('answers' in answers ? answers : {}) },
    savedAt: updatedAt,
    texts: { record: 'text' in record ? record.text : texts.record, answers: texts.answers },
    problems: {
      record: 'problems' in record ? record.problems : [],
      answers: 'problems' in answers ? answers.problems : [],
    },
  };
}

/** What the person told; null when nothing is kept, or nothing that can be read. For pages that can do without. */
export async function toldBy(cookies: Cookies): Promise<Told | null> {
  const stored = await storedFor(cookies);
  return stored.state === 'told' ? stored : null;
}

/** The same for pages that rest on it: what cannot be read is explained on /record, not passed over. */
export async function mustRead(cookies: Cookies): Promise<Told | null> {
  const stored = await storedFor(cookies);
  if (stored.state === 'unread') redirect(303, '/record');
  return stored.state === 'told' ? stored : null;
}

/** So often other tabs may save first. Each time one of them got on, so that only a flood comes here. */
const TRIES = 20;
const BUSY =
  'Other tabs of this browser saved at the same moment. Nothing was changed; please send this again.';

type Refused = { wrong: Wrong; status: 400 | 409 };

/**
 * Changes what this browser keeps. `make` gets what was told and gives what it becomes, or what is wrong; where
 * another tab saves first, it is asked again with the newest. What cannot be read is written over only where its
 * owner said so: `make` then begins with what can be read. `how` says what kind of change it is in the history.
 * Where `make` gives back the very thing it got, nothing changed and nothing is saved: `version` is null. Else it is the
 * number of the change.
 */
export async function change<After extends Told>(
  cookies: Cookies,
  make: (before: Told) => After | { wrong: Wrong } | Refused,
  unread: 'explain' | 'write over' = 'explain',
  how?: { kind: Kind; undoes?: number },
): Promise<{ before: Told; after: After; version: number | null } | Refused> {
  const store = await records();
  const scope = scopeOf(cookies) ?? { browser: store.token() };
  for (let i = 0; i < TRIES; i += 1) {
    const stored = await storedFor(cookies);
    if (stored.state === 'unread' && unread === 'explain') redirect(303, '/record');
    const before = stored.state === 'told' ? stored : stored.state === 'unread' ? stored.readable : NOTHING;
    const after = make(before);
    if ('wrong' in after) return { status: 400, ...after };
    if (after === before) return { before, after, version: null };
    const { record, answers } = after;
    const saved = await store.save(scope, { record, answers }, stored.version, how);
    if (saved.saved) {
      if ('browser' in scope) giveToken(cookies, scope.browser, 'as the record');
      return { before, after, version: saved.version };
    }
  }
  return { wrong: { '': BUSY }, status: 409 };
}

/**
 * Gives a browser its name before the first answer, so that two tabs that answer at once are one person. Nothing is
 * kept under it yet, and the browser forgets it when it is closed.
 */
export async function nameBrowser(cookies: Cookies): Promise<void> {
  if (scopeOf(cookies) === null) giveToken(cookies, (await records()).token(), 'until closed');
}

/** Removes the record with all that hangs on it, and the cookie. */
export async function forget(cookies: Cookies): Promise<void> {
  const scope = scopeOf(cookies);
  if (!scope) return;
  await (await opened()).deletion.record(scope);
  if ('browser' in scope) forgetToken(cookies);
}
