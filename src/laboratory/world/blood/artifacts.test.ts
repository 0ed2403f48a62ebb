import { expect, test } from 'vitest';
import { HOUR, count, lavender, still, theCatalog } from '../testing/sample.ts';
import type { Tube } from '../tube.ts';
import type { Run } from './index.ts';

type Case = {
  readonly tube: Tube;
  readonly run?: Partial<Run>;
  readonly fixed?: Partial<Run>;
  readonly flag?: string;
};

/** Blood with each artifact of the facts' `cbc_artifacts`, and the act that undoes it where the counter has one. */
const BLOOD: { readonly [artifact: string]: Case } = {
  lipemia: { tube: lavender([], { trig: 5500 }), fixed: { plasmaReplaced: true }, flag: 'HGB interference' },
  'in-vitro-hemolysis': { tube: lavender([], {}, { freeHemoglobin: { inTube: 12, inBody: 0 } }) },
  icterus: { tube: lavender([], { tbil: 34 }), fixed: { plasmaReplaced: true } },
  'red-cell-agglutination': {
    tube: lavender(['cold-agglutinin']),
    fixed: { warm: true },
    flag: 'RBC agglutination',
  },
  'white-cell-clumping': {
    tube: lavender(['white-clumper']),
    fixed: { warm: true },
    flag: 'WBC scattergram',
  },
  'platelet-clumping': { tube: lavender(['edta-clumper']), flag: 'PLT clumps' },
  paraprotein: { tube: lavender(['paraprotein']), fixed: { plasmaReplaced: true } },
  cryoprotein: { tube: lavender(['cryoglobulin']), fixed: { warm: true }, flag: 'WBC scattergram' },
  organisms: { tube: lavender(['septicemia']) },
  'high-glucose': { tube: lavender([], { glu: 900 }), fixed: { rested: true } },
  'old-sample': { tube: lavender(), run: { at: 60 * HOUR }, flag: 'WBC scattergram' },
};

const rows = theCatalog().interferences.cbcArtifacts.artifacts;
const plain = still(lavender());

test('every artifact on file is in the world', () => {
  expect(Object.keys(BLOOD).toSorted()).toEqual(rows.map((row) => row.id).toSorted());
});

test.each(rows.map((row) => [row.id, row] as const))(
  '%s moves what the facts say, as they say',
  (id, row) => {
    const { tube, run, fixed, flag } = BLOOD[id]!;
    const found = still(tube, run);
    for (const analyte of row.up ?? []) expect(found[analyte]! / plain[analyte]!).toBeGreaterThan(1.005);
    for (const analyte of row.down ?? []) expect(found[analyte]! / plain[analyte]!).toBeLessThan(0.995);
    for (const analyte of row.maybeUp ?? [])
      expect(found[analyte]!).toBeGreaterThanOrEqual(plain[analyte]! * 0.999);
    const touched = new Set([...(row.up ?? []), ...(row.down ?? []), ...(row.maybeUp ?? [])]);
    for (const analyte of ['wbc', 'rbc', 'hgb', 'plt'])
      if (
        !touched.has(analyte) &&
        !(id === 'old-sample' && ['wbc', 'plt'].includes(analyte)) &&
        id !== 'in-vitro-hemolysis'
      )
        expect(Math.abs(found[analyte]! / plain[analyte]! - 1)).toBeLessThan(0.03);
    if (flag) expect(count(tube, run).flags).toContain(flag);
    if (!fixed) return;
    const again = still(tube, { ...run, ...fixed });
    for (const analyte of ['wbc', 'rbc', 'hgb', 'hct', 'plt']) {
      const percent = theCatalog().analytes.get(analyte)!.allowable!.percent!;
      expect(Math.abs(again[analyte]! / plain[analyte]! - 1) * 100).toBeLessThan(percent);
    }
    expect(count(tube, { ...run, ...fixed }).flags).toEqual([]);
  },
);

test('a cold agglutinin keeps within the sizes of the facts; hemoglobin stays; the cold makes it worse', () => {
  for (const coldAgglutinin of [0.2, 0.5, 0.8, 1]) {
    const usual = lavender();
    const tube = { ...usual, blood: { ...usual.blood, coldAgglutinin } };
    const found = still(tube);
    expect(found['rbc']! / plain['rbc']!).toBeGreaterThan(0.3);
    expect(found['rbc']! / plain['rbc']!).toBeLessThan(0.81);
    expect(found['mcv']! - plain['mcv']!).toBeGreaterThan(5);
    expect(found['mcv']! - plain['mcv']!).toBeLessThan(40);
    expect(found['mchc']).toBeGreaterThan(37);
    expect(found['hgb']).toBeCloseTo(plain['hgb']!, 6);
    expect(found['hct']).toBeCloseTo((found['rbc']! * found['mcv']!) / 10, 6);
    const chilled = still({ ...tube, stays: [{ from: 0, celsius: 4, light: false }] });
    expect(chilled['rbc']).toBeLessThan(found['rbc']!);
    const kept = still({ ...tube, stays: [{ from: 0, celsius: 37, light: false }] });
    expect(kept['rbc']).toBeGreaterThan(found['rbc']!);
  }
});

