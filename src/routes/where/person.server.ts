import type { Cookies } from '@sveltejs/kit';
import type { Day } from '#kernel/dates.ts';
import { frontier, WORKS, type Work } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { keptBy, planner } from '../record.server.ts';
import { PEOPLE, PLANS, recordAfter, recordOf, type PersonId, type PlanId } from './people.ts';

/** Whom these pages speak of, as the address says: `?as=mlt-ascp&plan=mls-ascp&work=technician`. */
export type Asked = {
  as: PersonId | 'me';
  plan: PlanId | 'mine' | null;
  /** A record of the reader's own is kept, so that they can be chosen. */
  own: boolean;
  work: Work;
  label: string;
  record: PersonRecord;
  after: PersonRecord | null;
  /** The same choice for links to other places. */
  query: string;
};

/** The one seam between these pages and where a record comes from. Unknown choices fall back to the first that fits. */
export function personOf(url: URL, on: Day): Asked {
  const pick = <T extends { id: string }>(name: string, list: readonly T[]) =>
    list.find((item) => item.id === url.searchParams.get(name));
  const person = pick('as', PEOPLE) ?? PEOPLE.find((p) => p.id === 'mlt-ascp')!;
  const plan = pick('plan', PLANS)?.id ?? null;
  const work = WORKS.find((w) => w === url.searchParams.get('work')) ?? usualWork(person.id);
  const record = recordOf(person.id, on);
  const query = new URLSearchParams({ as: person.id, ...(plan ? { plan } : {}), work }).toString();
  return {
    as: person.id,
    plan,
    own: false,
    work,
    label: person.label,
    record,
    after: plan ? recordAfter(record, plan, on) : null,
    query,
  };
}

const usualWork = (person: PersonId): Work =>
  person === 'pbt-ascp' ? 'phlebotomist' : person === 'mls-ascp' ? 'technologist' : 'technician';

/** The reader, when this browser keeps a record and no typical person was chosen; else the typical person. */
export async function readerOf(url: URL, on: Day, cookies: Cookies): Promise<Asked> {
  const kept = await keptBy(cookies);
  const typical = personOf(url, on);
  if (!kept) return typical;
  const as = url.searchParams.get('as');
  if (as !== null && as !== 'me') return { ...typical, own: true };
  const work =
    WORKS.find((w) => w === url.searchParams.get('work')) ??
    WORKS.find((w) => kept.answers.goal?.startsWith(w)) ??
    'technician';
  const planned = url.searchParams.get('plan') === 'mine' && kept.answers.goal !== null;
  const found = planned
    ? frontier(planner(), kept.record, kept.answers.goal!, kept.record.limits, on, kept.answers.own)
    : null;
  const after = found?.plans[0]?.record ?? null;
  const query = new URLSearchParams({ as: 'me', ...(after ? { plan: 'mine' } : {}), work }).toString();
  return {
    as: 'me',
    plan: after ? 'mine' : null,
    own: true,
    work,
    label: 'You',
    record: kept.record,
    after,
    query,
  };
}
