import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { amountOf } from './derived.ts';
import { populationOf, streamOf, trueValues, type Patient } from './index.ts';
import { loadPopulation } from './load.server.ts';
import { catalog, CONTENT, patientOf, population } from './testing/onfile.ts';

const N = 1200;
const people = Array.from({ length: N }, (_, k) => patientOf({ id: `p${k}`, sex: 'F', age: 40 }));
const logs = (id: string, list: readonly Patient[] = people) =>
  list.map((p) => Math.log(amountOf(p.usual, id, p)!));
const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;
const centered = (x: readonly number[]) => {
  const middle = mean(x);
  return x.map((v) => v - middle);
};
const sd = (x: readonly number[]) => Math.sqrt(mean(centered(x).map((v) => v * v)));
const correlation = (a: readonly number[], b: readonly number[]) => {
  const other = centered(b);
  return mean(centered(a).map((v, k) => v * other[k]!)) / (sd(a) * sd(b));
};

describe('healthy people', () => {
  test('their red cells: MCV spreads by 4.9 %, MCHC by 1.2 %, MCH by 5.2 %, though none is drawn', () => {
    expect(100 * sd(logs('mcv'))).toBeGreaterThan(4.4);
    expect(100 * sd(logs('mcv'))).toBeLessThan(5.4);
    expect(100 * sd(logs('mchc'))).toBeCloseTo(1.2, 0);
    expect(100 * sd(logs('mch'))).toBeGreaterThan(4.7);
    expect(100 * sd(logs('mch'))).toBeLessThan(5.7);
    expect(Object.keys(people[0]!.usual)).not.toContain('mcv');
  });

  test('medians and spreads are those on file, and what belongs together moves together', () => {
    for (const [id, { F, between }] of Object.entries(population.healthy)) {
      if (F === 0 || id === 'dbil' || id === 'alb') continue; // held below their whole
      const cv = between ?? catalog.analytes.get(id)!.between!;
      const spread = Math.sqrt(Math.log(1 + (cv / 100) ** 2));
      expect(Math.abs(mean(logs(id)) - Math.log(F)) / spread, id).toBeLessThan(4 / Math.sqrt(N));
      expect(sd(logs(id)) / spread, id).toBeGreaterThan(0.9);
      expect(sd(logs(id)) / spread, id).toBeLessThan(1.1);
    }
    const asked: [string, string, number][] = [['hct', 'hgb', 0.985], ['alt', 'ast', 0.65], ['trig', 'hdl', -0.45], ['crea', 'bun', 0.5], ['co2', 'pco2', 0.8], ['na', 'k', 0]]; // prettier-ignore
    for (const [a, b, r] of asked)
      expect(Math.abs(correlation(logs(a), logs(b)) - r), `${a} ${b}`).toBeLessThan(0.09);
  });

  test('sit in their reference intervals: few outside any, none critical', () => {
    for (const analyte of catalog.analytes.values()) {
      const row = analyte.reference.find(
        (r) => (r.sex ?? 'F') === 'F' && (r.ageTo ?? 99) >= 40 && (r.ageFrom ?? 0) <= 40,
      );
      const values = people.map((p) => amountOf(p.usual, analyte.id, p));
      // Limits of decision rather than of health, and drugs that nobody takes.
      const decided =
        /decision|optimal|therapeutic|trough/.test(row?.note ?? '') || ['hdl', 'ldld'].includes(analyte.id);
      if (!row || decided || values[0] === null || values[0] === 0) continue;
      const scale = 10 ** analyte.decimals;
      const outside = values.filter((x) => {
        const shown = Math.round(x! * scale) / scale;
        return shown < (row.low ?? -Infinity) || shown > (row.high ?? Infinity);
      });
      expect(outside.length / N, analyte.id).toBeLessThan(0.15);
      const { low = null, high = null } = analyte.critical ?? {};
      expect(
        values.filter((x) => (low !== null && x! <= low) || (high !== null && x! >= high)),
        analyte.id,
      ).toEqual([]);
    }
  });
});

