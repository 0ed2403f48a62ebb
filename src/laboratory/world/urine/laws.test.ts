import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamOf } from '../streams.ts';
import { HOUR, cup } from '../testing/sample.ts';
import {
  NAMES,
  PADS,
  URINE_CLASSES,
  countSediment,
  readSediment,
  readStrip,
  sedimentOf,
  sedimentWords,
} from './index.ts';

const stream = streamOf('laws');
const grades = ['negative', 'trace', '1+', '2+', '3+', '4+'];
const kinds = fc.subarray([...URINE_CLASSES], { maxLength: 4 });

test('a strip gives each pad once, in words or steps that a strip has', () => {
  fc.assert(
    fc.property(kinds, fc.integer({ min: 0, max: 40 }), (list, hours) => {
      const rows = readStrip(cup(list), { at: hours * HOUR, repeat: 1 }, stream);
      expect(rows.map((r) => r.analyte)).toEqual(PADS);
      for (const { analyte, value, text } of rows) {
        expect((value === null) !== (text === null)).toBe(true);
        if (analyte === 'ua_ph') expect(value! * 2).toBe(Math.round(value! * 2));
        if (analyte === 'ua_sg') expect(value! >= 1 && value! <= 1.05).toBe(true);
        if (['ua_prot', 'ua_glu', 'ua_ket', 'ua_bld', 'ua_bil', 'ua_le'].includes(analyte))
          expect(grades).toContain(text);
      }
    }),
    { numRuns: 150 },
  );
});

test('more ascorbate never makes a pad for glucose, blood, bilirubin, nitrite or white cells rise', () => {
  fc.assert(
    fc.property(kinds, fc.nat(150), fc.nat(150), (list, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((ascorbate) =>
        Object.fromEntries(
          readStrip(cup(list, { ascorbate }), { at: HOUR, repeat: 1 }, stream).map((r) => [
            r.analyte,
            String(r.withoutScatter),
          ]),
        ),
      );
      for (const pad of ['ua_glu', 'ua_bld', 'ua_bil', 'ua_le'])
        expect(grades.indexOf(more![pad]!)).toBeLessThanOrEqual(grades.indexOf(less![pad]!));
      expect(less!['ua_nit'] === 'negative' && more!['ua_nit'] === 'positive').toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('standing raises pH and bacteria, lowers sugar, ketones, bilirubin and cells; the cold slows it', () => {
  const voided = cup(['bacteriuria', 'ketonuria', 'jaundice']);
  const row = (hours: number, celsius = 22) =>
    Object.fromEntries(
      readStrip(
        { ...voided, stays: [{ from: 0, celsius, light: false }] },
        { at: hours * HOUR, repeat: 1 },
        stream,
      ).map((r) => [r.analyte, r.withoutScatter]),
    );
  const [fresh, old, cold] = [row(1), row(16), row(16, 4)];
  expect(old['ua_ph']).toBeGreaterThan(Number(fresh['ua_ph']));
  expect(cold['ua_ph']).toBeLessThan(Number(old['ua_ph']));
  for (const pad of ['ua_glu', 'ua_ket']) {
    expect(grades.indexOf(String(old[pad]))).toBeLessThan(grades.indexOf(String(fresh[pad])));
    expect(grades.indexOf(String(cold[pad]))).toBeGreaterThan(grades.indexOf(String(old[pad])));
  }
});

test('a repeat has chance of its own, changes no other, and the same repeat reads the same', () => {
  const tube = cup(['bacteriuria']);
  const read = (repeat: number) => readStrip(tube, { at: HOUR, repeat }, stream);
  const first = read(1);
  read(2);
  expect(read(1)).toEqual(first);
  // pH lies between two steps: some of forty readings fall to either side.
  const middle = cup([], { ph: 6.24 });
  const seen = new Set(
    Array.from(
      { length: 40 },
      (_, k) => readStrip(middle, { at: HOUR, repeat: k }, stream).find((r) => r.analyte === 'ua_ph')!.value,
    ),
  );
  expect([...seen].toSorted()).toEqual([6, 6.5]);
});

test('a field is the same each time, and many fields come to what is in the urine', () => {
  const tube = cup(['nephritis']);
  const sediment = sedimentOf(tube, { at: HOUR }, stream);
  expect(sediment.field(3, 'HPF')).toEqual(sedimentOf(tube, { at: HOUR }, stream).field(3, 'HPF'));
  expect(sediment.field(3, 'HPF')).not.toEqual(sediment.field(4, 'HPF'));
  const discs = sediment.field(3, 'HPF').seen;
  for (const of of ['turn', 'long', 'variant', 'x', 'y'] as const)
    expect(new Set(discs.map((s) => s[of])).size).toBeGreaterThan(8);
  const many = Array.from({ length: 80 }, (_, k) => sediment.field(k + 1, 'HPF').seen);
  const red =
    many.reduce((sum, seen) => sum + seen.filter((s) => NAMES[s.shape] === 'red cell').length, 0) / 80;
  // 4 SD of a Poisson mean of 80 fields.
  const expected = tube.urine!.redCells * 0.98;
  expect(Math.abs(red - expected)).toBeLessThan(4 * Math.sqrt(expected / 80) + 1);
  const read = readSediment(sediment);
  expect(read.casts['red']).toBeGreaterThan(0.5);
  expect(countSediment(tube, { at: HOUR }, stream).map((r) => r.analyte)).toEqual(['ua_rbc', 'ua_wbc']);
});

test('a field in words counts what is drawn, and says shapes, not what they are called', () => {
  fc.assert(
    fc.property(kinds, fc.constantFrom('HPF' as const, 'LPF' as const), (list, power) => {
      const field = sedimentOf(cup(list), { at: HOUR }, stream).field(1, power);
      const words = sedimentWords(field);
      const counted = words.reduce((sum, line) => sum + (parseInt(line, 10) || 0), 0);
      expect(counted).toBe(field.seen.length);
      expect(words.join(' ')).not.toMatch(/red cell|white cell|yeast|hyaline|uric|cystine|oxalate|squame/);
    }),
    { numRuns: 60 },
  );
});
