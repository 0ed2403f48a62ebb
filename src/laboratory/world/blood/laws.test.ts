import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamOf } from '../streams.ts';
import { HOUR, count, lavender, still, theCatalog } from '../testing/sample.ts';
import { STEADY, BLOOD_CLASSES, FIVE, REPORTED, countCells, plotOf } from './index.ts';

const kinds = fc.subarray([...BLOOD_CLASSES], { maxLength: 3 });
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const blood = fc
  .record({
    wbc: between(0.3, 200),
    rbc: between(1.2, 7.5),
    mcv: between(60, 125),
    mchc: between(28, 36),
    plt: between(3, 1200),
    rdw: between(11.5, 24),
  })
  .map(({ mcv, mchc, ...v }) => ({ ...v, hct: (v.rbc * mcv) / 10, hgb: (v.rbc * mcv * mchc) / 1000 }));

test('indices are computed, the differential sums to 100 and its parts to the white count, whatever the blood', () => {
  fc.assert(
    fc.property(kinds, blood, fc.integer({ min: 1, max: 90 }), (classes, values, hours) => {
      const { results, percent } = count(lavender(classes, values), { at: hours * HOUR });
      expect(results.map((r) => r.analyte)).toEqual(REPORTED);
      const of = (id: string) => results.find((r) => r.analyte === id)!.value!;
      // Each of the reported numbers is off by half of its last digit at most.
      const near = (a: number, b: number, room: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(room);
      if (percent === null || results.some((r) => r.beyond !== null)) return;
      const mcv = (of('hct') * 10) / of('rbc');
      near(of('mcv'), mcv, 0.05 + mcv * (0.05 / of('hct') + 0.005 / of('rbc')) + 1e-9);
      const mchc = (of('hgb') * 100) / of('hct');
      near(of('mchc'), mchc, 0.05 + mchc * (0.05 / of('hgb') + 0.05 / of('hct')) * 1.1);
      expect(FIVE.reduce((sum, name) => sum + Math.round(percent[name] * 10), 0)).toBe(1000);
      near(
        FIVE.reduce((sum, name) => sum + of(name), 0),
        of('wbc'),
        0.05 + 5 * 0.005 + 1e-9,
      );
    }),
    { numRuns: 150 },
  );
});

test('without an artifact a counter finds the truth, and scatters as the catalog says', () => {
  const tube = lavender(['healthy']);
  const n = 400;
  const runs = Array.from({ length: n }, (_, k) => count(tube, { repeat: k }).results);
  REPORTED.forEach((analyte, at) => {
    const [truth, cv] = [Number(runs[0]![at]!.truth), theCatalog().analytes.get(analyte)?.analyticalCv];
    const values = runs.map((r) => r[at]!.value!);
    const mean = values.reduce((a, b) => a + b) / n;
    const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
    const last = 10 ** -(theCatalog().analytes.get(analyte)?.decimals ?? 2);
    // One cell in a hundred is a reactive lymphocyte, a fifth of which are taken for monocytes.
    const mistaken = (FIVE as readonly string[]).includes(analyte) ? 0.02 : 0;
    expect(Math.abs(mean - truth)).toBeLessThan(
      0.006 * truth + mistaken + (4 * sd) / Math.sqrt(n) + last / 2,
    );
    if (!cv || ['mch', 'mchc', 'hct'].includes(analyte)) return;
    // The parts of a differential move each other; few cells add a little; digits add a third of the last one.
    const most = (FIVE as readonly string[]).includes(analyte) ? 1.5 : 1.25;
    expect(sd).toBeLessThan((cv / 100) * truth * most + last * 0.5);
    expect(sd).toBeGreaterThan((cv / 100) * truth * 0.45 - last * 0.5);
  });
  expect(runs.flatMap((r) => r.flatMap((x) => x.alarms))).toEqual([]);
});

test('a calibration that is off and an aging aperture show in what is counted', () => {
  const tube = lavender();
  const plain = still(tube);
  const high = Object.fromEntries(
    count(tube, {}, 'count', { factor: (id) => (id === 'hgb' ? 1.1 : 1) }).results.map((r) => [
      r.analyte,
      r.withoutScatter,
    ]),
  );
  expect(Number(high['hgb'])).toBeCloseTo(plain['hgb']! * 1.1, 6);
  expect(Number(high['mchc'])).toBeCloseTo(plain['mchc']! * 1.1, 6);
  expect(high['rbc']).toBe(plain['rbc']);
  const spread = (noise: number) => {
    const values = Array.from(
      { length: 150 },
      (_, k) => count(tube, { repeat: k }, 'n', { ...STEADY, noise: () => noise }).results[0]!.value!,
    );
    const mean = values.reduce((a, b) => a + b) / values.length;
    return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  };
  expect(spread(4) / spread(1)).toBeGreaterThan(2.8);
});

test('a repeat changes no other number, and the same repeat is the same run', () => {
  const tube = lavender(['infection']);
  const [first, again] = [count(tube, { repeat: 1 }), count(tube, { repeat: 1 })];
  count(tube, { repeat: 2 });
  expect(again).toEqual(first);
  expect(count(tube, { repeat: 2 }).results).not.toEqual(first.results);
  const analyte = (id: string) => theCatalog().analytes.get(id);
  expect(countCells(tube, { at: HOUR, repeat: 1 }, STEADY, analyte, streamOf('count'))).toEqual(
    first.results,
  );
});

test('too little blood and a clot at the probe give no number, and say why', () => {
  const short = count(lavender([], {}, { volume: 0.1 }));
  expect(short.flags).toEqual(['short sample']);
  expect(short.results.every((r) => r.value === null && r.withoutScatter === null && r.truth !== null)).toBe(
    true,
  );
  const clots = Array.from(
    { length: 60 },
    (_, k) => count(lavender([], {}, { clotted: 0.3 }), { repeat: k }).flags[0],
  );
  expect(new Set(clots)).toContain('aspiration error');
  expect(clots.filter((f) => f === 'aspiration error').length).toBeLessThan(40);
  expect(count(lavender([], {}, { clotted: 0.7 })).flags).toEqual(['aspiration error']);
});

test('beyond what can be measured the limit is given with its sign', () => {
  const rows = count(lavender([], { plt: 0.5, wbc: 600 })).results;
  expect(rows.find((r) => r.analyte === 'plt')).toMatchObject({ value: 2, beyond: '<' });
  expect(rows.find((r) => r.analyte === 'wbc')).toMatchObject({ value: 400, beyond: '>' });
});

test('a plot has at most 400 dots within its frame, does not tell their kinds, and bars from 0 to 1', () => {
  fc.assert(
    fc.property(kinds, (classes) => {
      const plot = plotOf(count(lavender(classes)), streamOf('plot'));
      expect(plot.white.length).toBeGreaterThan(0);
      expect(plot.white.length).toBeLessThanOrEqual(440);
      expect(plot.white.every(([x, y]) => x >= 0 && x <= 100 && y >= 0 && y <= 100)).toBe(true);
      for (const { bars } of [plot.red, plot.platelets]) expect(Math.max(...bars)).toBeGreaterThan(0.9);
      for (const { bars } of [plot.red, plot.platelets])
        expect(bars.every((b) => b >= 0 && b <= 1)).toBe(true);
    }),
    { numRuns: 30 },
  );
  const few = plotOf(count(lavender([], { wbc: 0.3 })), streamOf('plot'));
  expect(few.white.length).toBeLessThan(100);
});
