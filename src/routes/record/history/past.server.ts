import type { Cookies } from '@sveltejs/kit';
import { readDate } from '#kernel/dates.ts';
import { EMPTY_RECORD, readStored, writeRecord } from '#record/index.ts';
import { activityFields } from '#renewals/index.ts';
import { activities, records } from '../../../app.server.ts';
import { scopeOf } from '../../cookie.server.ts';
import { approverName } from '../../renewals/view.server.ts';
import { partsTold, type PartView } from '../told.server.ts';

/**
 * The record as it stood at the end of a day, UTC. `unread`: it is from a version whose records cannot be read any more;
 * `text` is then what was kept, as it is. `whole` = every change up to then was written down.
 */
export type Past =
  | { day: string; state: 'no day' }
  | { day: string; state: 'nothing'; whole: boolean }
  | { day: string; state: 'told'; whole: boolean; parts: PartView[]; activities: Done[]; text: string }
  | { day: string; state: 'unread'; whole: boolean; text: string };

/** Something done to keep up, and what was told of it. */
type Done = { title: string; told: string };

const isDay = (text: string) => text.length === 10 && readDate(text) !== null;

export async function pastOn(cookies: Cookies, day: string): Promise<Past> {
  if (!isDay(day)) return { day: day.slice(0, 20), state: 'no day' };
  const scope = scopeOf(cookies);
  if (!scope) return { day, state: 'nothing', whole: true };
  const store = await records();
  const [first] = await store.history(scope, 1, 2);
  const now = await store.load(scope);
  const whole = first !== undefined || now === null;
  const end = `${day}T23:59:59.999Z`;
  const content = await store.at(scope, end);
  if (!content) return { day, state: 'nothing', whole };
  const read = readStored(JSON.stringify(content.record ?? EMPTY_RECORD));
  if (!('record' in read)) return { day, state: 'unread', whole, text: read.text };
  const parts = partsTold(read.record);
  return {
    day,
    state: 'told',
    whole,
    parts,
    activities: await doneBy(now?.id, end),
    text: writeRecord(read.record),
  };
}

async function doneBy(record: string | undefined, end: string): Promise<Done[]> {
  if (record === undefined) return [];
  return (await (await activities()).at(record, end)).map((activity) => {
    const { 'What it was': title = '', ...rest } = activityFields(activity, approverName);
    const told = Object.entries(rest).filter(([, value]) => value !== '');
    return { title, told: told.map(([label, value]) => `${label}: ${value}`).join(' · ') };
  });
}
