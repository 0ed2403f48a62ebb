import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, loincFault } from './loinc.ts';

const CONTENT = join(import.meta.dirname, '..', '..', '..', '..', 'content', 'laboratory');
const onFile = readdirSync(CONTENT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .flatMap((entry) => [
    ...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(/loinc[^\n]*?\b(\d{1,7}-\d)\b/g),
  ])
  .map(([, code]) => code!);

test('every LOINC code of the laboratory has its check digit', () => {
  expect(onFile.length).toBeGreaterThan(60);
  expect(onFile.filter((code) => loincFault(code) !== null)).toEqual([]);
});

test("the worked example of LOINC's own guide, and the fourteen codes it published wrong", () => {
  expect(checkDigit('12345')).toBe(5);
  const odd = '11491-6 11501-6 5895-7 5896-5 5897-3 5928-1 6028-3 6415-5 6580-7 6645-7 6646-5 6647-3 6648-1 6649-9';
  for (const code of odd.split(' ')) {
    expect(checkDigit(code.split('-')[0]!), code).not.toBe(Number(code.at(-1)));
    expect(loincFault(code)).toBeNull();
  }
}); // prettier-ignore

test('one digit wrong is always found, and two neighbors changed over unless they are 0 and 9', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 999_999 }), fc.nat(5), fc.integer({ min: 1, max: 9 }), (n, at, by) => {
      const code = `${n}-${checkDigit(String(n))}`;
      expect(loincFault(code)).toBeNull();
      const place = at % String(n).length;
      const digits = [...String(n)];
      digits[place] = String((Number(digits[place]) + by) % 10);
      expect(loincFault(`${digits.join('')}-${code.at(-1)}`)).not.toBeNull();
      const [a, b] = [String(n)[0]!, String(n)[1]!];
      if (a !== b && new Set([a, b, '0', '9']).size !== 2)
        expect(loincFault(`${b}${a}${String(n).slice(2)}-${code.at(-1)}`)).not.toBeNull();
    }),
  );
}); // prettier-ignore

test.each(['', '2823', '2823-', '-3', '2823-33', '12345678-1', ' 2823-3', 'LP1-2', '２８２３-3'])(
  '%j is no code',
  (code) => expect(loincFault(code)).toContain('no LOINC code'),
);
