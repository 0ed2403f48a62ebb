import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RULES, RULE_IDS, ruleOf, type RuleId, type Scope } from './rule.ts';
import { judgeSeries, seriesFlags } from './series.ts';
import { anySeries, materialsOf, pointsOf } from './testing/draw.ts';
import { slowFlags } from './testing/reference.ts';

const z = (rules: readonly RuleId[], levels: (number | null)[][], acrossMaterials = false, corrected: number[] = []) =>
  judgeSeries({
    rules,
    acrossMaterials,
    corrected,
    materials: levels.map((values, i) => ({ id: `L${i + 1}`, mean: 0, sd: 1, values })),
  }).flatMap(({ run, flags }) => flags.map((f) => `${run} ${f.rule} ${f.scope} ${f.materials.join(' ')}`)); // prettier-ignore

const L1 = [0.4, -0.6, 1.2, 1.3, 1.6, 2.4, -0.3, 0.2, 0.5, 0.1, 0.7, 0.3, 0.9, 0.2, 1.1, 0.6, -0.2, -2.3, -2.6, 3.2]; // prettier-ignore
const L2 = [-0.2, 0.8, -1.1, 1.2, 1.4, -2.5, 0.6, 2.2, 2.3, -0.4, 0.3, 0.6, -0.1, 0.4, -0.2, 0.1, 0.3, -0.5, 0.2, 0.4]; // prettier-ignore

test('the worked example of the facts: two levels, 20 runs', () => {
  const rules: RuleId[] = ['1_2s', '1_3s', '2_2s', 'R_4s', '4_1s', '8_x'];
  expect(z(rules, [L1, L2], true)).toEqual([
    '5 4_1s A2 L1 L2',
    '6 1_2s W L1 L2',
    '6 R_4s W L1 L2',
    '6 4_1s A1 L1',
    '8 1_2s W L2',
    '9 1_2s W L2',
    '9 2_2s A1 L2',
    '15 8_x A1 L1',
    '16 8_x A1 L1',
    '18 1_2s W L1',
    '19 1_2s W L1',
    '19 2_2s A1 L1',
    '20 1_2s W L1',
    '20 1_3s W L1',
  ]);
});

test('every rule is on the list once, with what it needs and where it stands', () => {
  expect(RULES.map((r) => r.id)).toEqual([...RULE_IDS]);
  for (const rule of RULES) {
    expect(ruleOf(rule.id)).toBe(rule);
    if ('of' in rule.pattern) expect(rule.pattern.of).toBe(rule.needs);
    expect(rule.confidence === 'verified' ? rule.cite.length : 1).toBeGreaterThan(0);
  }
});

test('trap T1: +2.5 and −2.5 in consecutive runs of one material, or +4 and then 0, is no R_4s', () => {
  expect(z(['R_4s'], [[2.5, -2.5, 4, 0, 2.1, -2.1]])).toEqual([]);
  expect(z(['R_4s'], [[2.5, 0], [0, -2.5]])).toEqual([]); // prettier-ignore
  expect(z(['R_4s'], [[3.9], [-1.9]]), 'a range above 4 without both limits').toEqual([]);
  expect(z(['R_4s'], [[2.1], [-2.1]])).toEqual(['1 R_4s W L1 L2']);
  expect(z(['R_4s'], [[-2.1], [0], [2.1]])).toEqual(['1 R_4s W L1 L3']);
});

test('trap T2: a limit is crossed only strictly beyond it', () => {
  const one = (value: number) => z(['1_2s', '1_2.5s', '1_3s', '1_3.5s'], [[value]]).length;
  expect([2, 2.000001, 2.5, 2.6, 3, 3.1, 3.5, 3.6].map(one)).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
  expect([-2, -2.000001, -3.5, -3.6].map(one)).toEqual([0, 1, 3, 4]);
  expect(z(['2_2s'], [[2, 2.1, 2.1]])).toEqual(['3 2_2s A1 L1']);
  expect(z(['4_1s'], [[1.1, 1.1, 1.1, 1]])).toEqual([]);
});

test('trap T3: rows count on one and the same side, above or below', () => {
  expect(z(['2_2s'], [[2.1, -2.1, 2.1]])).toEqual([]);
  expect(z(['2_2s'], [[-2.1, -2.1]])).toEqual(['2 2_2s A1 L1']);
  expect(z(['4_1s'], [[1.1, 1.1, -1.1, 1.1, 1.1]])).toEqual([]);
  expect(z(['10_x'], [Array.from({ length: 10 }, () => -0.1)])).toEqual(['10 10_x A1 L1']);
});

test('trap T4: four beyond 1 SD on one side is 4_1s, never R_4s', () => {
  expect(z(['R_4s', '4_1s'], [[1.5, 1.5, 1.5, 1.5]])).toEqual(['4 4_1s A1 L1']);
  expect(z(['R_4s', '4_1s'], [[1.5], [1.5], [1.5], [1.5]], true)).toEqual(['1 4_1s A2 L1 L2 L3 L4']);
});

test('exactly on the mean breaks a row; equal points break a trend', () => {
  const up = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
  expect(z(['7_T'], [up])).toEqual(['7 7_T A1 L1', '8 7_T A1 L1']);
  expect(z(['7_T'], [[0.1, 0.2, 0.3, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]])).toEqual([]);
  expect(z(['6_x'], [[1, 1, 1, 0, 1, 1, 1, 1, 1]])).toEqual([]);
  expect(z(['6_x'], [[1, 1, 1, 0.0001, 1, 1]])).toEqual(['6 6_x A1 L1']);
});

