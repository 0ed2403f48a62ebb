import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flag } from './flag.ts';
import { planOf } from './plan.ts';
import { RULE_IDS } from './rule.ts';
import { judgeSeries } from './series.ts';
import { judgeRun, newTally, type Tally } from './tally.ts';
import { anySeries, materialsOf, written, type Drawn } from './testing/draw.ts';
import { scaleOf, zoneOf } from './zone.ts';

const RUNS = { numRuns: 300 };
const judged = (drawn: Drawn, names?: string[]) =>
  judgeSeries({
    rules: RULE_IDS,
    acrossMaterials: true,
    materials: materialsOf(drawn).map((m, i) => ({ ...m, id: names?.[i] ?? m.id })),
  });

test('what is mirrored on the mean breaks the same rules', () => {
  fc.assert(
    fc.property(anySeries, (drawn) => {
      const mirrored = {
        ...drawn,
        runs: drawn.runs.map((row) =>
          row.map((v, m) => (v === null ? null : 2 * drawn.materials[m]!.mean - v)),
        ),
      };
      expect(judged(mirrored)).toEqual(judged(drawn));
    }),
    RUNS,
  );
});

test('mean and points shifted together break the same rules, and so do all scaled together', () => {
  fc.assert(
    fc.property(anySeries, fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 999 }), (drawn, by, times) => {
      const every = (f: (n: number) => number, sd: (n: number) => number): Drawn => ({
        ...drawn,
        materials: drawn.materials.map((m) => ({ ...m, mean: f(m.mean), sd: sd(m.sd) })),
        runs: drawn.runs.map((row) => row.map((v) => (v === null ? null : f(v)))),
      });
      const flags = judged(drawn);
      expect(judged(every((n) => n + by, (n) => n))).toEqual(flags);
      expect(judged(every((n) => n * times, (n) => n * times))).toEqual(flags);
    }),
    RUNS,
  ); // prettier-ignore
});

test('other names of the materials change the names and nothing else', () => {
  fc.assert(
    fc.property(anySeries, (drawn) => {
      const names = ['delta', 'alpha', 'charlie', 'bravo'];
      const back = new Map(names.map((name, i) => [name, `L${i + 1}`]));
      const renamed = judged(drawn, names).map(({ run, flags }) => ({
        run,
        flags: flags.map((f) => ({ ...f, materials: f.materials.map((id) => back.get(id)!) })),
      }));
      expect(renamed).toEqual(judged(drawn));
    }),
    RUNS,
  );
});

test('run by run, from a tally that was stored as text in between, as at once; the stored tally is left as it was', () => {
  fc.assert(
    fc.property(anySeries, (drawn) => {
      const materials = materialsOf(drawn);
      const plan = planOf({ rules: RULE_IDS, acrossMaterials: true, materials });
      let text = JSON.stringify(newTally(plan));
      const found: { run: number; flags: Flag[] }[] = [];
      drawn.runs.forEach((_, r) => {
        const before = JSON.parse(text) as Tally;
        const { tally, flags } = judgeRun(
          plan,
          before,
          materials.map((m) => m.values[r]!),
        );
        expect(JSON.stringify(before)).toBe(text);
        if (flags.length > 0) found.push({ run: r + 1, flags });
        text = JSON.stringify(tally);
      });
      expect(found).toEqual(judged(drawn));
      expect(text.length, 'memory does not grow with the runs').toBeLessThan(1200);
    }),
    RUNS,
  );
});

/** The zone of whole numbers, where nothing is rounded. */
function wholeZone(value: number, mean: number, sd: number): number {
  const apart = 2 * Math.abs(value - mean);
  const size = apart === 0 ? 0 : 1 + [2, 4, 5, 6, 7].filter((halves) => apart > halves * sd).length;
  return value > mean ? size : -size || 0;
}

const anyScale = fc.record({
  places: fc.integer({ min: 0, max: 12 }),
  mean: fc.integer({ min: -1e9, max: 1e9 }),
  sd: fc.integer({ min: 1, max: 5e7 }).map((n) => 2 * n),
  halves: fc.integer({ min: -9, max: 9 }),
  aside: fc.constantFrom(-1, 0, 1),
});

test('decimals at a limit, and one unit beside it, are told apart at every number of places', () => {
  let naive = 0;
  fc.assert(
    fc.property(anyScale, ({ places, mean, sd, halves, aside }) => {
      const value = mean + (halves * sd) / 2 + aside;
      const [x, m, s] = [written(value, places), written(mean, places), written(sd, places)];
      expect(zoneOf(x, scaleOf(m, s))).toBe(wholeZone(value, mean, sd));
      const size = Math.abs((x - m) / s);
      if (1 + [1, 2, 2.5, 3, 3.5].filter((k) => size > k).length !== Math.abs(wholeZone(value, mean, sd)) && value !== mean)
        naive++;
    }),
    { numRuns: 4000 },
  ); // prettier-ignore
  expect(naive, 'points that plain floating point puts on the wrong side').toBeGreaterThan(100);
});

test('exactly 2.000 SD is not beyond 2 SD, where floating point says 2.0000000000000284', () => {
  expect((100.2 - 100) / 0.1).toBeGreaterThan(2);
  expect(zoneOf(100.2, scaleOf(100, 0.1))).toBe(2);
  expect(zoneOf(100.21, scaleOf(100, 0.1))).toBe(3);
  expect((4.3 - 4.2) / 0.05).toBeLessThan(2);
  expect([4.3, 4.3000000001, 4.2999999999].map((x) => zoneOf(x, scaleOf(4.2, 0.05)))).toEqual([2, 3, 2]);
  expect(zoneOf(4.3, scaleOf(4.1, 0.08)), 'half an SD needs a digit more').toBe(3);
  expect(zoneOf(4.3000000000000007, scaleOf(4.1, 0.08))).toBe(4);
});

test('raw numbers with all their digits, and very large, small and lopsided ones', () => {
  const exact = (x: number, mean: number, sd: number): number => {
    // Whole multiples of 10^-400 as big integers.
    const big = (n: number): bigint => {
      const [digits = '0', power = '0'] = n.toExponential().replace('.', '').split('e');
      const places = (n.toExponential().split('e')[0]!.split('.')[1] ?? '').length;
      return BigInt(digits) * 10n ** BigInt(400 + Number(power) - places);
    };
    const apart = 2n * (big(x) - big(mean));
    const size = apart < 0n ? -apart : apart;
    const zone =
      size === 0n ? 0 : 1 + [2, 4, 5, 6, 7].filter((halves) => size > BigInt(halves) * big(sd)).length;
    return apart > 0n ? zone : -zone || 0;
  };
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const near = fc
    .tuple(fc.double({ min: 1, max: 1000, noNaN: true }), fc.double({ min: 1e-3, max: 10, noNaN: true }), fc.constantFrom(1, 2, 2.5, 3, 3.5), fc.integer({ min: -3, max: 3 }))
    .map(([mean, sd, k, ulps]) => [mean + k * sd + ulps * 2 ** -44, mean, sd] as const); // prettier-ignore
  const wild = fc.tuple(number, number, number.map(Math.abs));
  fc.assert(
    fc.property(fc.oneof(near, wild), ([x, mean, sd]) => {
      fc.pre(sd > 0);
      expect(zoneOf(x, scaleOf(mean, sd))).toBe(exact(x, mean, sd));
    }),
    { numRuns: 2000 },
  );
});
