import { byRule, flagsOf, type Flag } from './flag.ts';
import { planOf, type Material, type RuleSet } from './plan.ts';
import type { RuleId } from './rule.ts';
import { addRun, newTally } from './tally.ts';

/** A material and its values, run by run; null = not measured in that run. */
export type MaterialSeries = Material & { readonly values: readonly (number | null)[] };

/** Runs judged together: as many as the longest series has. */
export type Series = Omit<RuleSet, 'materials'> & {
  readonly materials: readonly MaterialSeries[];
  /** Runs (from 1) that were rejected and corrected: after each the rules begin anew. */
  readonly corrected?: readonly number[];
};

/** The flags of one run (from 1), as programs get them. */
export type RunFlag = { rule: RuleId; run: number; materials: string[] };

/** The runs that break a rule, with every flag; runs count from 1. */
export function judgeSeries(series: Series): { run: number; flags: Flag[] }[] {
  const plan = planOf(series);
  const runs = Math.max(0, ...series.materials.map((m) => m.values.length));
  const corrected = new Set(series.corrected);
  const found: { run: number; flags: Flag[] }[] = [];
  const [zones, values] = [new Int8Array(plan.ids.length), plan.ids.map((): number | null => null)];
  let tally = newTally(plan);
  for (let r = 0; r < runs; r++) {
    for (let m = 0; m < values.length; m++) values[m] = series.materials[m]!.values[r] ?? null;
    if (addRun(plan, tally, values, zones) !== 0)
      found.push({ run: r + 1, flags: flagsOf(plan, tally, values, zones) });
    if (corrected.has(r + 1)) tally = newTally(plan);
  }
  return found;
}

/** One flag for each rule and run, run by run. */
export function seriesFlags(series: Series): RunFlag[] {
  const ids = series.materials.map((m) => m.id);
  return judgeSeries(series).flatMap(({ run, flags }) =>
    byRule(flags, ids).map(({ rule, materials }) => ({ rule, run, materials })),
  );
}
