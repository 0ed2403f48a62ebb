import { mustDay, type Day } from '#kernel/dates.ts';
import type { Calendar } from './calendar.ts';
import type { StepInk, TimelineRow } from './step.ts';

type Busy = Pick<TimelineRow, 'from' | 'to' | 'study' | 'practicum' | 'work'>;

/** Hours a week from the beginning of one day to the beginning of another. */
export type Hours = { from: Day; to: Day; study: number; practicum: number; work: number };

export const total = (h: Hours) => h.study + h.practicum + h.work;

/** Hours a week between the days on which they change; times that ask for none are left out. */
export function hoursBy(rows: readonly Busy[], { first, last }: Calendar): Hours[] {
  const spans = rows.map((r) => ({ ...r, start: mustDay(r.from), end: mustDay(r.to) + 1 }));
  const cuts = [...new Set([first, last, ...spans.flatMap((s) => [s.start, s.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, i) => {
    const running = spans.filter((s) => s.start <= from && s.end > from);
    const sum = (of: 'study' | 'practicum' | 'work') => running.reduce((n, s) => n + s[of], 0);
    const h = { from, to: cuts[i + 1]!, study: sum('study'), practicum: sum('practicum'), work: sum('work') };
    return total(h) > 0 ? [h] : [];
  });
}

/** One bar on another: study at the foot, then unpaid hours, then paid ones. In hours, from the top of the lower one. */
export const stackOf = (h: Hours): { ink: StepInk; under: number; hours: number }[] => [
  { ink: 'study', under: 0, hours: h.study },
  { ink: 'rotations', under: h.study, hours: h.practicum },
  { ink: 'work', under: h.study + h.practicum, hours: h.work },
];
