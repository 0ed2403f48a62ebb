import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adjust,
  calibrate,
  changeProbe,
  configure,
  measure,
  needed,
  scatterAt,
  soundInstrument,
  type Control,
} from '../index.ts';
import { baseline, catalog, found, plain, seed, sound, still, tubeOf } from '../testing/onfile.ts';
import { citrateRatio } from './clotting.ts';
import { hooked } from './interference.ts';

const control: Control = {
  id: 'u1',
  level: 1,
  lot: 'L7',
  values: { na: 140, k: 4, ast: 40, glu: 100, pt: 11.5 },
  vial: { id: 'v1', factor: 1 },
};
const run = (analyte: string, repeat: number, instrument = sound, what: Control = control, at = 0) =>
  measure(instrument, analyte, what, { at, repeat }, catalog, seed);
const many = <T>(n: number, of: (k: number) => T) => Array.from({ length: n }, (_, k) => of(k));
const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;
const sd = (x: readonly number[]) => Math.sqrt(mean(x.map((v) => v * v)) - mean(x) ** 2);

describe('a sound analyzer', () => {
  test('is right on the average and scatters as the catalog says, in patients and in controls', () => {
    const tube = tubeOf('ltgreen');
    const glucose = many(1500, (k) => found('glu', tube, sound, { repeat: k }).value!);
    expect(mean(glucose)).toBeCloseTo(100, 0);
    expect(sd(glucose) / scatterAt(catalog, 'glu', 100)).toBeCloseTo(1, 1);
    const controls = many(1500, (k) => run('k', k).value!);
    expect(mean(controls)).toBeCloseTo(4, 2);
    expect(sd(controls)).toBeCloseTo(Math.sqrt(scatterAt(catalog, 'k', 4) ** 2 + 0.1 ** 2 / 12), 2);
  });

  test('tells what it did not scatter: that is the tube, and the truth is the patient', () => {
    const tube = tubeOf('ltgreen', [{ did: 'mix', fraction: 0.12, fluid: 'd5w' }]);
    for (const repeat of [0, 1, 2])
      expect(found('glu', tube, sound, { repeat })).toMatchObject({
        truth: 100,
        withoutScatter: expect.closeTo(688, 2),
      });
    expect(found('glu', tube).value).not.toBe(found('glu', tube, sound, { repeat: 1 }).value);
  });

  test('rounds to the catalog, and says where its range ends', () => {
    const high = tubeOf('ltgreen', [], { ...baseline, glu: 1080, ck: 40_000, tnt: 1, ast: 9000 });
    expect(found('glu', high)).toMatchObject({ value: 700, beyond: '>' });
    expect(found('glu', high, sound, { dilution: 2 })).toMatchObject({ beyond: null });
    expect(Math.abs(found('glu', high, sound, { dilution: 2 }).value! - 1080)).toBeLessThan(80);
    expect(found('tnt', high)).toMatchObject({ value: 6, beyond: '<' });
    expect(found('ast', high)).toMatchObject({ value: null, alarms: ['substrate depletion'] });
    expect(found('ast', high, sound, { dilution: 100 }).alarms).toEqual([]);
    expect(String(found('k', high).value)).toMatch(/^\d(\.\d)?$/);
  });

  test('computes from what it reports', () => {
    const tube = tubeOf('ltgreen');
    const of = (id: string, repeat = 0) => found(id, tube, sound, { repeat }).value!;
    for (const repeat of [0, 1, 5])
      expect(of('agap', repeat)).toBe(of('na', repeat) - of('cl', repeat) - of('co2', repeat));
    expect(found('egfr', tube).truth).toBeCloseTo(93, 0);
    const low = adjust(sound, 'na', { bias: -0.05 });
    expect(still('agap', tube, low)).toBeCloseTo(still('agap', tube) - 0.05 * still('na', tube), 6);
  });

  test('needs enough to draw in', () => {
    const drop = { ...tubeOf('ltgreen'), separatedAt: 0, volume: 0.16 };
    expect(found('na', drop)).toMatchObject({ value: null, alarms: ['short sample'] });
    expect(found('na', { ...drop, volume: 0.18 }).value).not.toBeNull();
    expect(found('tsh', { ...drop, volume: 0.18 }).alarms).toEqual(['short sample']);
    expect(needed(sound.channels['tsh']!)).toBeGreaterThan(needed(sound.channels['na']!));
  });
});

