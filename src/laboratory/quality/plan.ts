import { RULES, type Pattern, type Rule, type RuleId, type Scope } from './rule.ts';
import { ZONE_BEYOND, scaleOf, type Scale } from './zone.ts';

/** A control material with the mean and SD of its lot on one analyzer, both fixed beforehand. */
export type Material = { readonly id: string; readonly mean: number; readonly sd: number };

/** Which rules judge which materials, one analyte on one analyzer. The order of the materials is that of the levels. */
export type RuleSet = {
  readonly rules: readonly RuleId[];
  /** Whether rules that may also count across materials from run to run (scope A2) do so. */
  readonly acrossMaterials: boolean;
  readonly materials: readonly Material[];
  /** Only these scopes; without it all that the rules have. */
  readonly scopes?: readonly Scope[];
};

/** Rules that look at points in a row, as `1 << place` in `rules`. */
export type RowTest = { readonly bit: number; readonly pattern: Pattern };

/**
 * The rules of one scope that look at points in a row, and the shortest rows that break any: a lane whose rows are all
 * shorter breaks none, and need not be tested rule by rule.
 */
export type RowTests = {
  readonly tests: readonly RowTest[];
  readonly least: {
    readonly side: number;
    readonly one: number;
    readonly two: number;
    readonly steps: number;
  };
  readonly three: boolean;
};

/** A rule set made ready: what is tested within a run, along one material and across all of them. */
export type Plan = {
  readonly ids: readonly string[];
  readonly scales: readonly Scale[];
  readonly rules: readonly Rule[];
  /** Rules of one point that a zone of this size breaks, as bits. */
  readonly alone: readonly number[];
  /** The bit of R_4s, or 0. */
  readonly opposite: number;
  readonly rows: { readonly [S in Scope]: RowTests };
};

/** The rule set made ready. Throws on an SD that is not above 0: whoever reads files asks first. */
export function planOf(set: RuleSet): Plan {
  const rules = RULES.filter((rule) => set.rules.includes(rule.id));
  const judged = (scope: Scope) =>
    (set.scopes ?? ['W', 'A1', 'A2']).includes(scope) &&
    (scope !== 'A2' || (set.acrossMaterials && set.materials.length > 1));
  const rows = (scope: Scope): RowTests =>
    rowTests(
      !judged(scope)
        ? []
        : rules.flatMap(({ scopes, pattern }, i) =>
            scopes.includes(scope) && pattern.kind !== 'one' && pattern.kind !== 'opposite'
              ? [{ bit: 1 << i, pattern }]
              : [],
          ),
    );
  const bits = (broken: (pattern: Pattern) => boolean) =>
    judged('W') ? rules.reduce((all, { pattern }, i) => (broken(pattern) ? all | (1 << i) : all), 0) : 0;
  return {
    ids: set.materials.map((m) => m.id),
    scales: set.materials.map((m) => scaleOf(m.mean, m.sd)),
    rules,
    alone: [0, 1, 2, 3, 4, 5, 6].map((zone) =>
      bits((p) => p.kind === 'one' && zone >= ZONE_BEYOND[p.beyond]),
    ),
    opposite: bits((p) => p.kind === 'opposite'),
    rows: { W: rows('W'), A1: rows('A1'), A2: rows('A2') },
  };
}

function rowTests(tests: readonly RowTest[]): RowTests {
  const least = (length: (p: Pattern) => number) => Math.min(...tests.map((t) => length(t.pattern)));
  const beyond = (k: number) => least((p) => (p.kind === 'same-side' && p.beyond === k ? p.of : Infinity));
  const steps = least((p) => (p.kind === 'trend' ? p.of - 1 : Infinity));
  return {
    tests,
    least: { side: beyond(0), one: beyond(1), two: beyond(2), steps },
    three: tests.some((t) => t.pattern.kind === 'two-of-three'),
  };
}
