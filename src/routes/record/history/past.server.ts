import type { Cookies } from '@sveltejs/kit';
import { readDate } from '#kernel/dates.ts';
import { EMPTY_RECORD, readStored, writeRecord } from '#record/index.ts';
import { records } from '../../../app.server.ts';
import { scopeOf } from '../../cookie.server.ts';
import { partsTold, type PartView } from '../told.server.ts';

/**
 * The record as it stood at the end of a day, UTC. `unread`: it is from a version whose records cannot be read any more;
 * `text` is then what was kept, as it is. `whole` = every change up to then was written down.
 */
export type Past =
  | { day: string; state: 'no day' }
  | { day: string; state: 'nothing'; whole: boolean }
  | { day: string; state: 'told'; whole: boolean; parts: PartView[]; text: string }
  | { day: string; state: 'unread'; whole: boolean; text: string };

const isDay = (text: string) => text.length === 10 && readDate(text) !== null;

export async function pastOn(cookies: Cookies, day: string): Promise<Past> {
  if (!isDay(day)) return { day: day.slice(0, 20), state: 'no day' };
  const scope = scopeOf(cookies);
  if (!scope) return { day, state: 'nothing', whole: true };
  const store = await records();
  const [first] = await store.history(scope, 1, 2);
  const whole = first !== undefined || (await store.load(scope)) === null;
  const content = await store.at(scope, `${day}T23:59:59.999Z`);
  if (!content) return { day, state: 'nothing', whole };
  const read = readStored(JSON.stringify(content.record ?? EMPTY_RECORD));
  if (!('record' in read)) return { day, state: 'unread', whole, text: read.text };
  return { day, state: 'told', whole, parts: partsTold(read.record), text: writeRecord(read.record) };
}
