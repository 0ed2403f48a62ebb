import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountOf } from './derived.ts';
import { timelineOf, type Happening, type Patient } from './index.ts';
import { catalog, patientOf, population, seed } from './testing/onfile.ts';

const lifeOf = (patient: Patient) => timelineOf(patient, catalog, population, seed);
const HOUR = 3600;

describe('a person from day to day', () => {
  // Two draws of many people, a number of half-lives apart.
  const people = Array.from({ length: 400 }, (_, k) => patientOf({ id: `w${k}`, sex: 'M', age: 50 }));
  const lives = people.map(lifeOf);
  const apart = (id: string, at: number) =>
    lives.map((life, k) => Math.log(life(at)[id]! / people[k]!.usual[id]!));
  const sd = (x: readonly number[]) => Math.sqrt(x.reduce((s, v) => s + v * v, 0) / x.length);
  const correlation = (a: readonly number[], b: readonly number[]) =>
    a.reduce((s, v, k) => s + v * b[k]!, 0) / a.length / (sd(a) * sd(b));

  test('moves by the within-subject CV, and forgets half in a half-life', () => {
    for (const [id, cv] of [
      ['k', 4.6],
      ['crea', 5.95],
      ['glu', 5.6],
    ] as const) {
      const halfLife = population.healthy[id]!.halfLife * HOUR;
      // Grid points of every kind: the end of a span, and one found last.
      for (const begin of [0, 5.25]) {
        const now = apart(id, begin * halfLife);
        expect((100 * sd(now)) / cv, `${id} at ${begin}`).toBeGreaterThan(0.9);
        expect((100 * sd(now)) / cv, `${id} at ${begin}`).toBeLessThan(1.1);
        for (const [halves, r] of [
          [0.25, 0.841],
          [1, 0.5],
          [3, 0.125],
          [40, 0],
        ] as const) {
          const then = correlation(now, apart(id, (begin + halves) * halfLife));
          expect(Math.abs(then - r), `${id} ${begin} ${halves}`).toBeLessThan(0.13);
        }
      }
    }
  });

  test('98 of 100 pairs of MCV lie within 3 fL, though red cells and hematocrit move by more', () => {
    const mcv = (k: number, at: number) => amountOf(lives[k]!(at), 'mcv', people[k]!)!;
    const within = people.filter((_, k) => Math.abs(mcv(k, 0) - mcv(k, -20 * 24 * HOUR)) <= 3);
    expect(within.length / people.length).toBeGreaterThan(0.96);
    expect(100 * sd(apart('hct', 0))).toBeGreaterThan(2.3);
  });

  test('what a moment holds does not depend on what was asked before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -90 * 24 * HOUR, max: 24 * HOUR }), { minLength: 1, maxLength: 5 }),
        (moments) => {
          const asked = lives[0]!;
          for (const at of moments) expect(asked(at)).toEqual(lifeOf(people[0]!)(at));
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('what happens to a body', () => {
  const after = (happening: Happening, at: number, classes: string[] = []) => {
    const quiet = patientOf({ id: 'h', classes, sex: 'M', age: 60 });
    const now = lifeOf({ ...quiet, course: [happening] })(at);
    const without = lifeOf(quiet)(at);
    return (id: string) => [amountOf(without, id, quiet)!, amountOf(now, id, quiet)!] as const;
  };

  test('two units of red cells: hemoglobin + 2, MCV toward 90, platelets little changed', () => {
    const change = after({ what: 'transfusion', at: 0, units: 2 }, 6 * HOUR, ['macrocytic']);
    const [before, now] = change('hgb');
    expect(now - before).toBeCloseTo(2, 6);
    const [mcv, later] = change('mcv');
    expect(mcv - later).toBeGreaterThan(4);
    expect(later).toBeGreaterThan(90);
  });

  test('dialysis clears potassium, urea and creatinine at once, and they come back', () => {
    const h: Happening = { what: 'dialysis', at: 0, hours: 4 };
    const ratio = (id: string, at: number) => {
      const [a, b] = after(h, at, ['dialysis'])(id);
      return b / a;
    };
    expect(ratio('bun', 4 * HOUR)).toBeCloseTo(0.32, 2);
    expect(ratio('crea', 4 * HOUR)).toBeCloseTo(0.4, 2);
    expect(ratio('k', 4 * HOUR)).toBeCloseTo(0.74, 2);
    expect(ratio('co2', 4 * HOUR)).toBeGreaterThan(1.2);
    expect(ratio('bun', -HOUR)).toBe(1);
    expect(ratio('bun', 60 * HOUR)).toBeGreaterThan(0.85);
  });

  test('insulin lowers sugar and potassium and closes the gap; fluids thin protein and cells alike', () => {
    const insulin = after({ what: 'insulin', at: 0 }, 5 * HOUR, ['dka']);
    expect(insulin('glu')[1]).toBeLessThan(250);
    expect(insulin('k')[1]).toBeLessThan(insulin('k')[0]);
    expect(insulin('agap')[1]).toBeLessThan(insulin('agap')[0] - 4);
    const thinned = after({ what: 'fluids', at: 0, fluid: 'ns', liters: 2 }, HOUR);
    expect(thinned('hgb')[1] / thinned('hgb')[0]).toBeCloseTo(0.88, 2);
    expect(thinned('mcv')[1]).toBeCloseTo(thinned('mcv')[0], 6);
  });

  test('an illness moves values from one day to the other, and there they stay', () => {
    const h: Happening = { what: 'illness', from: 0, to: 10 * HOUR, values: { tni: 4000 } };
    expect(after(h, -1)('tni')[1]).toBe(after(h, -1)('tni')[0]);
    expect(after(h, 5 * HOUR)('tni')[1]).toBeGreaterThan(1900);
    expect(after(h, 20 * HOUR)('tni')[1]).toBe(4000);
  });
});
