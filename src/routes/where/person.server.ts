import type { Day } from '#kernel/dates.ts';
import { WORKS, type Work } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
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
