import { expect, test } from 'vitest';
import { rerun, type PastRun } from './rerun.ts';

const ways = {
  rules: ['1_3s', '2_2s'] as const,
  acrossMaterials: false,
  limits: [{ id: 'L1', mean: 100, sd: 2 }],
  every: 1,
};
const run = (z: number, error: PastRun['error'] = null): PastRun => ({ values: [100 + 2 * z], patients: 10, error }); // prettier-ignore
/** Quiet, a good run that lies far out, then a shift of 2 SD in five runs, then quiet. */
const week = [0.1, 3.2, 0.3, -0.4].map((z) => run(z)).concat([2.2, 1.9, 2.3, 2.4, 1.8].map((z) => run(z, 2)), [run(0.2)]); // prettier-ignore

test('false alarms, when an error is found, and the patients before that', () => {
  expect(rerun(week, ways)).toEqual({
    runs: 9,
    rejected: [2, 8],
    warned: [],
    falseAlarms: [2],
    unsettled: [],
    episodes: [{ error: 2, from: 5, to: 9, detected: 8, patients: 30 }],
    missed: 0,
    patientsAffected: 30,
  });
});

test('wider rules miss it, more rules find it sooner with more false alarms, fewer runs find it later', () => {
  const missed = rerun(week, { ...ways, rules: ['1_3.5s'] });
  expect([missed.falseAlarms, missed.missed, missed.patientsAffected]).toEqual([[], 1, 50]);
  const strict = rerun(week, { ...ways, rules: ['1_2s'], uses: { '1_2s': 'reject' } });
  expect([strict.falseAlarms, strict.patientsAffected]).toEqual([[2], 0]);
  expect(rerun(week, { ...ways, rules: ['1_2s'] }).warned).toEqual([2, 5, 7, 8]);
  const seldom = rerun(week, { ...ways, every: 2 });
  expect([seldom.runs, seldom.rejected, seldom.patientsAffected]).toEqual([4, [7], 20]);
  const wide = rerun(week, { ...ways, limits: [{ id: 'L1', mean: 100, sd: 4 }] });
  expect([wide.rejected, wide.missed]).toEqual([[], 1]);
});

test('where nobody knows whether something was wrong, an alarm is neither true nor false', () => {
  const { error: _, ...untold } = run(3.5);
  expect(rerun([untold], ways)).toMatchObject({ rejected: [1], falseAlarms: [], unsettled: [1] });
});