describe('illness', () => {
  const of = (id: string, k = 0) => patientOf({ id: `${id}${k}`, classes: [id] });
  const median = (id: string, analyte: string) => {
    const values = Array.from({ length: 25 }, (_, k) => of(id, k)).map((p) => amountOf(p.usual, analyte, p)!);
    return values.sort((a, b) => a - b)[12]!;
  };

  test('every class makes people in whom no part exceeds its whole', () => {
    for (const id of population.classes.keys()) {
      const p = of(id);
      for (const [analyte, x] of Object.entries(p.usual))
        expect(x, `${id} ${analyte}`).toBeGreaterThanOrEqual(0);
      expect(p.usual['dbil']).toBeLessThanOrEqual(p.usual['tbil']!);
      expect(p.usual['alb']).toBeLessThan(p.usual['tp']!);
      const mchc = amountOf(p.usual, 'mchc', p)!;
      expect(mchc > 28 && mchc < 36.5, `${id} MCHC ${mchc}`).toBe(true);
      expect(p.born < '2026-11-23' && p.given !== p.family, id).toBe(true);
    }
  });

  test.each([
    ['dka', 'agap', 25, 31],
    ['dka', 'na', 122, 126],
    ['dka', 'glu', 630, 780],
    ['dka', 'ph', 7.05, 7.3],
    ['iron-deficiency', 'mcv', 64, 76],
    ['macrocytic', 'mcv', 108, 128],
    ['polycythemia', 'hct', 61, 63],
    ['ckd', 'egfr', 8, 30],
    ['warfarin', 'inr', 2.2, 2.8],
    ['hyperlipidemia', 'trig', 9000, 11_000],
    ['siadh', 'osmo', 240, 262],
    ['newborn', 'tbil', 7, 12],
    ['itp', 'plt', 7, 11],
  ])('%s: %s lies between %d and %d', (id, analyte, low, high) => {
    const x = median(id, analyte);
    expect(x).toBeGreaterThan(low);
    expect(x).toBeLessThan(high);
  });

  test('classes add up, and what a scenario fixes stays fixed', () => {
    const both = patientOf({ classes: ['ckd', 'biotin'], usual: { k: 5.9 }, drugs: ['aspirin'] });
    expect(both.substances.biotin).toBeGreaterThan(100);
    expect(both.drugs).toEqual(['biotin', 'aspirin']);
    expect(both.usual['k']).toBe(5.9);
    expect(both.usual['crea']).toBeGreaterThan(1.5);
  });
});

test('content that is wrong is told with its file and line, and everything known of is an analyte', () => {
  for (const id of Object.keys(population.healthy)) expect(catalog.analytes.has(id), id).toBe(true);
  const folder = mkdtempSync(join(tmpdir(), 'population-'));
  cpSync(join(CONTENT, 'laboratory'), join(folder, 'laboratory'), { recursive: true });
  const file = join(folder, 'laboratory/classes/ckd.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace('  crea: ', '  creatin: ')
      .replace('confidence: unverified', 'confidence: verified'),
  );
  expect(loadPopulation(folder)).toMatchObject({
    problems: [{ file: 'laboratory/classes/ckd.yaml', line: 3, path: 'confidence' }],
  });
  writeFileSync(file, readFileSync(file, 'utf8').replace('confidence: verified', 'confidence: unverified'));
  expect(loadPopulation(folder)).toMatchObject({
    problems: [{ message: 'class ckd: creatin has no healthy median' }],
  });
  rmSync(folder, { recursive: true });
});

test('one person more changes nobody, and a name is written as nobody is called', () => {
  const alone = patientOf({ id: 'a', classes: ['mi'] }, streamOf('5'));
  patientOf({ id: 'b' }, streamOf('5'));
  expect(patientOf({ id: 'a', classes: ['mi'] }, streamOf('5'))).toEqual(alone);
  expect(patientOf({ id: 'a', classes: ['mi'] }, streamOf('6')).usual).not.toEqual(alone.usual);
  expect(`${alone.family}, ${alone.given}`).toMatch(/^[A-Z]+, [A-Z]+$/);
  expect(trueValues(alone, 0, catalog, population, streamOf('5'))).toEqual(
    trueValues(alone, 0, catalog, population, streamOf('5')),
  );
});

test('correlations that contradict each other are told, with the analyte', () => {
  const pairs = { x: [['na', 'k', 0.9], ['k', 'cl', 0.9], ['na', 'cl', -0.9]] as [string, string, number][] }; // prettier-ignore
  const { healthy, names, wards } = population;
  const made = populationOf({ healthy, names, wards, between: pairs, within: {} }, []);
  expect(made).toEqual({ problems: ['between: the correlations of cl contradict each other'] });
});
