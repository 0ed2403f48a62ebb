import type { Cookies } from '@sveltejs/kit';
import type { Record as PersonRecord } from '#record/index.ts';
import { allocate, stand, type Deadline, type Ledger } from '#renewals/index.ts';
import type { KeptActivity } from '#renewals/store.server.ts';
import { activities, app, records } from '../../app.server.ts';
import { scopeOf } from '../cookie.server.ts';
import { mustRead } from '../record.server.ts';
import { ground } from './ground.server.ts';

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

/** Whoever told nothing yet holds nothing, and has no day to keep. */
export async function personOf(cookies: Cookies): Promise<Person> {
  const told = await mustRead(cookies);
  const id = await recordId(cookies);
  const kept = id === null ? [] : await (await activities()).list(id);
  const on = app().today();
  const stands = told
    ? stand({ ...told, activities: kept }, ground(), on)
    : { ledger: allocate(ground().rules, [], null, on), days: [] };
  return { record: told?.record ?? null, begun: id !== null, activities: kept, ...stands };
}
