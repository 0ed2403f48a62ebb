import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecord, readStored, writeRecord } from './index.ts';
import type { Record } from './index.ts';

const RECORD: Record = {
  benchpath: 'record/1',
  state: 'MN',
  education: [{ degree: 'associate', completed: '2019-06' }],
  credentials: [{ id: 'a-body-that-left', issued: '2001-05', expires: null }],
};

test('a stored record is read, names that are no longer on file too', () => {
  expect(readStored(JSON.stringify(RECORD))).toEqual({ record: RECORD });
});

test('a record of an older format keeps its text, and each problem names its line', () => {
  const old = { ...RECORD, born: 'in 1999', education: [{ degree: 'diploma', completed: '2019-06' }] };
  const read = readStored(JSON.stringify(old));
  if ('record' in read) throw new Error('it was read');
  expect(JSON.parse(read.text)).toEqual(old);
  const lines = read.text.split('\n');
  expect(read.problems.map((p) => [p.path, lines[p.line - 1]!.trim()])).toEqual([
    ['education[0].degree', '"degree": "diploma",'],
    ['born', '"born": "in 1999"'],
  ]);
});

test('what is wrong can be mended in the text itself, and the mended file comes back in', () => {
  const read = readStored(JSON.stringify({ ...RECORD, state: 'Minnesota' }));
  if ('record' in read) throw new Error('it was read');
  expect(readRecord(read.text.replace('Minnesota', 'MN'), 'record.json')).toEqual({ record: RECORD });
});

test.each(['', 'null', '[]', '{"benchpath":"record/1","state":"M', '\u0000', writeRecord(RECORD)])(
  'the text %j is no stored record, and nothing of it is lost',
  (stored) => {
    const read = readStored(stored);
    if ('record' in read) throw new Error('it was read');
    expect(read.text.trim()).toBe(stored.trim());
    expect(read.problems.length).toBeGreaterThan(0);
  },
);

function inOneLine(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}

test('whatever stands in the store, it is a record or comes back whole with its problems', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (stored) => {
      const read = readStored(stored);
      if ('record' in read) return;
      expect(read.problems.length).toBeGreaterThan(0);
      expect([read.text, inOneLine(read.text)]).toContain(stored);
    }),
    { numRuns: 300, seed: 1 },
  );
});