describe('chance', () => {
  test('another tube, another analyte, another repeat or an earlier one change no number', () => {
    const [a, b] = [tubeOf('ltgreen'), tubeOf('ltgreen', [], baseline, plain, 't2')];
    const first = found('k', a);
    many(5, (k) => [
      found('k', b, sound, { repeat: k }),
      found('na', a, sound, { repeat: k }),
      found('k', a, sound, { repeat: k + 1 }),
    ]);
    expect(found('k', a)).toEqual(first);
    const scatter = (tube: typeof a) => many(40, (k) => found('glu', tube, sound, { repeat: k }).value!);
    expect(scatter(a)).not.toEqual(scatter(b));
  });

  test('the same mishap moves the same number: scatter is that of the tube, not of what befell it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.3, noNaN: true }), fc.nat(20), (fraction, repeat) => {
        const wet = tubeOf('ltgreen', [{ did: 'mix', fraction, fluid: 'ns' }]);
        const z = (tube: typeof wet) => {
          const m = found('glu', tube, sound, { repeat });
          return (m.value! - Number(m.withoutScatter)) / scatterAt(catalog, 'glu', Number(m.withoutScatter));
        };
        expect(Math.abs(z(wet) - z(tubeOf('ltgreen')))).toBeLessThan(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what goes wrong with an analyzer', () => {
  test('drift grows with the hours since calibration, and calibration ends it but for its own error', () => {
    const drifting = adjust(sound, 'k', { drift: 0.01 });
    expect(
      still('k', tubeOf('ltgreen'), drifting, { at: 50 * 3600 }) - still('k', tubeOf('ltgreen')),
    ).toBeCloseTo(0.5, 6);
    const errors = many(200, (n) => calibrate(drifting, 'k', 50 * 3600, n, seed).channels['k']!.bias);
    expect(sd(errors)).toBeCloseTo(0.0033, 3);
    const again = calibrate(drifting, 'k', 50 * 3600, 0, seed);
    expect(
      Math.abs(still('k', tubeOf('ltgreen'), again, { at: 50 * 3600 }) - still('k', tubeOf('ltgreen'))),
    ).toBeLessThan(0.06);
  });

  test('a lot moves patients and not controls, or controls and not patients', () => {
    const lot = (patients: number, controls: number) =>
      adjust(sound, 'k', { reagent: { ...sound.channels['k']!.reagent, patients, controls } });
    const both = (i: typeof sound) =>
      [still('k', tubeOf('ltgreen'), i), Number(run('k', 0, i).withoutScatter)] as const;
    const [p, c] = both(sound);
    expect(both(lot(0.4, 0))).toEqual([expect.closeTo(p + 0.4, 9), expect.closeTo(c, 9)]);
    expect(both(lot(0, 0.4))).toEqual([expect.closeTo(p, 9), expect.closeTo(c + 0.4, 9)]);
    const matrix = { ...control, matrix: { k: 1.1 } };
    expect(Number(run('k', 0, sound, matrix).withoutScatter)).toBeCloseTo(4.4, 6);
  });

  test('a worn probe scatters both ways, and what a sound one would not scatter counts against it', () => {
    const worn = { ...sound, wear: 0.75 };
    const values = many(600, (k) => run('glu', k, worn)).filter((m) => m.value !== null);
    expect(sd(values.map((m) => m.value!)) / scatterAt(catalog, 'glu', 100)).toBeGreaterThan(3.4);
    expect(values.length).toBeLessThan(600);
    expect(sd(values.map((m) => Number(m.withoutScatter)))).toBeGreaterThan(3);
    expect(sd(many(300, (k) => Number(run('glu', k).withoutScatter)))).toBeCloseTo(0, 3);
    expect(run('glu', 3, changeProbe(worn))).toEqual(run('glu', 3));
  });

  test('a badly mixed vial is weak in everything alike', () => {
    const weak = { ...control, vial: { id: 'v1', factor: 0.88 } };
    for (const id of ['na', 'k', 'ast', 'glu'])
      expect(Number(run(id, 0, sound, weak).withoutScatter) / Number(run(id, 0).withoutScatter)).toBeCloseTo(
        0.88,
        3,
      );
  });

  test('carry-over lifts the next tube by its part of the one before', () => {
    const before = tubeOf('gold', [], { ...baseline, hcg: 900_000 }, plain, 't0');
    const dirty = { ...sound, carryover: 3e-4 };
    const after = (previous: typeof before | null) => still('hcg', tubeOf('gold'), dirty, { previous });
    expect(after(before)).toBeCloseTo(0.6 + 270, 0);
    expect(after(null)).toBeCloseTo(0.6, 6);
    expect(still('hcg', tubeOf('gold'), sound, { previous: before })).toBeLessThan(1);
  });

  test('a reagent past its time loses strength', () => {
    const day = 86_400;
    expect(still('ast', tubeOf('ltgreen'), sound, { at: 30 * day }) / 22).toBeCloseTo(1, 2);
    expect(still('ast', tubeOf('ltgreen'), sound, { at: 34 * day }) / 22).toBeCloseTo(0.88, 2);
  });

  test('the wrong ISI moves an INR of treatment and hardly a normal one; the PT control stays', () => {
    const sensitive = { isi: 1.3, meanNormal: 11 };
    const lot = adjust(sound, 'pt', { thromboplastin: sensitive, configured: { isi: 1, meanNormal: 11 } });
    const on = tubeOf('ltblue', [], { ...baseline, pt: 27.5 });
    expect(found('inr', on).truth).toBeCloseTo(2.5, 6);
    expect(still('inr', on, lot)).toBeCloseTo(2.02, 2);
    expect(still('inr', tubeOf('ltblue'), lot)).toBeCloseTo(1, 2);
    expect(still('inr', on, configure(lot, 1.3, 11))).toBeCloseTo(2.5, 2);
    expect(run('pt', 0, lot)).toEqual(run('pt', 0));
  });
});

describe('what disturbs a method', () => {
  test('too much citrate: 70 % of the line, or a hematocrit of 62 %, make an aPTT of 31 s near 58', () => {
    expect(citrateRatio(1, 45)).toBe(1);
    const short = still('aptt', tubeOf('ltblue', [{ did: 'fill', fraction: 0.7 }], { ...baseline, hct: 45 }));
    expect(short).toBeGreaterThan(54);
    expect(short).toBeLessThan(62);
    const thick = still('aptt', tubeOf('ltblue', [], { ...baseline, hct: 62 }));
    expect(thick).toBeGreaterThan(54);
    const ninety = still(
      'aptt',
      tubeOf('ltblue', [{ did: 'fill', fraction: 0.9 }], { ...baseline, hct: 45 }),
    );
    expect(ninety / 31).toBeLessThan(1.03);
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        fc.double({ min: 20, max: 65, noNaN: true }),
        (fill, hct) => {
          const tube = tubeOf('ltblue', [{ did: 'fill', fraction: fill }], { ...baseline, hct });
          expect(still('aptt', tube) / 31).toBeGreaterThanOrEqual(still('pt', tube) / 11 - 1e-9);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('hook: true 1,000,000 reads 900, and rises with every dilution until it holds', () => {
    const mole = tubeOf('gold', [], { ...baseline, hcg: 1_000_000 });
    expect(still('hcg', mole)).toBeCloseTo(900, -1);
    expect(found('hcg', mole, sound, { dilution: 10 })).toMatchObject({ value: 100_000, beyond: '>' });
    expect(still('hcg', mole, sound, { dilution: 100 }) / 1_000_000).toBeCloseTo(1, 2);
    expect(hooked(9_000, 96_600) / 9_000).toBeCloseTo(1, 2);
  });

  test('biotin: low where antibodies make a sandwich, high where they compete; another method sees none', () => {
    const tube = { ...tubeOf('gold'), biotin: 220 };
    expect(still('tsh', tube)).toBeLessThan(0.2);
    expect(still('ft4', tube)).toBeGreaterThan(2);
    expect(still('tni', tube)).toBeCloseTo(6, 6);
    const other = adjust(sound, 'tsh', { method: 'sandwich' });
    expect(still('tsh', tube, other)).toBeCloseTo(1.8, 6);
  });

  test('magnesium and iron fall with EDTA by one method and not by the other', () => {
    const tube = tubeOf('ltgreen', [{ did: 'addEdta', fraction: 0.1 }]);
    expect(still('mg', tube)).toBeLessThan(1.7);
    expect(still('mg', tube, adjust(sound, 'mg', { method: 'enzymatic' }))).toBeCloseTo(2, 6);
    expect(still('fe', tube, adjust(sound, 'fe', { method: 'ferene' }))).toBeCloseTo(baseline['fe']!, 6);
  });

  test('a blood gas analyzer reads sodium in whole blood: fat takes no room', () => {
    const gas = soundInstrument('gas1', ['ph', 'pco2', 'po2', 'na', 'k', 'cl', 'glu', 'lact']);
    const milky = tubeOf('ltgreen', [], { ...baseline, trig: 10_000 });
    expect(still('na', milky, gas)).toBe(140);
    expect(still('na', milky)).toBeLessThan(127);
    expect(found('na', { ...tubeOf('abg'), volume: 0.3 }, gas).value).not.toBeNull();
  });

  test('indices follow hemoglobin, bile and fat', () => {
    const tube = tubeOf('gold', [{ did: 'hemolyse', gramsPerLiter: 2, inBody: false }], {
      ...baseline,
      tbil: 12,
      trig: 2000,
    });
    expect(found('hidx', tube).value).toBeCloseTo(2, 0);
    expect(Math.abs(found('iidx', tube).value! - 12)).toBeLessThan(2);
    expect(found('lidx', tube).value).toBeGreaterThan(300);
    expect(found('hidx', tubeOf('gold')).value).toBeLessThan(0.2);
    expect(found('lidx', tubeOf('gold')).value).toBeLessThan(50);
  });
});
