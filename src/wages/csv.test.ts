import { expect, test } from 'vitest';
import { readCsv } from './csv.ts';

test('quoted cells, doubled quotes, empty cells, either line end', () => {
  expect(readCsv('a,b\r\n"x, y","say ""yes"""\n,2\n').rows).toEqual([
    { line: 2, cells: { a: 'x, y', b: 'say "yes"' } },
    { line: 3, cells: { a: '', b: '2' } },
  ]);
});

test('a line break inside a cell keeps the count of lines', () => {
  expect(readCsv('a\n"x\ny"\nz').rows.map((r) => [r.line, r.cells['a']])).toEqual([[2, 'x\ny'], [4, 'z']]); // prettier-ignore
});

test('too few cells and an open quote are problems', () => {
  expect(readCsv('a,b\n1\n').problems).toEqual([{ line: 2, message: '1 cells where the header has 2' }]);
  expect(readCsv('a\n"x').problems).toEqual([{ line: 2, message: 'a quotation mark is never closed' }]);
  expect(readCsv('')).toEqual({ rows: [], problems: [] });
});
