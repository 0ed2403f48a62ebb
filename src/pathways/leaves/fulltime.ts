import { monthsBetween, type Day } from '#kernel/dates.ts';

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
  const cuts = [...new Set(stretches.flatMap((s) => [s.from, s.until]))].sort((a, b) => a - b);
  let months = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, until] = [cuts[i]!, cuts[i + 1]!];
    let share = 0;
    for (const s of stretches) if (s.from <= from && s.until >= until) share += s.share;
    months += monthsBetween(from, until) * Math.min(1, share);
  }
  return months;
}

/** Hours of work; hours of jobs held at the same time add up. `share` here is hours a week. */
export const totalHours = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, s) => sum + ((s.until - s.from) / 7) * s.share, 0);
