import { expect, test } from 'vitest';
import {
  SOC,
  adjusted,
  industryWages,
  metroPrices,
  nationalWages,
  projection,
  sectorWages,
  stateWage,
} from './index.ts';
import { tables } from './testing/tables.server.ts';

test('a state: jobs, mean and median, with where they stand', () => {
  const mn = stateWage(tables, '29-2010', 'MN')!;
  expect(mn).toMatchObject({
    name: 'Minnesota',
    period: '2024-05',
    employment: 6010,
    mean: 73840,
    median: 74840,
    cite: ['l31'],
    confidence: 'likely',
  });
  expect(mn.publisher).toContain('Bureau of Labor Statistics');
  expect(mn.cautions.length).toBeGreaterThan(3);
});

test('a state that was not read stays missing; a territory has no row', () => {
  expect(stateWage(tables, '31-9097', 'CA')).toMatchObject({ employment: null, mean: null, median: null });
  expect(stateWage(tables, '29-2010', 'PR')).toBeNull();
});

test('the nation by occupation and month', () => {
  expect(nationalWages(tables, SOC.laboratory, '2025-05')).toMatchObject({
    annualMedian: 62930,
    cite: ['l02'],
    confidence: 'verified',
  });
  expect(nationalWages(tables, SOC.technician2015, '2015-05')?.annualMedian).toBe(38970);
  expect(nationalWages(tables, SOC.technologist2015, '2015-05')?.annualMedian).toBe(60520);
  expect(nationalWages(tables, SOC.technician2015, '2024-05')).toBeNull();
  expect(nationalWages(tables, SOC.manager, '2024-05')?.cautions.join(' ')).toContain('all of healthcare');
});

test("prices: an amount at the nation's prices", () => {
  expect(adjusted(tables, 'MN', 57702).usdPerYear).toBe(58630); // 57,702 / 0.98417 = 58,630.1
  expect(adjusted(tables, 'CA', 71920).usdPerYear).toBe(63883); // 71,920 / 1.12581 = 63,882.9
  expect(adjusted(tables, 'CA', 71920).basis).toContain('$71,920 in California');
  expect(adjusted(tables, 'PR', 50000)).toMatchObject({
    usdPerYear: null,
    basis: 'No price level for PR is on file.',
  });
  expect(metroPrices(tables, 'Abilene, TX')?.all).toBe(89.849);
});

test('sectors, industries and projections', () => {
  expect(sectorWages(tables, '29-2010').find((s) => s.naics === '99')?.annualMedian).toBe(69950);
  expect(industryWages(tables, '29-2010').map((i) => [i.sharePct, i.median])[0]).toEqual([37, 66650]);
  expect(projection(tables, '29-2010')).toMatchObject({
    employment2024: 351200,
    change: 6000,
    openingsPerYear: 22600,
    cite: ['l03'],
  });
});
