import { readDate, type Day } from '#kernel/dates.ts';

/** Half a year: boards change their rules about once a year, fees with the calendar year. */
export const STALE_AFTER_DAYS = 180;

export type Staleness = { stale: boolean; days: number };

/**
 * Whether what was checked on a date is to be shown as stale on a day: fresh under 180 days, stale from the 180th. A
 * date of month precision counts from the month's first day, so that nothing looks fresher than it is.
 */
export function staleness(checkedOn: string, on: Day): Staleness {
  const checked = readDate(checkedOn);
  if (!checked) throw new Error(`not a date: ${checkedOn}`);
  const days = Math.max(0, on - checked.earliest);
  return { stale: days >= STALE_AFTER_DAYS, days };
}
