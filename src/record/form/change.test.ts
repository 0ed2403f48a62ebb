import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference } from '../parts.ts';
import { EMPTY_RECORD, Record } from '../schema.ts';
import { anyText, drawnFrom } from '../testing/drawn.ts';
import { changesIn, entriesIn, isList, PARTS, toldIn, toldTogether, withEntries, withTogether, type Lists } from './index.ts'; // prettier-ignore

const LISTS: Lists = {
  credentials: [{ value: 'ascp-mlt', label: 'MLT(ASCP): Medical Laboratory Technician', short: 'MLT(ASCP)' }],
  licenses: [],
  states: [{ value: 'MN', label: 'Minnesota' }],
  subjects: [],
  courses: [],
  fields: [],
  topics: [],
};
const told = (record: Partial<Record>): Record => ({ ...EMPTY_RECORD, ...record });
const changes = (before: unknown, after: unknown) =>
  changesIn(difference({ record: before, answers: null }, { record: after, answers: null }), LISTS).map(
    ({ part, did, words }) => `${part.title}: ${did}: ${words}`,
  );

const job = { as: 'phlebotomist', setting: 'clinic', from: '2020-01', to: null, hoursPerWeek: 20 } as const;
const mlt = { id: 'ascp-mlt', issued: '2024-07-01', expires: '2027-07-31' };

test('a change in plain words', () => {
  expect(changes(null, told({ state: 'MN', born: 1999 }))).toEqual([
    'Where you live, and your age: changed: State or territory: Minnesota; Year of birth: 1999',
  ]);
  expect(changes(EMPTY_RECORD, told({ experience: [job] }))).toEqual([
    'Work: added: Phlebotomist · clinic · from January 2020 · until now · 20 hours a week',
  ]);
  expect(changes(told({ credentials: [mlt] }), told({ credentials: [{ ...mlt, expires: '2030-07-31' }] }))).toEqual([
    'Credentials: changed: MLT(ASCP). Expires: July 31, 2030, before: July 31, 2027',
  ]);
  expect(changes(told({ experience: [job] }), told({ experience: [] }))).toEqual([
    'Work: removed: Phlebotomist · clinic · from January 2020 · until now · 20 hours a week',
    'Work: told: none is left',
  ]);
  expect(changes(EMPTY_RECORD, told({ military: [] }))).toEqual(['Military training: told: none']);
  expect(changes(told({ military: [] }), EMPTY_RECORD)).toEqual(['Military training: told: not told any more']);
  expect(changes(told({ limits: { budgetUsd: 20_000 } }), told({ limits: { budgetUsd: 2000, enlist: false } }))).toEqual([
    'Your limits: changed: Out of pocket, at most: 2,000 dollars, before: 20,000 dollars; Would you enlist in the armed forces to be trained? No',
  ]);
}); // prettier-ignore

test('of two jobs that are alike one is gone, and the one that changed is told as changed', () => {
  const later = { ...job, to: '2024-05' };
  expect(changes(told({ experience: [job, job] }), told({ experience: [job] }))).toEqual([
    expect.stringMatching(/^Work: removed: Phlebotomist/),
  ]);
  expect(changes(told({ experience: [job, job] }), told({ experience: [later, job] }))).toEqual([
    'Work: changed: Phlebotomist. Until: May 2024, before: I still work there',
  ]);
  expect(changes(told({ experience: [job, later] }), told({ experience: [later, job] }))).toEqual([
    'Work: changed: the order',
  ]);
});

test('what an older version left is told as what it is', () => {
  expect(changes(EMPTY_RECORD, { ...EMPTY_RECORD, experience: [{ as: 'wizard' }] })).toEqual([
    'Work: added: something that this version cannot read',
  ]);
  expect(changes(EMPTY_RECORD, { ...EMPTY_RECORD, licenses: 'many', born: 'long ago' })).toEqual([
    'Where you live, and your age: changed: something that this version cannot read',
    'Licenses: changed: something that this version cannot read',
  ]);
});

const record = drawnFrom(Record, { text: anyText, list: { maxLength: 3 } }) as fc.Arbitrary<Record>;

test('two records that differ differ in words, and the same one does not', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      expect(changes(a, a)).toEqual([]);
      const { before, after } = difference({ record: a, answers: null }, { record: b, answers: null });
      const parts = new Set([...Object.keys(before), ...Object.keys(after)]);
      parts.delete('record.limits'); // told and empty is as good as not told
      if (parts.size > 0) expect(changes(a, b).length).toBeGreaterThan(0);
    }),
    { numRuns: 150, seed: 1 },
  );
});

test('whatever stands in an event, its words are made without a fault', () => {
  const value = fc.oneof(fc.jsonValue(), fc.array(fc.dictionary(fc.constantFrom('as', 'id', 'degree', 'program', 'to'), fc.jsonValue()))); // prettier-ignore
  const anything = fc.dictionary(fc.constantFrom(...Object.keys(Record.shape), '__proto__'), value);
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      for (const words of changes(a, b)) expect(typeof words).toBe('string');
    }),
    { numRuns: 300, seed: 2 },
  );
});

test('each part is told and put back as it was', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      for (const part of PARTS) {
        expect(toldIn(part, a, LISTS).state).toMatch(/not told|none|entries|fields/);
        if (isList(part)) {
          expect(withEntries(a, part, entriesIn(a, part))).toEqual(a);
          expect(entriesIn(withEntries(a, part, entriesIn(b, part)), part)).toEqual(entriesIn(b, part));
        } else {
          expect(withTogether(a, part, toldTogether(a, part))).toEqual(a);
          expect(toldTogether(withTogether(a, part, toldTogether(b, part)), part)).toEqual(
            toldTogether(b, part),
          );
        }
      }
    }),
    { numRuns: 200, seed: 3 },
  );
});
