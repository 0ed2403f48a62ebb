import { expect, test } from 'vitest';
import { chartOf, sdText, type ChartSource } from './chart.ts';
import { judgeSeries } from './series.ts';

const values = [100, 104.5, 104.2, null, 107, 130, 99];
const series = {
  rules: ['1_2s', '2_2s', '1_3s'] as const,
  acrossMaterials: false,
  materials: [{ id: 'L1', mean: 100, sd: 2, values: values.map((v) => (v === 130 ? null : v)) }],
};
const source: ChartSource = {
  material: 'L1',
  unit: 'mg/dL',
  values: values.map((value, i) => ({
    run: i + 1,
    value,
    ...(value === 130
      ? { excluded: { kind: 'wrong-vial', found: 'level 3 in the rack', by: 'A. Tech' } as const }
      : {}),
  })),
  limits: [{ from: 1, mean: 100, sd: 2 }],
  judged: judgeSeries(series),
  events: [{ before: 5, what: 'calibration' }],
};

test('a shape for each state, and rules beside the points they stand on', () => {
  const chart = chartOf(source);
  expect(chart.points.map((p) => `${p.run} ${p.shape} ${p.rules.join('+')}`)).toEqual(['1 circle ', '2 triangle 1_2s', '3 square 1_2s+2_2s', '5 square 1_2s+1_3s+2_2s', '6 cross ', '7 circle ']); // prettier-ignore
  expect(chart.points.map((p) => p.z)).toEqual([0, 2.25, expect.closeTo(2.1, 9), 3.5, 15, -0.5]);
});

test('the table says all that the drawing shows', () => {
  const { rows, says } = chartOf(source);
  expect(rows.map((r) => Object.values(r).join(' | '))).toEqual([
    '1 | 100 mg/dL | 0.00 |  | no rule broken',
    '2 | 104.5 mg/dL | +2.25 | 1_2s | warns',
    '3 | 104.2 mg/dL | +2.10 | 1_2s, 2_2s | rejects',
    '4 | not measured |  |  | ',
    '5 | 107 mg/dL | +3.50 | 1_2s, 1_3s, 2_2s | rejects; before it: calibration',
    '6 | 130 mg/dL | +15.00 |  | left out: wrong vial, level 3 in the rack',
    '7 | 99 mg/dL | −0.50 |  | no rule broken',
  ]);
  expect(says).toBe('L1: 7 runs, mean 100 mg/dL, SD 2 mg/dL. Rules broken: run 2 warns (1_2s); run 3 rejects (1_2s, 2_2s); run 5 rejects (1_2s, 1_3s, 2_2s).'); // prettier-ignore
});

test('new limits begin a new stretch, and each point is seen from its own', () => {
  const chart = chartOf({ ...source, limits: [...source.limits, { from: 5, mean: 107, sd: 3 }] });
  expect(chart.stretches).toEqual([{ from: 1, to: 4, mean: 100, sd: 2 }, { from: 5, to: 7, mean: 107, sd: 3 }]); // prettier-ignore
  expect(chart.points.map((p) => [p.run, p.stretch])).toEqual([[1, 0], [2, 0], [3, 0], [5, 1], [6, 1], [7, 1]]); // prettier-ignore
  expect(chart.points.find((p) => p.run === 5)!.z).toBe(0);
  expect(chart.rows[4]!.says).toContain('new limits: mean 107, SD 3');
});

test('what rounds to nothing has no sign', () => {
  expect([sdText(0), sdText(-0.001), sdText(-1.5)]).toEqual(['0.00', '0.00', '−1.50']);
});
