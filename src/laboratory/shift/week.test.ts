import { expect, test } from 'vitest';
import { rerun, type RuleId } from '../quality/index.ts';
import { weekOf, type WeekSpec } from './index.ts';
import { LABORATORY } from './testing/laboratory.server.ts';

const RULES: RuleId[] = ['1_3s', '2_2s', 'R_4s', '4_1s', '10_x'];
const again = (spec: Partial<WeekSpec>, rules: readonly RuleId[] = RULES, every = 1, wide = 1) => {
  const { limits, runs } = weekOf(
    { analyte: 'k', trouble: 'nothing', size: 0, from: 3, perDay: 4, seed: '1', ...spec },
    LABORATORY,
  );
  return rerun(runs, {
    rules,
    acrossMaterials: true,
    limits: limits.map((l) => ({ ...l, sd: l.sd * wide })),
    every,
  });
};
const many = <T>(of: (seed: string) => T): T[] => Array.from({ length: 40 }, (_, i) => of(String(i)));
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

test('a week in order raises few alarms, and 1_2s many', () => {
  expect(mean(many((seed) => again({ seed }).falseAlarms.length))).toBeLessThan(1);
  const strict = mean(many((seed) => rejectedBy(['1_2.5s'], seed)));
  expect(strict).toBeGreaterThan(mean(many((seed) => rejectedBy(['1_3s'], seed))));
});

const rejectedBy = (rules: RuleId[], seed: string) => again({ seed }, rules).falseAlarms.length;

test('a larger shift is found sooner, and fewer patients are reported on it', () => {
  const patients = (size: number) =>
    mean(many((seed) => again({ seed, trouble: 'shift', size }).patientsAffected));
  expect(patients(1)).toBeGreaterThan(patients(2));
  expect(patients(2)).toBeGreaterThan(patients(4));
});

test('limits that are too wide, and controls that are run less often, cost patients', () => {
  const at = (every: number, wide: number) =>
    mean(many((seed) => again({ seed, trouble: 'shift', size: 2.5 }, RULES, every, wide).patientsAffected));
  expect(at(1, 2)).toBeGreaterThan(at(1, 1));
  expect(at(4, 1)).toBeGreaterThan(at(1, 1));
});

test('scatter is found by R_4s and 1_3s, a drift by rows on one side', () => {
  const found = (spec: Partial<WeekSpec>, rules: RuleId[]) =>
    many((seed) => again({ seed, ...spec }, rules)).filter((r) => r.missed === 0).length;
  expect(found({ trouble: 'scatter', size: 3 }, ['1_3s', 'R_4s'])).toBeGreaterThan(35);
  expect(found({ trouble: 'drift', size: 3 }, ['10_x', '4_1s'])).toBeGreaterThan(
    found({ trouble: 'drift', size: 3 }, ['R_4s']),
  );
});
