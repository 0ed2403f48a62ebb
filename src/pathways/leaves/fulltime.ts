import { monthScale, monthsBetween, type Day } from '#kernel/dates.ts';

/** A stretch of work: days from `from` up to and not including `until`, at a share (0 to 1) of full time. */
export type Stretch = { from: Day; until: Day; share: number };

/**
 * Full-time months in a set of stretches. Where jobs overlap their shares add up, and never to more than one:
 * nobody gains two months in one.
 */
export function fullTimeMonths(stretches: readonly Stretch[]): number {
  if (stretches.length === 0) return 0;
  if (stretches.length === 1) {
    const only = stretches[0]!;
    return monthsBetween(only.from, only.until) * Math.min(1, only.share);
  }
  const cuts: number[] = [];
  for (const s of stretches) {
    insert(cuts, s.from);
    insert(cuts, s.until);
  }
  let months = 0;
  let from = cuts[0]!;
  let scaleFrom = monthScale(from);
  for (let i = 1; i < cuts.length; i++) {
    const until = cuts[i]!;
    if (until === from) continue;
    let share = 0;
    for (const s of stretches) if (s.from <= from && s.until >= until) share += s.share;
    const scaleUntil = monthScale(until);
    months += (scaleUntil - scaleFrom) * Math.min(1, share);
    from = until;
    scaleFrom = scaleUntil;
  }
  return months;
}

/** Into a sorted list, in its place; the lists are a handful long. */
function insert(sorted: number[], value: number): void {
  let i = sorted.length;
  sorted.push(value);
  for (; i > 0 && sorted[i - 1]! > value; i--) sorted[i] = sorted[i - 1]!;
  sorted[i] = value;
}

/** Hours of work; hours of jobs held at the same time add up. `share` here is hours a week. */
export const totalHours = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, s) => sum + ((s.until - s.from) / 7) * s.share, 0);
