import { allowedAt, keepsWithin, type Tea } from './allowable.ts';

/** A patient result reported since the last good run. */
export type Reported = { readonly id: string; readonly at: number; readonly value: number };

/** A value at which care changes: reached from it upward, or from it downward (both count the value itself). */
export type DecisionLimit = { readonly name: string; readonly at: number; readonly toward: 'up' | 'down' };

/** What the result should have been: reported × factor + offset. */
export type Correction = { readonly factor: number; readonly offset: number };

export type LookedBack = {
  id: string;
  at: number;
  reported: number;
  corrected: number;
  difference: number;
  beyondTea: boolean;
  /** Names of limits that one of the two reaches and the other does not. */
  crosses: string[];
  /** Whether the report has to be corrected. */
  correct: boolean;
};

/**
 * Which results since the last good run (42 CFR 493.1282, `bench-cfr1282`: all of them are looked at) a correction moves
 * beyond the allowable error, or across a decision limit. In the order given.
 * @param since time of the last good run; null = there was none
 */
export function lookBack(
  results: readonly Reported[],
  since: number | null,
  { factor, offset }: Correction,
  tea: Tea,
  limits: readonly DecisionLimit[],
): LookedBack[] {
  const reaches = (value: number, { at, toward }: DecisionLimit) =>
    toward === 'up' ? value >= at : value <= at;
  return results
    .filter((r) => since === null || r.at > since)
    .map(({ id, at, value }) => {
      const corrected = value * factor + offset;
      const difference = corrected - value;
      const beyondTea = !keepsWithin(difference, allowedAt(corrected, tea));
      const crosses = limits.filter((l) => reaches(value, l) !== reaches(corrected, l)).map((l) => l.name);
      const correct = beyondTea || crosses.length > 0;
      return { id, at, reported: value, corrected, difference, beyondTea, crosses, correct };
    });
}
