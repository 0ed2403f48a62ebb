import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addEdta,
  aliquot,
  evaporate,
  expose,
  hemolyse,
  mix,
  spin,
  stand,
  swapIdentity,
  type Tube,
} from './index.ts';
import { amountOf } from './derived.ts';
import { catalog, found, plain, still, tubeOf } from './testing/onfile.ts';

const fluids = [...catalog.fluids.values()];
const anyTube = fc
  .record({
    kind: fc.constantFrom('ltgreen', 'gold', 'lav', 'ltblue', 'abg', 'gray'),
    hemolysis: fc.double({ min: 0, max: 6, noNaN: true }),
    edta: fc.double({ min: 0, max: 0.4, noNaN: true }),
  })
  .map(({ kind, hemolysis, edta }) =>
    tubeOf(kind, [
      { did: 'hemolyse', gramsPerLiter: hemolysis, inBody: false },
      { did: 'addEdta', fraction: edta },
    ]),
  );
const part = fc.double({ min: 0, max: 0.9, noNaN: true });

/** Every number of two tubes agrees, to what doubles can tell. */
function same(a: Tube, b: Tube): void {
  const close = (x: number, y: number, id: string) =>
    expect(Math.abs(x - y) / Math.max(1, Math.abs(y)), id).toBeLessThan(1e-9);
  for (const id in b.values) close(a.values[id]!, b.values[id]!, id);
  for (const key of ['edta', 'heparin', 'biotin', 'volume', 'fill', 'clotted', 'until'] as const)
    close(a[key], b[key], key);
  close(a.freeHemoglobin.inTube, b.freeHemoglobin.inTube, 'free hemoglobin');
}

