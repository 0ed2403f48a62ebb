import type { Cookies } from '@sveltejs/kit';
import type { Day } from '#kernel/dates.ts';
import { frontier, WORKS } from '#pathways/index.ts';
import { planner, toldBy } from '../record.server.ts';
import { personOf, type Asked } from './person.server.ts';

/** The reader, when this browser keeps a record and no typical person was chosen; else the typical person. */
export async function readerOf(url: URL, on: Day, cookies: Cookies): Promise<Asked> {
  const kept = await toldBy(cookies);
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
