import type { Continuing } from '#content/index.ts';
import type { Activity } from './activity.ts';

/** Hours and points are counted in whole pieces, so that quarters are whole in hours of 50 and of 60 minutes alike. */
export const PIECES = 120;

export const pieces = (amount: number): number => Math.round(amount * PIECES);
export const fromPieces = (count: number): number => Math.round((count / PIECES) * 100) / 100;

/** Pieces that an activity surely gives in a rule's unit, and at most; `ask` = what would settle the two. */
export type Amount = { sure: number; possible: number; ask: 'points' | 'hours' | 'minutesPerHour' | null };

/** What an activity is worth under a rule. What a point is worth in hours is not on file, so neither stands for the other. */
export function amountOf(rule: Continuing, activity: Activity): Amount {
  const told = rule.unit === 'point' ? activity.points : activity.hours;
  if (told === undefined)
    return { sure: 0, possible: Infinity, ask: rule.unit === 'point' ? 'points' : 'hours' };
  const minutes =
    rule.unit === 'point' || rule.minutes?.confidence === 'unverified' ? null : (rule.minutes?.value ?? null);
  if (minutes === null) return { sure: pieces(told), possible: pieces(told), ask: null };
  const inMinutes = (own: number) => Math.floor((told * PIECES * own) / minutes + 1e-6);
  const own = activity.minutesPerHour;
  if (own !== undefined) return { sure: inMinutes(own), possible: inMinutes(own), ask: null };
  return { sure: inMinutes(50), possible: inMinutes(60), ask: 'minutesPerHour' };
}
