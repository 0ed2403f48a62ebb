import { dayOf, mustDay, partsOf, type Day } from '#kernel/dates.ts';

/** The pattern of a bar. */
export type StepInk = 'study' | 'rotations' | 'work' | 'search' | 'paper';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Oct 2029`. */
export function monthYear(iso: string): string {
  const { year, month } = partsOf(mustDay(iso));
  return `${MONTHS[month - 1]} ${year}`;
}

export type Tick = { day: Day; label: string; strong: boolean };

/** Years where they begin; in a plan of under two years the months or quarters too. */
export function ticksOf(first: Day, last: Day): Tick[] {
  const start = partsOf(first);
  const months = (partsOf(last).year - start.year) * 12 + partsOf(last).month - start.month;
  const every = months <= 7 ? 1 : months <= 26 ? 3 : 12;
  const out: Tick[] = [];
  for (let i = 0; i <= months + 12; i++) {
    const [year, month] = [start.year + Math.floor((start.month - 1 + i) / 12), (start.month - 1 + i) % 12];
    const day = dayOf(year, month + 1, 1);
    if (day < first || day > last || month % every !== 0) continue;
    const strong = month === 0;
    out.push({ day, strong, label: strong ? `${year}` : MONTHS[month]! });
  }
  return out;
}

export type Hours = { from: Day; to: Day; study: number; practicum: number; work: number };

/** Hours a week between the days on which they change. */
export function hoursBy(
  rows: readonly { from: string; to: string; study: number; practicum: number; work: number }[],
  first: Day,
  last: Day,
): Hours[] {
  const spans = rows.map((r) => ({ ...r, start: mustDay(r.from), end: mustDay(r.to) + 1 }));
  const cuts = [...new Set([first, last, ...spans.flatMap((s) => [s.start, s.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, i) => {
    const running = spans.filter((s) => s.start <= from && s.end > from);
    const sum = (of: 'study' | 'practicum' | 'work') => running.reduce((n, s) => n + s[of], 0);
    const h = { from, to: cuts[i + 1]!, study: sum('study'), practicum: sum('practicum'), work: sum('work') };
    return h.study + h.practicum + h.work > 0 ? [h] : [];
  });
}
