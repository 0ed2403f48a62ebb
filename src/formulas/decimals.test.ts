import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText, unitText } from './decimals.ts';

test.each<[number, number, string]>([
  [2.675, 2, '2.68'],
  [1.005, 2, '1.01'],
  [0.5, 0, '1'],
  [-0.5, 0, '-1'],
  [-0.04, 1, '0.0'],
  [2.4999999999999996, 0, '3'],
  [240000, 0, '240000'],
  [1e-9, 2, '0.00'],
  [1e14, 1, '100000000000000.0'],
  [-1.5e308, 2, '-1.5e+308'],
])('%d with %i decimals is %s', (value, decimals, text) => expect(decimalText(value, decimals)).toBe(text));

test('a reported number is never further than half a last digit from the value, and a value with so few decimals is itself', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      (n, d, more) => {
        const value = n / 10 ** more;
        const text = decimalText(value, d);
        expect(text).toMatch(d === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${d}}$`));
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.5 / 10 ** d + Math.abs(value) * 1e-12);
        if (more <= d) expect(Number(text)).toBe(value === 0 ? 0 : value);
      },
    ),
    { numRuns: 500 },
  );
});

test('units for reading', () => {
  expect(['1', 'mg/dL', '{cells}', '/100{WBCs}', '{unit_of_the_test}', 'a', 'mm[Hg]', '10*3/uL', '[pH]'].map(unitText)).toEqual([
    '', 'mg/dL', 'cells', '/100 WBCs', 'unit of the test', 'years', 'mmHg', 'x10^3/uL', '',
  ]); // prettier-ignore
});