test('40 NRBC for 100 white cells raise the count, and the correction of the facts brings it back', () => {
  const tube = lavender(['nrbc-release'], { wbc: 10 });
  const found = still(tube)['wbc']!;
  expect(found).toBeCloseTo(14, 6);
  expect((found * 100) / (100 + 40)).toBeCloseTo(10, 6);
  expect(count(tube).flags).toContain('NRBC');
  // The example of the facts: 15.0 with 50 is 10.0.
  const example = { ...tube, blood: { ...tube.blood, nrbcPer100: 50 } };
  const counted = count(example, {}, 'example').results[0]!;
  expect((Number(counted.withoutScatter) * 100) / 150).toBeCloseTo(10, 6);
  expect(counted.truth).toBe(10);
});

test('platelets that clump in EDTA come back in citrate, times 1.1; those of an immune loss do not clump', () => {
  const clumps = lavender(['edta-clumper']);
  expect(still(clumps)['plt']).toBeLessThan(60);
  const citrate = still({ ...clumps, kind: 'ltblue' });
  expect(citrate['plt']! / 250).toBeLessThan(0.92);
  expect(Math.abs((citrate['plt']! * 1.1) / 250 - 1)).toBeLessThan(0.06);
  expect(count({ ...clumps, kind: 'ltblue' }).flags).not.toContain('PLT clumps');
  const itp = count(lavender(['itp'], { plt: 9 }));
  expect(itp.flags).not.toContain('PLT clumps');
  expect(itp.results.find((r) => r.analyte === 'plt')!.value).toBeLessThan(20);
});

test('a clot takes cells of every kind, platelets most, and no flag but the tube tells', () => {
  // One of the runs that the clot did not stop.
  const clotted = lavender([], {}, { clotted: 0.3 });
  const runs = Array.from({ length: 20 }, (_, repeat) => count(clotted, { repeat }));
  const run = runs.find((r) => r.flags.length === 0)!;
  const found = Object.fromEntries(run.results.map((r) => [r.analyte, Number(r.withoutScatter)]));
  const left = (id: string) => found[id]! / plain[id]!;
  expect(found['plt']! / 240).toBeLessThan(0.25);
  for (const id of ['wbc', 'rbc', 'hgb', 'hct']) expect(left(id)).toBeLessThan(1);
  for (const id of ['wbc', 'rbc', 'hgb', 'hct']) expect(left(id)).toBeGreaterThan(3 * left('plt'));
});

test('little blood in an EDTA tube shrinks red cells; fragments, giants and cells that resist lysis count for what they are not', () => {
  const short = still(lavender([], {}, { fill: 0.35 }));
  expect(short['mcv']).toBeLessThan(plain['mcv']! - 4);
  expect(short['mchc']).toBeGreaterThan(plain['mchc']! + 1.5);
  const torn = lavender(['microangiopathy'], { plt: 60 });
  expect(still(torn)['plt']).toBeGreaterThan(75);
  expect(count(torn).flags).toContain('fragments');
  const giants = lavender(['giant-platelets']);
  expect(still(giants)['plt']).toBeLessThan(220);
  expect(count(giants).flags).toContain('giant PLT');
  const resist = lavender(['lyse-resistant']);
  expect(still(resist)['wbc']).toBeGreaterThan(9);
  expect(count(resist).flags).toContain('lyse-resistant RBC');
});

test.each([
  ['leukemia', { wbc: 24 }, 'blasts'],
  ['infection', { wbc: 19 }, 'left shift'],
  ['infection', { wbc: 19 }, 'immature granulocytes'],
  ['viral', { wbc: 13 }, 'atypical lymphocytes'],
  ['newborn', { wbc: 18 }, 'NRBC'],
  ['iron-deficiency', { rbc: 4.2, hct: 28, hgb: 8.4, rdw: 18 }, 'iron deficiency'],
])('blood of %s raises its flag %#', (kind, values, flag) => {
  expect(count(lavender([kind], values)).flags).toContain(flag);
});

test('what is no artifact raises no flag: healthy, polycythemia, anemia of any size, few platelets of usual size', () => {
  for (const values of [
    {},
    { rbc: 6.4, hct: 58, hgb: 19 },
    { rbc: 2.4, hct: 22, hgb: 7.3 },
    { rbc: 3, hct: 33, hgb: 10.8 },
    { plt: 35 },
  ])
    expect(count(lavender(['healthy'], values)).flags).toEqual([]);
});
