import { expect, test } from 'vitest';
import { streamOf } from '../streams.ts';
import { HOUR, cup, theCatalog } from '../testing/sample.ts';
import type { Tube } from '../tube.ts';
import {
  bilirubinTablet,
  readSediment,
  readStrip,
  reducingSubstances,
  refractometer,
  sedimentOf,
  sulfosalicylicAcid,
  type Making,
} from './index.ts';

const at = HOUR;
const strip = (tube: Tube, how: { at?: number; refractometer?: boolean } = {}) =>
  Object.fromEntries(
    readStrip(tube, { at, repeat: 1, ...how }, streamOf('s')).map((r) => [r.analyte, r.withoutScatter]),
  );
const sediment = (tube: Tube, how: Partial<Making> = {}) =>
  readSediment(sedimentOf(tube, { at, ...how }, streamOf('s')));
const none = 'negative';

/** Urine for each rule, by each of the causes that the rule says to check, as far as they lie in the urine or the work. */
const SHOWS: { readonly [rule: string]: () => void } = {
  UA1: () => {
    for (const tube of [cup(['few-red-cells', 'vitamin-c']), cup(['few-red-cells'], {}, { mixed: false })]) {
      expect(strip(tube)['ua_bld']).toBe(none);
      expect(sediment(tube).redCells).toBeGreaterThan(3);
    }
  },
  UA2: () => {
    const lysed = cup(['few-red-cells', 'dilute', 'alkaline']);
    for (const [tube, when] of [
      [lysed, 6 * HOUR],
      [cup(['hemoglobinuria']), HOUR],
      [cup(['myoglobinuria']), HOUR],
      [cup(['bleach'], { redCells: 0 }), HOUR],
    ] as const) {
      expect(strip(tube, { at: when })['ua_bld']).not.toBe(none);
      expect(Math.round(sediment(tube, { at: when }).redCells)).toBe(0);
    }
  },
  UA3: () => {
    const lysed = cup(['dilute', 'alkaline'], { whiteCells: 20 });
    expect(strip(lysed, { at: 6 * HOUR })['ua_le']).not.toBe(none);
    expect(Math.round(sediment(lysed, { at: 6 * HOUR }).whiteCells)).toBe(0);
    const bleached = cup(['bleach'], { whiteCells: 0 });
    expect(strip(bleached)['ua_le']).not.toBe(none);
    expect(sediment(bleached).whiteCells).toBe(0);
  },
  UA4: () => {
    for (const tube of [
      cup(['lymphocyturia']),
      cup(['vitamin-c'], { whiteCells: 15 }),
      cup(['glucosuria', 'concentrated'], {
        whiteCells: 7.5,
        chemistry: { ...cup([]).urine!.chemistry, glucose: 1500 },
      }),
    ]) {
      expect(strip(tube)['ua_le']).toBe(none);
      expect(sediment(tube).whiteCells).toBeGreaterThan(5);
    }
  },
  UA5: () => {
    for (const tube of [cup(['non-reducers']), cup(['bacteriuria', 'short-dwell'])]) {
      expect(strip(tube)['ua_nit']).toBe(none);
      expect(sediment(tube).bacteria).toBe('many');
    }
  },
  UA6: () => {
    const colored = cup(['phenazopyridine']);
    expect(strip(colored)['ua_nit']).toBe('positive');
    expect(sediment(colored).bacteria).toBe('none');
    const infected = cup(['bacteriuria']);
    expect(strip(infected)['ua_nit']).toBe('positive');
    expect(sediment(infected).bacteria).toBe('many');
    expect(sediment(infected, { lapse: 'poured off' }).bacteria).toBe('none');
  },
  UA7: () => {
    const tube = cup(['light-chains']);
    expect(strip(tube)['ua_prot']).toBe(none);
    expect(Object.values(sediment(tube).casts).reduce((a, b) => a + b, 0)).toBeGreaterThan(3);
    expect(sulfosalicylicAcid(tube, at)).not.toBe(none);
  },
  UA8: () => {
    const tube = cup(['very-alkaline']);
    expect(strip(tube)['ua_prot']).not.toBe(none);
    expect(sediment(tube).casts).toEqual({});
    expect(sulfosalicylicAcid(tube, at)).toBe(none);
  },
  UA9: () => {
    const tube = cup(['galactose']);
    expect(strip(tube)['ua_glu']).toBe(none);
    expect(reducingSubstances(tube, at)).not.toBe(none);
    expect(reducingSubstances(cup([]), at)).toBe(none);
  },
  UA10: () => {
    expect(strip(cup(['hydroxybutyrate-only']))['ua_ket']).toBe(none);
    expect(strip(cup(['dka']))['ua_ket']).not.toBe(none);
  },
  UA11: () => {
    const tube = cup(['trace-bilirubin']);
    expect(strip(tube)['ua_bil']).toBe('trace');
    expect(bilirubinTablet(tube, at)).toBe('positive');
    const lit = { ...tube, stays: [{ from: 0, celsius: 22, light: true }] };
    expect(strip(lit, { at: 2 * HOUR })['ua_bil']).toBe(none);
  },
  UA12: () => {
    const tube = cup(['contrast']);
    expect(strip(tube, { refractometer: true })['ua_sg']).toBeGreaterThan(1.035);
    expect(strip(tube)['ua_sg']).toBeLessThan(1.03);
    expect(refractometer(tube, at)).toBeGreaterThan(1.035);
  },
  UA13: () => {
    const old = cup(['bacteriuria']);
    expect(strip(old)['ua_ph']).toBeLessThan(8);
    expect(strip(old, { at: 14 * HOUR })['ua_ph']).toBe(9);
  },
  UA14: () => expect(sediment(cup(['contaminated'])).squames).toBeGreaterThan(20),
  UA15: () => {
    const alkaline = cup(['uric-acid'], { ph: 8 });
    expect(strip(alkaline)['ua_ph']).toBeGreaterThan(7);
    expect(sediment(alkaline).crystals['uric-acid']).toBeGreaterThan(0);
    const acid = cup(['triple-phosphate'], { ph: 5 });
    expect(strip(acid)['ua_ph']).toBeLessThan(6);
    expect(sediment(acid).crystals['triple-phosphate']).toBeGreaterThan(0);
  },
  UA16: () => {
    for (const kind of ['cystine', 'tyrosine', 'leucine', 'cholesterol'])
      expect(sediment(cup([kind])).crystals[kind]).toBeGreaterThan(0);
    expect(sediment(cup(['drug-crystals'])).crystals['drug']).toBeGreaterThan(0);
  },
};

test('every correlation rule on file can be shown by urine, and no rule is without', () => {
  const rules = theCatalog().policies.urinalysisCorrelation.rules.map((rule) => rule.id);
  expect(Object.keys(SHOWS).toSorted()).toEqual(rules.toSorted());
});

test.each(Object.entries(SHOWS))('%s', (_, shows) => shows());

test('plain urine shows none of them: strip and sediment agree', () => {
  const plain = cup([]);
  const [s, m] = [strip(plain), sediment(plain)];
  for (const pad of ['ua_prot', 'ua_glu', 'ua_ket', 'ua_bld', 'ua_bil', 'ua_nit', 'ua_le'])
    expect(s[pad]).toBe(none);
  expect([m.bacteria, m.casts, m.crystals]).toEqual(['none', {}, {}]);
  expect(m.redCells).toBeLessThanOrEqual(3);
  expect(m.whiteCells).toBeLessThanOrEqual(5);
  expect(sulfosalicylicAcid(plain, at)).toBe(none);
  expect(bilirubinTablet(plain, at)).toBe(none);
});
