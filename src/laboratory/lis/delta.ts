import type { Analyte } from '../catalog/index.ts';
import type { Time } from './event.ts';
import type { Rules } from './rules.ts';
import type { Lis, Prior, Result } from './state.ts';

const HOUR = 3600;

/** The last reported value before a specimen was drawn, no older than the rule looks back. */
export function priorOf(
  lis: Lis,
  result: Pick<Result, 'mrn' | 'test' | 'accession'>,
  at: Time,
  hours: number,
): Prior | null {
  const before = (lis.priors.get(`${result.mrn}/${result.test}`) ?? []).filter(
    (p) => p.accession !== result.accession && p.at < at && at - p.at <= hours * HOUR,
  );
  return before.at(-1) ?? null;
}

/** How many limits a change is: 1 = at the limit. A percent is of the value before. */
export function limitsMoved(
  rule: { absolute?: number; percent?: number },
  before: number,
  now: number,
): number {
  const limit = rule.absolute ?? (Math.abs(before) * (rule.percent ?? Infinity)) / 100;
  return limit > 0 ? Math.abs(now - before) / limit : 0;
}

/** The sentence of a broken delta check; null when it holds. Strictly beyond the limit breaks it. */
export function deltaBroken(analyte: Analyte, prior: Prior | null, value: number): string | null {
  if (!analyte.delta || !prior) return null;
  if (limitsMoved(analyte.delta, prior.value, value) <= 1 + 1e-9) return null;
  const limit =
    analyte.delta.absolute !== undefined
      ? `${analyte.delta.absolute} ${analyte.unit}`
      : `${analyte.delta.percent} %`;
  return `${analyte.name} moved from ${prior.value} to ${value}; the limit is ${limit} in ${analyte.delta.hours} h`;
}

/**
 * Many analytes at once against the draw before: the sum of limits moved, each counted up to a cap. One large change is a
 * sick patient; many at once are another patient.
 */
export function multivariate(
  lis: Lis,
  results: readonly Result[],
  valueOf: (r: Result) => number | null,
  at: Time,
  rules: Rules,
): string | null {
  let sum = 0;
  const moved: string[] = [];
  for (const result of results) {
    const rule = rules.multivariate.analytes.get(result.test);
    const value = valueOf(result);
    const prior = rule && priorOf(lis, result, at, rule.hours);
    if (!rule || value === null || !prior) continue;
    const limits = limitsMoved(rule, prior.value, value);
    sum += Math.min(limits, rules.multivariate.cap);
    if (limits > 1)
      moved.push(`${rules.analytes.get(result.test)?.name ?? result.test} ${prior.value} → ${value}`);
  }
  if (sum < rules.multivariate.sum || moved.length < rules.multivariate.atLeast) return null;
  return `many results moved together since the last draw (${moved.join(', ')}): is it the same patient?`;
}