describe('laws', () => {
  test('nothing mixed, burst or added is nothing changed', () => {
    fc.assert(
      fc.property(anyTube, fc.constantFrom(...fluids), (tube, fluid) => {
        expect(mix(tube, 0, fluid.content)).toBe(tube);
        expect(hemolyse(tube, 0)).toBe(tube);
        expect(addEdta(tube, 0)).toBe(tube);
        expect(evaporate(tube, 0)).toBe(tube);
        expect(stand(tube, 0)).toBe(tube);
        expect(expose(tube, 0)).toBe(tube);
      }),
      { numRuns: 20 },
    );
  });

  test('mixed twice with one fluid is mixed once with 1 - (1 - f1)(1 - f2); so is EDTA', () => {
    fc.assert(
      fc.property(anyTube, fc.constantFrom(...fluids), part, part, (tube, { content }, f1, f2) => {
        const once = 1 - (1 - f1) * (1 - f2);
        same(mix(mix(tube, f1, content), f2, content), mix(tube, once, content));
        same(addEdta(addEdta(tube, f1), f2), addEdta(tube, once));
        // All that disturbs is thinned like all that is measured.
        const full = { ...tube, heparin: 2, biotin: 100, heterophile: 3 };
        const thin = mix(full, f1, content);
        for (const key of ['edta', 'heparin', 'biotin', 'heterophile'] as const)
          expect(thin[key]).toBeCloseTo(full[key] * (1 - f1), 9);
        expect(thin.freeHemoglobin.inTube).toBeCloseTo(full.freeHemoglobin.inTube * (1 - f1), 9);
      }),
      { numRuns: 60 },
    );
  });

  test('two lyses are one; two stays in one place are one', () => {
    const hours = fc.double({ min: 0.01, max: 3, noNaN: true });
    const days = fc.double({ min: 0.01, max: 40, noNaN: true });
    fc.assert(
      fc.property(
        anyTube,
        fc.oneof(hours, days),
        hours,
        fc.constantFrom(4, 22, 37),
        (tube, a, b, celsius) => {
          same(hemolyse(hemolyse(tube, a), b), hemolyse(tube, a + b));
          const twice = stand(stand(tube, a * 3600, celsius), b * 3600, celsius);
          same(twice, stand(tube, (a + b) * 3600, celsius));
          expect(twice.stays).toEqual(stand(tube, (a + b) * 3600, celsius).stays);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('nothing falls below zero, and what was drawn, and from whom, is never touched', () => {
    fc.assert(
      fc.property(anyTube, part, fc.constantFrom(...fluids), (tube, f, fluid) => {
        const after = evaporate(stand(hemolyse(mix(tube, f, fluid.content), 10 * f), f * 1e5, 4), f / 10);
        for (const id in after.values) expect(after.values[id], id).toBeGreaterThanOrEqual(0);
        expect([after.drawn, after.of, after.label]).toEqual([tube.drawn, tube.of, tube.label]);
      }),
      { numRuns: 40 },
    );
  });

  test('derived amounts follow from their parts in every tube', () => {
    fc.assert(
      fc.property(anyTube, part, fc.constantFrom(...fluids), (tube, f, fluid) => {
        const v = mix(tube, f, fluid.content).values;
        const of = (id: string) => amountOf(v, id, plain)!;
        expect((of('mcv') * of('rbc')) / 10).toBeCloseTo(of('hct'), 9);
        expect((of('mchc') * of('hct')) / 100).toBeCloseTo(of('hgb'), 9);
        expect(0.0307 * of('pco2') * 10 ** (of('ph') - 6.105)).toBeCloseTo(of('hco3'), 6);
        expect(of('dbil')).toBeLessThanOrEqual(of('tbil'));
      }),
      { numRuns: 40 },
    );
  });

  test('the fixed order: however the mishaps are listed, one tube comes of them', () => {
    const mishaps = [
      { did: 'stand', seconds: 7200, celsius: 22 },
      { did: 'hemolyse', gramsPerLiter: 1, inBody: false },
      { did: 'addEdta', fraction: 0.05 },
      { did: 'mix', fraction: 0.1, fluid: 'ns' },
      { did: 'fill', fraction: 0.7 },
    ] as const;
    fc.assert(
      fc.property(fc.shuffledSubarray([...mishaps], { minLength: 5 }), (listed) => {
        expect(tubeOf('ltgreen', listed)).toEqual(tubeOf('ltgreen', mishaps));
      }),
      { numRuns: 20 },
    );
  });

  test('a label says whose a tube seems to be, never whose it is', () => {
    const other = { ...tubeOf('lav'), id: 't2', of: 'other', label: null };
    const [a, b] = swapIdentity(tubeOf('lav'), other);
    expect([a.of, a.label, b.of, b.label?.mrn]).toEqual(['plain', null, 'other', '4820173']);
    expect(a.values).toEqual(tubeOf('lav').values);
    for (const what of ['mrn', 'name', 'born'] as const) {
      const wrong = tubeOf('lav', [{ did: 'mislabel', what }]).label!;
      const right = tubeOf('lav').label!;
      expect(wrong[what], what).not.toBe(right[what]);
      expect({ ...wrong, [what]: right[what] }).toEqual(right);
      expect(wrong[what]).toHaveLength(right[what].length);
    }
    expect(tubeOf('lav', [{ did: 'unlabel' }]).label).toBeNull();
  });
});

describe('numbers of the design, from Na 140, K 4.2, Ca 9.4, glucose 100', () => {
  const edta = (fraction: number) => tubeOf('ltgreen', [{ did: 'addEdta', fraction }]);
  const drip = (fluid: string, fraction: number) => tubeOf('ltgreen', [{ did: 'mix', fraction, fluid }]);

  test('EDTA 12 %: K 6.1, Ca 4.4, alkaline phosphatase near zero', () => {
    expect(edta(0.12).values['k']).toBeCloseTo(6.1, 1);
    expect(still('ca', edta(0.12))).toBeCloseTo(4.4, 1);
    expect(still('alp', edta(0.12))).toBeLessThan(5);
    expect(still('crea', edta(0.12))).toBeCloseTo(0.8, 9);
  });
  test('EDTA 3 %: K 4.7, Ca 8.1', () => {
    expect(edta(0.03).values['k']).toBeCloseTo(4.7, 1);
    expect(still('ca', edta(0.03))).toBeCloseTo(8.1, 1);
  });
  test('saline 15 %, dextrose 12 %, potassium drip 20 %', () => {
    expect(drip('ns', 0.15).values).toMatchObject({ na: 142.1, cl: expect.closeTo(111.5, 6), glu: 85 });
    expect(drip('d5w', 0.12).values).toMatchObject({
      na: expect.closeTo(123.2, 6),
      glu: expect.closeTo(688, 6),
    });
    const kcl = drip('d5hns-kcl20', 0.2).values;
    expect([kcl['k']!.toFixed(1), kcl['glu']!.toFixed(0)]).toEqual(['7.4', '1080']);
  });
  test('triglyceride 10,000: sodium 126 by indirect electrode, 140 by direct, osmolality as before', () => {
    const milky = tubeOf('ltgreen', [], { ...plain.usual, na: 140, tp: 7, trig: 10_000, glu: 100, bun: 14 });
    expect(still('na', milky)).toBeCloseTo(126, 0);
    expect(still('osmo', milky)).toBeCloseTo(290.6, 1);
    const gas = { ...milky, kind: 'abg' };
    const direct = (id: string) => found(id, gas).withoutScatter;
    expect(direct('ica')).toBeCloseTo(milky.values['ica']!, 6);
  });
  test('nine hours on cells: glucose falls, potassium rises; spun in time, they stay', () => {
    const nine = { did: 'stand', seconds: 9 * 3600, celsius: 22 } as const;
    const late = tubeOf('gold', [nine]).values;
    expect(late['glu']).toBeLessThan(65);
    expect(late['k']).toBeGreaterThan(4.7);
    const spun = stand(spin(tubeOf('gold')), 9 * 3600);
    expect([spun.values['glu'], spun.values['k']]).toEqual([100, 4.2]);
  });
});

test('plasma goes where it is poured, and what stays is what was there', () => {
  const tube = spin(tubeOf('ltgreen'));
  const cup = aliquot(tube, 'cup', 0.4);
  expect([cup.volume, cup.separatedAt, cup.values]).toEqual([0.4, 0, tube.values]);
  expect(aliquot(tube, 'cup', 99).volume).toBeLessThan(tube.volume * 0.6);
});