test('acrossMaterials lets rows run through the levels, and nothing else', () => {
  const levels = [[1.2, 1.2], [1.2, 1.2]]; // prettier-ignore
  expect(z(['4_1s'], levels, false)).toEqual([]);
  expect(z(['4_1s'], levels, true)).toEqual(['2 4_1s A2 L1 L2']);
  expect(z(['2_2s', '3_1s'], [[2.1], [2.2], [1.1]], false)).toEqual(['1 2_2s W L1 L2', '1 3_1s W L1 L2 L3']);
  expect(z(['2_2s'], [[2.1, 0], [0, 2.2]], true), 'no 2_2s across both').toEqual([]); // prettier-ignore
});

test('two of three: the three last points of a material, or three in a row of one run', () => {
  expect(z(['2of3_2s'], [[2.1, 2.2]]), 'two points are not three').toEqual([]);
  expect(z(['2of3_2s'], [[2.1, 0, 2.2]])).toEqual(['3 2of3_2s A1 L1']);
  expect(z(['2of3_2s'], [[2.1, 0, -2.2]])).toEqual([]);
  expect(z(['2of3_2s'], [[2.1], [0.3], [2.2]])).toEqual(['1 2of3_2s W L1 L3']);
});

test('a level that was not measured is skipped: it neither breaks a row nor counts in it', () => {
  expect(z(['2_2s'], [[2.1, null, 2.2]])).toEqual(['3 2_2s A1 L1']);
  expect(z(['R_4s'], [[2.1, null], [null, -2.1]])).toEqual([]); // prettier-ignore
  expect(z(['2_2s'], [[2.1], [null], [2.2]])).toEqual(['1 2_2s W L1 L3']);
  expect(z(['1_2s', '8_x', '7_T'], [[null, null]], true)).toEqual([]);
});

test('after a rejected run that was corrected the rules begin anew', () => {
  expect(z(['2_2s'], [[2.1, 2.1, 2.1]])).toEqual(['2 2_2s A1 L1', '3 2_2s A1 L1']);
  expect(z(['2_2s'], [[2.1, 2.1, 2.1]], false, [2])).toEqual(['2 2_2s A1 L1']);
  const two = [1.2, 1.2, 1.2, 1.2];
  expect(z(['4_1s', '7_T', '2of3_2s'], [two, two], true, [1, 2, 3])).toEqual([]);
});

test('programs get one flag for a rule and a run, with every material named', () => {
  const one = [1.2, 1.2, 1.2, 1.2];
  const materials = [one, one].map((values, i) => ({ id: `L${i}`, mean: 0, sd: 1, values }));
  expect(seriesFlags({ rules: ['4_1s'], acrossMaterials: true, materials })).toEqual([
    { rule: '4_1s', run: 2, materials: ['L0', 'L1'] },
    { rule: '4_1s', run: 3, materials: ['L0', 'L1'] },
    { rule: '4_1s', run: 4, materials: ['L0', 'L1'] },
  ]);
});

test('every rule in every scope says what the slow reference says', () => {
  const met = new Set<string>();
  const scopes = fc.subarray<Scope>(['W', 'A1', 'A2'], { minLength: 1 });
  const rules = fc.subarray([...RULE_IDS], { minLength: 1 });
  fc.assert(
    fc.property(anySeries, rules, scopes, (drawn, set, where) => {
      const materials = materialsOf(drawn);
      const ours = judgeSeries({ rules: set, acrossMaterials: true, scopes: where, materials });
      const said = ours.flatMap(({ run, flags }) =>
        flags.map((f) => `${run} ${f.rule} ${f.scope} ${f.materials.map((id) => Number(id.slice(1)) - 1)}`),
      );
      const slow = slowFlags(pointsOf(drawn), set, where);
      expect(
        ours.every(({ flags }) => flags.length > 0),
        'no run is told for nothing',
      ).toBe(true);
      for (const f of slow) met.add(`${f.rule} ${f.scope}`);
      expect(said.sort()).toEqual(slow.map((f) => `${f.run} ${f.rule} ${f.scope} ${f.materials}`).sort());
    }),
    { numRuns: 1500 },
  );
  const all = RULES.flatMap((rule) => rule.scopes.map((scope) => `${rule.id} ${scope}`));
  expect([...met].sort()).toEqual(all.sort());
});

test('the drawn series would show an evaluator that counts at the limit as beyond, and one that forgets sides', () => {
  const caught = { limit: 0, sides: 0 };
  const lines = (points: Parameters<typeof slowFlags>[0]) =>
    JSON.stringify(slowFlags(points, RULE_IDS, ['W', 'A1', 'A2']));
  const ours = (drawn: Parameters<typeof pointsOf>[0]) =>
    lines(pointsOf(drawn).map((row) => row.map((p) => p && { value: 10 * p.value, mean: 10 * p.mean, sd: 10 * p.sd }))); // prettier-ignore
  fc.assert(
    fc.property(anySeries, (drawn) => {
      // A tenth of a unit outward: what lies at a limit crosses it, and nothing else does.
      const outward = pointsOf(drawn).map((row) =>
        row.map((p) => p && { value: 10 * p.value + Math.sign(p.value - p.mean), mean: 10 * p.mean, sd: 10 * p.sd }),
      ); // prettier-ignore
      const folded = pointsOf(drawn).map((row) =>
        row.map((p) => p && { value: 10 * (p.mean + Math.abs(p.value - p.mean)), mean: 10 * p.mean, sd: 10 * p.sd }),
      ); // prettier-ignore
      if (lines(outward) !== ours(drawn)) caught.limit++;
      if (lines(folded) !== ours(drawn)) caught.sides++;
    }),
    { numRuns: 60 },
  );
  expect(Math.min(caught.limit, caught.sides)).toBeGreaterThan(15);
});
