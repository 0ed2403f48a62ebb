import { dayOf, mustDay, partsOf, type Day } from '#kernel/dates.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Oct 2029`. */
export function monthYear(iso: string): string {
  const { year, month } = partsOf(mustDay(iso));
  return `${MONTHS[month - 1]} ${year}`;
}

/** Where days lie across a drawing, in percent of its width: its first day at 0, the end of its last at 100. */
export type Calendar = { first: Day; last: Day };

/** A drawing shows a month at least: in a shorter one a day would look like a week. */
const SHORTEST_DAYS = 30;

/** From today to the end of the last step or the goal, whichever is later. Dates are ISO days. */
export function calendarOf(on: string, goalOn: string, rows: readonly { to: string }[]): Calendar {
  const first = mustDay(on);
  const ends = [goalOn, ...rows.map((r) => r.to)].map(mustDay);
  return { first, last: Math.max(first + SHORTEST_DAYS, ...ends) + 1 };
}

export const at = ({ first, last }: Calendar, day: Day) => ((day - first) / (last - first)) * 100;
const percent = (n: number) => `${n.toFixed(3)}%`;

/** `at` as an attribute of SVG. */
export const x = (calendar: Calendar, day: Day) => percent(at(calendar, day));

/** Percent; a bar narrower than this would not be seen. */
const NARROWEST = 0.9;

/** A bar from the beginning of one day to the beginning of another. A short one is widened, and stays inside. */
export function barOf(calendar: Calendar, from: Day, to: Day): { x: string; width: string } {
  const width = Math.max(NARROWEST, at(calendar, to) - at(calendar, from));
  return { x: percent(Math.min(at(calendar, from), 100 - width)), width: percent(width) };
}

export type Tick = { day: Day; label: string; strong: boolean };

/** Years where they begin; in a plan of under two years the months or quarters too. */
export function ticksOf({ first, last }: Calendar): Tick[] {
  const start = partsOf(first);
  const months = (partsOf(last).year - start.year) * 12 + partsOf(last).month - start.month;
  const every = months <= 7 ? 1 : months <= 26 ? 3 : 12;
  const out: Tick[] = [];
  for (let i = 0; i <= months; i++) {
    const [year, month] = [start.year + Math.floor((start.month - 1 + i) / 12), (start.month - 1 + i) % 12];
    const day = dayOf(year, month + 1, 1);
    if (day < first || month % every !== 0) continue;
    const strong = month === 0;
    out.push({ day, strong, label: strong ? `${year}` : MONTHS[month]! });
  }
  return out;
}
