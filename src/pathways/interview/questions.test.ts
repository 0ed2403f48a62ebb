import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAF_KINDS } from '#content/index.ts';
import { EMPTY_RECORD, knownIn, readRecord, writeRecord } from '#record/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { book, library } from '../testing/onfile.ts';
import { NO_ANSWERS, type Answers, type Form } from './answers.ts';
import type { Field, Offer } from './question.ts';
import { QUESTIONS } from './questions.ts';

const option = (value: string) => ({ value, label: value });
const offer: Offer = {
  credentials: [...book.goals.values()].filter((g) => g.type === 'credential').map((g) => option(g.id)),
  licenses: [...library.licenses.keys()].map(option),
  states: [...library.jurisdictions.keys()].map((id) => option(id.slice(3))),
};
const kinds = new Set(LEAF_KINDS);
type Told = { record: PersonRecord; answers: Answers };
const fieldsOf = (question: (typeof QUESTIONS)[number], told: Told) =>
  question.fields({ ...told, kinds, enlisting: true }, offer);

type Sent = { [field: string]: readonly string[] };
const formOf = (sent: Sent): Form => ({
  get: (name) => sent[name]?.[0] ?? '',
  all: (name) => [...(sent[name] ?? [])],
});

const YEAR_MONTH = fc
  .tuple(fc.integer({ min: 2015, max: 2026 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => [`${year}-${month}`]);

/** What a person may put into a field, the right and the wrong. */
function entry(field: Field): fc.Arbitrary<readonly string[]> {
  if (field.kind === 'several') return fc.subarray(field.options.map((o) => o.value));
  if (field.kind === 'number')
    return fc.oneof(
      fc.integer({ min: field.min, max: field.max }).map((n) => [String(n)]),
      fc.constantFrom([''], ['-1'], ['many'], ['1e99']),
    );
  if (field.kind === 'month')
    return fc.oneof(YEAR_MONTH, fc.constantFrom([''], ['6/2019'], ['2019'], ['soon']));
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...field.options.map((o) => [o.value])) },
    { weight: 1, arbitrary: fc.constantFrom([''], ['nothing-of-this-name'], ['toString']) },
  );
}

/** Everything one person sends: for each question in its order a form. */
const person = fc.record(
  Object.fromEntries(
    QUESTIONS.map((question) => {
      const fields = fieldsOf(question, { record: EMPTY_RECORD, answers: NO_ANSWERS });
      return [question.id, fc.record(Object.fromEntries(fields.map((f) => [f.name, entry(f)])))];
    }),
  ),
);

/** The record after the questions that mattered. A wrong answer is left out, as the page does: it was not taken. */
function told(sent: { [question: string]: Sent }): Told & { taken: string[] } {
  let now: Told & { taken: string[] } = { record: EMPTY_RECORD, answers: NO_ANSWERS, taken: [] };
  for (const question of QUESTIONS) {
    if (!question.matters({ ...now, kinds, enlisting: true })) continue;
    const asked = { ...now.answers, asked: [...now.answers.asked, question.id] };
    const read = question.read(formOf(sent[question.id]!), now.record, asked);
    if (!('wrong' in read) && kept(read.record)) now = { ...read, taken: [...now.taken, question.id] };
  }
  return now;
}

function kept(record: PersonRecord): PersonRecord | null {
  const read = readRecord(writeRecord(record), 'record', knownIn(library));
  return 'record' in read ? read.record : null;
}

test('the questions are asked in this order', () => {
  expect(QUESTIONS.map((q) => q.id).join(' ')).toBe(
    'goal state born school degree program coursework experience procedures military credentials licenses time money enlist',
  );
});

test('what is wrong is said of a field of the question, and a wrong answer is no record', () => {
  fc.assert(
    fc.property(person, (sent) => {
      for (const question of QUESTIONS) {
        const read = question.read(formOf(sent[question.id]!), EMPTY_RECORD, NO_ANSWERS);
        const names = fieldsOf(question, { record: EMPTY_RECORD, answers: NO_ANSWERS }).map((f) => f.name);
        if ('wrong' in read) for (const field of Object.keys(read.wrong)) expect(names).toContain(field);
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('whatever is told comes out of the record’s own file as it was', () => {
  fc.assert(
    fc.property(person, (sent) => {
      const { record } = told(sent);
      expect(kept(record)).toEqual(record);
    }),
    { numRuns: 100, seed: 2 },
  );
});

test('going back and sending a question as it stands changes nothing', () => {
  fc.assert(
    fc.property(person, (sent) => {
      const { taken, ...now } = told(sent);
      for (const question of QUESTIONS.filter((q) => !q.entries && taken.includes(q.id))) {
        const shown = fieldsOf(question, now).map((f) => [f.name, [f.value ?? []].flat().map(String)]);
        const read = question.read(formOf(Object.fromEntries(shown) as Sent), now.record, now.answers);
        if (!('wrong' in read)) expect(read, question.id).toEqual(now);
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('an entry added to a list is the one that is removed, and the list can be closed', () => {
  fc.assert(
    fc.property(person, person, (first, second) => {
      const before = told(first).record;
      for (const question of QUESTIONS.filter((q) => q.entries)) {
        const read = question.read(formOf(second[question.id]!), before, NO_ANSWERS);
        if ('wrong' in read) continue;
        const [old, now] = [question.entries!(before), question.entries!(read.record)];
        expect(now.slice(0, -1)).toEqual(old);
        expect(question.entries!(question.without!(read.record, old.length))).toEqual(old);
        expect(question.closed!(read.record)).toEqual(read.record);
        expect(question.entries!(question.closed!(EMPTY_RECORD))).toEqual([]);
      }
    }),
    { numRuns: 100, seed: 4 },
  );
});
