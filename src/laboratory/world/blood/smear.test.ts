import { expect, test } from 'vitest';
import { streamOf } from '../streams.ts';
import { HOUR, lavender } from '../testing/sample.ts';
import type { Tube } from '../tube.ts';
import { CELLS } from './blood.ts';
import { smearOf, wordsOf, type Field, type Lens } from './index.ts';

const smear = (tube: Tube, name = 'smear') => smearOf(tube, 2 * HOUR, streamOf(name));
const fields = (tube: Tube, many: number, lens: Lens): Field[] =>
  Array.from({ length: many }, (_, k) => smear(tube).field(k + 1, lens));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test('a differential over many fields comes to the truth, and cells have the looks of their names', () => {
  const tube = lavender(['leukemia'], { wbc: 24 });
  const film = smear(tube);
  const names = Array.from({ length: 260 }, (_, k) => film.names(k + 1, '50x')).flat();
  const white = names.filter((name) => name !== 'nrbc');
  expect(white.length).toBeGreaterThan(1500);
  for (const cell of CELLS) {
    const truth = tube.blood.differential[cell];
    const found = white.filter((name) => name === cell).length / white.length;
    // 4 SD of a binomial share.
    expect(Math.abs(found - truth)).toBeLessThan(4 * Math.sqrt((truth * (1 - truth)) / white.length) + 1e-9);
  }
  const chromatin = new Map<string, Set<string>>();
  for (let k = 1; k <= 40; k++) {
    const field = film.field(k, '50x');
    film.names(k, '50x').forEach((name, n) => {
      const { nucleus } = field.cells[n]!;
      chromatin.set(name, (chromatin.get(name) ?? new Set()).add(nucleus.chromatin));
      expect(nucleus.nucleoli > 0).toBe(name === 'blast' || (name === 'reactive' && nucleus.nucleoli > 0));
    });
  }
  expect([...chromatin.get('blast')!]).toEqual(['fine']);
  expect([...chromatin.get('neutrophil')!]).toEqual(['clumped']);
});

test('NRBC stand beside the white cells as often as they are', () => {
  const film = smear(lavender(['nrbc-release'], { wbc: 15 }));
  const names = Array.from({ length: 150 }, (_, k) => film.names(k + 1, '50x')).flat();
  const young = names.filter((name) => name === 'nrbc').length;
  expect((100 * young) / (names.length - young)).toBeGreaterThan(33);
  expect((100 * young) / (names.length - young)).toBeLessThan(47);
});

test('platelets in a field, times 20,000, come to the count; white cells at half the power, times 3,000, too', () => {
  for (const plt of [60, 250, 600]) {
    const per = mean(fields(lavender([], { plt }), 60, '100x').map((f) => f.platelets.length));
    expect(Math.abs(per - plt / 20)).toBeLessThan(4 * Math.sqrt(plt / 20 / 60));
  }
  const per = mean(fields(lavender([], { wbc: 12 }), 150, '50x').map((f) => f.cells.length));
  expect(Math.abs(per - 4)).toBeLessThan(4 * Math.sqrt(4 / 150));
});

test('few platelets: an immune loss shows few and no clump, clumping in EDTA shows clumps and as many platelets as there are', () => {
  const loss = fields(lavender(['itp'], { plt: 9 }), 40, '100x');
  expect(mean(loss.map((f) => f.platelets.length))).toBeLessThan(1.2);
  expect(loss.every((f) => f.clumps.length === 0)).toBe(true);
  const clumping = fields(lavender(['edta-clumper']), 80, '100x');
  const single = mean(clumping.map((f) => f.platelets.length));
  const all = mean(clumping.map((f) => f.platelets.length + f.clumps.flat().length));
  expect(clumping.filter((f) => f.clumps.length > 0).length).toBeGreaterThan(10);
  expect(single).toBeLessThan(2);
  expect(all).toBeGreaterThan(8);
  expect(all).toBeLessThan(17);
  expect(clumping.find((f) => f.clumps.length > 0)!.clumps[0]!.length).toBeGreaterThanOrEqual(15);
});

test('red cells lie and look as the blood is', () => {
  const one = (tube: Tube) => smear(tube).field(3, '100x');
  expect(one(lavender()).lie).toBe('apart');
  expect(one(lavender(['cold-agglutinin'])).lie).toBe('heaps');
  expect(one(lavender(['paraprotein'])).lie).toBe('stacks');
  const iron = one(lavender(['iron-deficiency'], { rbc: 4.2, hct: 28, hgb: 8.2, rdw: 19 }));
  expect(iron.pallor).toBeGreaterThan(0.5);
  expect(one(lavender()).pallor).toBeLessThan(0.4);
  const across = (field: Field) => mean((field.reds.round ?? []).map((red) => red[2]));
  expect(across(iron)).toBeLessThan(6.8);
  expect(across(one(lavender(['macrocytic'], { rbc: 2.5, hct: 30 })))).toBeGreaterThan(8);
  expect(one(lavender(['sickle'])).reds.sickle!.length).toBeGreaterThan(5);
  expect(
    mean(fields(lavender(['microangiopathy']), 10, '100x').map((f) => f.reds.fragment?.length ?? 0)),
  ).toBeGreaterThan(3);
  expect(one(lavender([], {}, { fill: 0.2 })).reds.crenated!.length).toBeGreaterThan(20);
});

test('the same smear has the same fields, in any order; another has others', () => {
  const tube = lavender(['viral']);
  const [a, b] = [smear(tube), smear(tube)];
  const last = a.field(25, '100x');
  for (let k = 1; k <= 24; k++) a.field(k, '100x');
  expect(b.field(25, '100x')).toEqual(last);
  expect(smear(tube, 'another').field(25, '100x')).not.toEqual(last);
  expect(a.field(24, '100x')).not.toEqual({ ...last, number: 24 });
  expect(last.cells.length).toBe(a.names(25, '100x').length);
});

test('no cell lies over another nor out of the field, and the data fit on a wire', () => {
  for (const field of fields(lavender(['infection'], { wbc: 40 }), 12, '50x')) {
    field.cells.forEach((a, n) => {
      expect(Math.hypot(a.x - field.across / 2, a.y - field.across / 2)).toBeLessThan(field.across / 2);
      for (const b of field.cells.slice(n + 1))
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan((a.across + b.across) / 2 - 2);
    });
    expect(JSON.stringify(field).length).toBeLessThan(40_000);
  }
});

test('a field in words tells what is drawn and names neither cell nor diagnosis; its data do not either', () => {
  for (const kind of [
    'healthy',
    'leukemia',
    'viral',
    'edta-clumper',
    'cold-agglutinin',
    'sickle',
    'itp',
    'newborn',
  ]) {
    const field = smear(lavender([kind], { wbc: 20 })).field(2, '50x');
    const words = wordsOf(field);
    expect(words.filter((line) => line.startsWith('Cell ')).length).toBe(field.cells.length);
    expect(words.join(' ')).toContain(`${field.platelets.length} single platelet`);
    const names =
      /neutrophil|lymphocyte|monocyte|eosinophil|basophil|blast\b|nrbc|band\b|reactive|leukemia|agglutin|sickle|purpura/i;
    expect(words.join(' ')).not.toMatch(names);
    expect(JSON.stringify({ ...field, reds: null })).not.toMatch(names);
  }
});
