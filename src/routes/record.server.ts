import type { Cookies } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { app, records } from '../app.server.ts';
import { Answers, NO_ANSWERS, type Planner } from '#pathways/index.ts';
import { EMPTY_RECORD, Record as PersonRecord } from '#record/index.ts';
import { rolePay } from '#wages/index.ts';

/** What this browser keeps: the record, the state of the interview, and the version it was read at. */
export type Kept = { record: PersonRecord; answers: Answers; version: number };

const COOKIE = 'benchpath';
const HALF_A_YEAR = 60 * 60 * 24 * 180;

/** The planner of this installation: rules, content and wages. */
export const planner = (): Planner => {
  const { book, library, wages } = app();
  return { book, library, pay: (role, state) => rolePay(wages, role, state) };
};

/** The record this browser keeps here; null when it keeps none. What no longer fits the schema is not shown as if it did. */
export async function keptBy(cookies: Cookies): Promise<Kept | null> {
  const token = cookies.get(COOKIE);
  const row = token ? await (await records()).load(token) : null;
  if (!row) return null;
  const record = PersonRecord.safeParse(row.record);
  const answers = Answers.safeParse(row.answers ?? {});
  return {
    record: record.success ? record.data : EMPTY_RECORD,
    answers: answers.success ? answers.data : NO_ANSWERS,
    version: row.version,
  };
}

/** Keeps a record for this browser. `stale` = another tab saved first; nothing was overwritten. */
export async function keep(
  cookies: Cookies,
  record: PersonRecord,
  answers: Answers,
  version: number | null,
): Promise<'kept' | 'stale'> {
  const store = await records();
  const token = cookies.get(COOKIE);
  if (token && version !== null) {
    const saved = await store.save(token, { record, answers }, version);
    if (saved.saved) {
      setCookie(cookies, token);
      return 'kept';
    }
    if (saved.why === 'stale') return 'stale';
  }
  const made = await store.create({ record, answers });
  setCookie(cookies, made.token);
  return 'kept';
}

/** Removes the row and the cookie. */
export async function forget(cookies: Cookies): Promise<void> {
  const token = cookies.get(COOKIE);
  if (token) await (await records()).remove(token);
  cookies.delete(COOKIE, { path: '/' });
}

function setCookie(cookies: Cookies, token: string): void {
  // Over plain http, as on one's own machine or in a school's network, a secure cookie would not come back.
  const secure = getRequestEvent().url.protocol === 'https:';
  cookies.set(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: HALF_A_YEAR });
}
