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
  const moves = movesOf(lis, results, valueOf, at, rules);
  const sum = moves.reduce((total, m) => total + Math.min(m.limits, rules.multivariate.cap), 0);
  const moved = moves.filter((m) => m.limits > 1);
  if (sum < rules.multivariate.sum || moved.length < rules.multivariate.atLeast) return null;
  const told = moved.map((m) => `${rules.analytes.get(m.test)?.name ?? m.test} ${m.before} → ${m.now}`);
  return `many results moved together since the last draw (${told.join(', ')}): is it the same patient?`;
}

/** By how many of its limits each result moved since the draw before, where there was one. */
export const movesOf = (
  lis: Lis,
  results: readonly Result[],
  valueOf: (r: Result) => number | null,
  at: Time,
  rules: Rules,
): { test: string; before: number; now: number; limits: number }[] =>
  results.flatMap((result) => {
    const rule = rules.multivariate.analytes.get(result.test);
    const now = valueOf(result);
    const prior = rule && priorOf(lis, result, at, rule.hours);
    if (!rule || now === null || !prior) return [];
    return [{ test: result.test, before: prior.value, now, limits: limitsMoved(rule, prior.value, now) }];
  });
