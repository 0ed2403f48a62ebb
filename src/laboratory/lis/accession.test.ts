import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessionFault, accessionOf, checkDigit } from './accession.ts';

const FORMAT = { prefix: 'A', digits: 4 };
const number = fc
  .tuple(fc.integer({ min: 100101, max: 991231 }), fc.integer({ min: 0, max: 9999 }))
  .map(([d, n]) => accessionOf(FORMAT, String(d), n));

test('the check digit is that of the standard', () => {
  expect(checkDigit('0794')).toBe(5); // the example of ISO/IEC 7064 for MOD 11,10
});

test('what is made is sound, and no single wrong digit passes', () => {
  fc.assert(
    fc.property(number, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, where, by) => {
      expect(accessionFault(text, FORMAT)).toBe(null);
      const at = 1 + (where % (text.length - 1));
      const wrong = text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1);
      expect(accessionFault(wrong, FORMAT)).toMatch(/check digit/);
    }),
  );
});

test('of swapped neighbors nearly all are found', () => {
  let swaps = 0;
  let found = 0;
  fc.assert(
    fc.property(number, fc.nat(), (text, where) => {
      const at = 1 + (where % (text.length - 2));
      if (text[at] === text[at + 1]) return;
      swaps++;
      if (accessionFault(text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2), FORMAT)) found++;
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(found / swaps).toBeGreaterThan(0.95);
});

test('each kind of nonsense is named', () => {
  expect(accessionFault('B26010500123', FORMAT)).toMatch(/begin with A/);
  expect(accessionFault('A26O1050012', FORMAT)).toMatch(/digits only/);
  expect(accessionFault('A2601', FORMAT)).toMatch(/has 4/);
});
