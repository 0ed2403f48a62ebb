import { readDate, type Day } from '#kernel/dates.ts';
import type { Library } from './library.server.ts';

/** After this many days without a new look at its sources an entry is stale. */
export const STALE_AFTER_DAYS = 180;

/** Days since a check; a month counts from its last day. Throws on a text that is no date, which no schema lets in. */
export function daysSince(checkedOn: string, on: Day): number {
  const checked = readDate(checkedOn);
  if (!checked) throw new Error(`not a date: ${checkedOn}`);
  return on - checked.latest;
}

/** Is what was checked on that date to be shown as stale on this day? */
export const staleness = (checkedOn: string, on: Day): 'fresh' | 'stale' =>
  daysSince(checkedOn, on) > STALE_AFTER_DAYS ? 'stale' : 'fresh';

export type Shelved = { id: string; type: string; name: string; checked: string; days: number };

/** Every entry that says when it was compared with its sources, the longest ago first. `days` = how long ago. */
export function ages(library: Library, on: Day): Shelved[] {
  const shelves = [
    ['credential', library.credentials], ['license', library.licenses], ['role', library.roles], ['place', library.jurisdictions],
    ['body', library.bodies], ['topic', library.topics], ['move', library.moves],
    ['continuing education', library.continuing],
  ] as const; // prettier-ignore
  const all = shelves.flatMap(([type, shelf]) =>
    [...shelf.values()].map((e) => ({
      id: e.id,
      type,
      name: 'name' in e ? e.name : e.title,
      checked: e.checked.on,
      days: daysSince(e.checked.on, on),
    })),
  );
  return all.sort((a, b) => b.days - a.days || (a.id < b.id ? -1 : 1));
}
