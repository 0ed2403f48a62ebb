// A record that came in as a file can hold more than the questions ask for. Going through them must not take it away.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAF_KINDS } from '#content/index.ts';
import { mustDay } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { seeded } from '../testing/draw.ts';
import { pool } from '../testing/onfile.ts';
import { drawRecord, forgetful } from '../testing/records.ts';
import { NO_ANSWERS, type Form } from './answers.ts';
import { QUESTIONS } from './questions.ts';

const ON = mustDay('2026-11-22');
const kinds = new Set(LEAF_KINDS);
const answers = { ...NO_ANSWERS, asked: QUESTIONS.map((q) => q.id) };
const OFFER = { credentials: [], licenses: [], states: [] };

type Sent = { [field: string]: string[] };
const question = (id: string) => QUESTIONS.find((q) => q.id === id)!;

/** What the form shows, with some fields changed, sent; the record after it. Null when it is refused. */
function sent(id: string, record: PersonRecord, changes: Sent = {}): PersonRecord | null {
  const fields = question(id).fields({ record, answers, kinds, enlisting: true }, OFFER);
  const shown = fields.map((f) => [f.name, [f.value ?? []].flat().map(String)]);
  const all: Sent = { ...Object.fromEntries(shown), ...changes };
  const form: Form = { get: (name) => all[name]?.[0] ?? '', all: (name) => all[name] ?? [] };
  const read = question(id).read(form, record, answers);
  return 'wrong' in read ? null : read.record;
}

/** Empty fields, once sent, say none: that is an answer too, and the only thing that a form may add. */
const plain = (record: PersonRecord) => ({
  ...record,
  coursework: record.coursework?.map((c) => (c.includes?.length ? c : { ...c, includes: undefined })) ?? [],
  procedures: record.procedures?.filter((p) => p.count > 0) ?? [],
  limits: record.limits ?? {},
});

const records = fc.nat(2 ** 31).map((seed) => {
  const draw = seeded(seed);
  return forgetful(draw, drawRecord(draw, ON, pool), 25);
});

test.each(['state', 'born', 'school', 'degree', 'coursework', 'procedures', 'military', 'time', 'money'])(
  'the question %s, sent as it stands, leaves every record as it is',
  (id) => {
    fc.assert(
      fc.property(records, (record) => {
        if (!question(id).matters({ record, answers, kinds, enlisting: true })) return;
        const after = sent(id, record);
        if (after) expect(plain(after)).toEqual(plain(record));
      }),
      { numRuns: 500, seed: 1 },
    );
  },
);

describe('what was brought in and is not asked for stays', () => {
  const FILE: PersonRecord = {
    benchpath: 'record/1',
    education: [
      { degree: 'bachelor', field: 'zoology', completed: '2021-05-17', accredited: 'regional' },
      { degree: 'associate', field: 'biology', completed: '2019-06' },
      { program: 'mlt', accreditor: 'naacls' },
    ],
    coursework: [
      { subject: 'all', semesterHours: 120 },
      { subject: 'chemistry', quarterHours: 24, includes: ['organic-chemistry', 'general-chemistry'] },
      { subject: 'statistics', semesterHours: 3 },
      { subject: 'medical-laboratory', semesterHours: 12, includes: ['hematology'] },
    ],
    military: [
      { course: 'other', field: 'histology', weeks: 20, completed: '2010-03' },
      { course: 'navy-mlt', field: 'medical-laboratory', weeks: 52 },
    ],
    procedures: [
      { of: 'arterial-puncture', count: 4 },
      { of: 'venipuncture', count: 100 },
    ],
  };

  test('the highest degree is shown, wherever it stands; mending its month leaves the others', () => {
    const after = sent('school', FILE, { completed: ['2021-06'] });
    expect(after!.education).toEqual([
      { ...FILE.education![0], completed: '2021-06' },
      ...FILE.education!.slice(1),
    ]);
  });

  test('a lower degree told in its place takes away what contradicts it, and no more', () => {
    const after = sent('school', FILE, { school: ['associate'], completed: ['2019-06'] });
    expect(after!.education).toEqual(FILE.education!.slice(1));
    expect(sent('school', FILE, { school: ['none'] })!.education).toEqual(FILE.education!.slice(2));
  });

  test('a field of study that is on no list is kept until another is chosen', () => {
    expect(sent('degree', FILE, { accredited: ['national'] })!.education![0]).toMatchObject({
      field: 'zoology',
      accredited: 'national',
    });
    expect(sent('degree', FILE, { field: ['chemistry'] })!.education![0]).toMatchObject({
      field: 'chemistry',
    });
  });

  test('hours changed for one subject leave the other subjects, their units and their courses', () => {
    const after = sent('coursework', FILE, { all: ['124'], includes: ['organic-chemistry', 'microbiology'] });
    expect(after!.coursework).toEqual([
      { subject: 'all', quarterHours: 124 },
      FILE.coursework![1],
      FILE.coursework![2],
      { subject: 'medical-laboratory', semesterHours: 12, includes: [] },
      { subject: 'biology', includes: ['microbiology'] },
    ]);
  });

  test('the other unit chosen counts for every subject on the form', () => {
    const after = sent('coursework', FILE, { unit: ['semester'] });
    expect(after!.coursework!.map((c) => c.semesterHours)).toEqual([180, 24, 3, 18]);
  });

  test('other courses of service and other procedures stay', () => {
    expect(sent('military', FILE, { weeks: ['25'] })!.military).toEqual([
      { ...FILE.military![0], weeks: 25 },
      FILE.military![1],
    ]);
    expect(sent('procedures', FILE, { venipuncture: ['120'], 'skin-puncture': ['25'] })!.procedures).toEqual([
      { of: 'arterial-puncture', count: 4 },
      { of: 'venipuncture', count: 120 },
      { of: 'skin-puncture', count: 25 },
    ]);
  });
});
