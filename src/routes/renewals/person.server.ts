import type { Cookies } from '@sveltejs/kit';
import type { Record as PersonRecord } from '#record/index.ts';
import { allocate, deadlines, holdingsOf, rulesOf, type Deadline, type Ledger } from '#renewals/index.ts';
import type { KeptActivity } from '#renewals/store.server.ts';
import { activities, app, records } from '../../app.server.ts';
import { scopeOf } from '../cookie.server.ts';
import { mustRead } from '../record.server.ts';

/** The id of the record that a request is about; null = nothing is kept yet. */
export async function recordId(cookies: Cookies): Promise<string | null> {
  const scope = scopeOf(cookies);
  return (scope && (await (await records()).load(scope))?.id) ?? null;
}

/** What a person holds, what they did, and where that leaves them. */
export type Person = {
  record: PersonRecord | null;
  /** Whether they have a record that activities can be kept with. */
  begun: boolean;
  activities: KeptActivity[];
  ledger: Ledger;
  days: Deadline[];
};

/** As long as nothing is entered, what was done counts as not told. */
export async function personOf(cookies: Cookies): Promise<Person> {
  const told = await mustRead(cookies);
  const { library, book, today } = app();
  const id = await recordId(cookies);
  const kept = id === null ? [] : await (await activities()).list(id);
  const rules = rulesOf(library);
  const record = told?.record ?? null;
  const held = record ? holdingsOf(record) : [];
  const ledger = allocate(rules, held, kept.length > 0 ? kept : null, today());
  const days = record ? deadlines({ book, rules, record, standings: ledger.standings }, today()) : [];
  return { record, begun: id !== null, activities: kept, ledger, days };
}
