import { expect, test } from 'vitest';
import { rolePay } from './index.ts';
import { tables } from './testing/tables.server.ts';

test('a technician in Minnesota: 74,840 × 0.771', () => {
  const pay = rolePay(tables, 'technician', 'MN');
  expect(pay.usdPerYear).toBe(57702); // 57,701.64
  expect(pay.basis).toBe(
    "The median of technologists and technicians together in Minnesota, May 2024: $74,840. Times 0.771, the technicians' share of it in May 2015, the last time the two were counted apart.",
  );
  expect(pay.cite).toEqual(['l31', 'l02']);
  expect(pay.confidence).toBe('likely');
  expect(pay.as_of).toBe('2024-05; split of 2015-05');
  expect(pay.cautions.join(' ')).toContain('share this one figure');
  expect(pay.cautions.join(' ')).toContain('third party');
});

test('a technologist in Minnesota: 74,840 × 1.197', () => {
  expect(rolePay(tables, 'technologist', 'MN').usdPerYear).toBe(89583); // 89,583.48
});

test('a place without a row falls back to the nation and says so: 61,890 × 0.771', () => {
  const pay = rolePay(tables, 'technician', 'PR');
  expect(pay.usdPerYear).toBe(47717); // 47,717.19
  expect(pay.basis).toMatch(/^No figure for PR is on file, so this is the nation's\. The national median/);
  expect(pay.confidence).toBe('likely');
});

test('without a state it is the nation, and nothing is missing: 61,890 × 1.197', () => {
  const pay = rolePay(tables, 'technologist');
  expect(pay.usdPerYear).toBe(74082); // 74,082.33
  expect(pay.basis).toMatch(/^The national median/);
  expect(pay.confidence).toBe('likely'); // the split is never more, although both parts are verified
});

test('phlebotomists take their own median as it stands', () => {
  const pay = rolePay(tables, 'phlebotomist', 'TX');
  expect(pay).toMatchObject({ usdPerYear: 39770, cite: ['l31'], confidence: 'likely', as_of: '2024-05' });
  expect(pay.cautions.join(' ')).not.toContain('29-2010');
});

test('phlebotomists in Minnesota were not read: the nation stands in, and it says so', () => {
  const pay = rolePay(tables, 'phlebotomist', 'MN');
  expect(pay).toMatchObject({ usdPerYear: 43660, cite: ['l01'], confidence: 'likely' });
  expect(pay.basis).toBe(
    "No figure for Minnesota is on file, so this is the nation's. The national median of phlebotomists, May 2024: $43,660.",
  );
  expect(rolePay(tables, 'phlebotomist').confidence).toBe('verified');
});

test('assistants have no figure', () => {
  expect(rolePay(tables, 'assistant', 'MN')).toMatchObject({
    usdPerYear: null,
    cite: [],
    basis: 'No figure for laboratory assistants is on file.',
  });
});

test('where the median is far below the mean the caution says so', () => {
  const skewed = (state: string) =>
    rolePay(tables, 'technician', state).cautions.some((c) => c.includes('below the mean'));
  expect([skewed('NV'), skewed('MN')]).toEqual([true, false]);
});
