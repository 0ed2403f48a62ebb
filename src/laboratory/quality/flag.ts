import { addTo, brokenIn, emptyLane, sideOfThree, testEach } from './lane.ts';
import type { Plan, RowTest } from './plan.ts';
import { ruleOf, type RuleId, type Scope } from './rule.ts';
import type { Run, Tally } from './tally.ts';

/** A rule that a run breaks, in which scope, and the materials whose points break it, in the order of the levels. */
export type Flag = { rule: RuleId; scope: Scope; materials: string[] };

/** Every flag of a run that was just added to the tally, rule by rule. */
export function flagsOf(plan: Plan, tally: Tally, run: Run, zones: Int8Array): Flag[] {
  const measured = plan.ids.flatMap((_, m) =>
    typeof run[m] === 'number' && !Number.isNaN(run[m]) ? [m] : [],
  );
  const found: { rule: number; flag: Flag }[] = [];
  const say = (bits: number, scope: Scope, materials: readonly number[]) => {
    plan.rules.forEach(({ id }, rule) => {
      if ((bits & (1 << rule)) === 0 || materials.length === 0) return;
      const ids = plan.ids.filter((_, m) => materials.includes(m));
      found.push({ rule, flag: { rule: id, scope, materials: ids } });
    });
  };
  plan.rules.forEach((_, rule) => {
    const bit = 1 << rule;
    say(bit, 'W', measured.filter((m) => (plan.alone[Math.abs(zones[m]!)]! & bit) !== 0)); // prettier-ignore
  });
  const outside = measured.filter((m) => Math.abs(zones[m]!) >= 3);
  if (outside.some((m) => zones[m]! > 0) && outside.some((m) => zones[m]! < 0))
    say(plan.opposite, 'W', outside);
  for (const test of plan.rows.W.tests) say(test.bit, 'W', inRow(test, measured, zones));
  for (const m of measured) say(brokenIn(tally.lanes[m]!, plan.rows.A1), 'A1', [m]);
  if (measured.length > 0)
    for (const test of plan.rows.A2.tests)
      if (testEach(tally.across, [test]) !== 0) say(test.bit, 'A2', lastOf(tally, test));
  return found.sort((a, b) => a.rule - b.rule).map(({ flag }) => flag);
}

/** The materials of one run whose points stand in a row that breaks a rule. */
function inRow(test: RowTest, measured: readonly number[], zones: Int8Array): number[] {
  const lane = emptyLane();
  const found = new Set<number>();
  const needs = test.pattern.kind === 'same-side' ? test.pattern.of : 3;
  measured.forEach((m, i) => {
    addTo(lane, zones[m]!, 0);
    if (testEach(lane, [test]) === 0) return;
    const side = test.pattern.kind === 'two-of-three' ? sideOfThree(lane.three) : 0;
    for (const one of measured.slice(i + 1 - needs, i + 1))
      if (side === 0 || zones[one]! * side >= 3) found.add(one);
  });
  return [...found];
}

function lastOf({ across, order }: Tally, { pattern }: RowTest): number[] {
  const needs = pattern.kind === 'same-side' ? pattern.of : 3;
  return Array.from({ length: needs }, (_, i) => order[(across.points - 1 - i) % order.length]!);
}

/** The flags of a run as programs get them: one for each rule, with every material it names in any scope. */
export function byRule(
  flags: readonly Flag[],
  ids: readonly string[],
): { rule: RuleId; materials: string[] }[] {
  return [...new Set(flags.map((f) => f.rule))].map((rule) => ({
    rule,
    materials: ids.filter((id) => flags.some((f) => f.rule === rule && f.materials.includes(id))),
  }));
}

/** `4_1s (across materials)`, `2_2s (L1)`. */
export function flagText({ rule, scope, materials }: Flag): string {
  const one = ruleOf(rule).scopes.length === 1 && scope === 'W';
  if (scope === 'A2') return `${rule} (across materials)`;
  return `${rule} (${materials.join(', ')}${scope === 'W' && !one ? ', in one run' : ''})`;
}
