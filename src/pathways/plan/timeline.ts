import type { Day } from '#kernel/dates.ts';

/** Days on which something holds, both ends included. */
export type Interval = { from: Day; until: Day };

const STEP = 28; // shorter than the shortest month, so no month-long change is stepped over

/**
 * When a test holds between two days: its changes are looked for every four weeks and then found to the day.
 * Rules turn at birthdays, window ends and lapses, which lie years apart; two turns inside four weeks would be missed.
 */
export function holding(test: (day: Day) => boolean, first: Day, last: Day): Interval[] {
  const intervals: Interval[] = [];
  let day = first;
  let now = test(day);
  let from = now ? day : null;
  while (day < last) {
    const next = Math.min(day + STEP, last);
    const then = test(next);
    if (then !== now) {
      const turn = firstDay(day, next, (d) => test(d) === then);
      if (then) from = turn;
      else if (from !== null) intervals.push({ from, until: turn - 1 });
      if (!then) from = null;
      now = then;
    }
    day = next;
  }
  if (now && from !== null) intervals.push({ from, until: last });
  return intervals;
}

/** The first day after `low` on which the test holds, given that it does on `high` and turns once between. */
function firstDay(low: Day, high: Day, test: (d: Day) => boolean): Day {
  let [a, b] = [low, high];
  while (b - a > 1) {
    const mid = Math.floor((a + b) / 2);
    if (test(mid)) b = mid;
    else a = mid;
  }
  return b;
}
