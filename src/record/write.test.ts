import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LABORATORY_AREAS } from '#content/index.ts';
import { isoOf } from '#kernel/dates.ts';
import {
  ACCREDITORS,
  DISCIPLINES,
  MILITARY_COURSES,
  MILITARY_FIELDS,
  PROCEDURES,
  PROGRAMS,
  SETTINGS,
  STATUSES,
  WORK,
} from '#kernel/words.ts';
import { Record, readRecord, writeRecord } from './index.ts';

const some = { requiredKeys: [] as never[] };
const day = fc.integer({ min: -25_000, max: 47_000 }).map(isoOf);
const date = fc.oneof(
  day,
  day.map((d) => d.slice(0, 7)),
);
const until = fc.option(date);
const hours = fc.double({ min: 0, max: 168, noNaN: true }).map((n) => n || 0);
const word = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom(
    'no',
    '1999',
    '2024-05',
    'null',
    '~',
    '# x',
    '- a',
    '*a',
    '"',
    "'",
    '{ a: 1 }',
    'a: b',
    ' x ',
    'x\ny',
    'é',
    '<<',
    '0x1F',
    '\u0085',
    '\t',
    '\u2028',
  ),
);
const words = (list: readonly string[]) => fc.subarray([...list]);
const holding = {
  id: word,
  issued: date,
  expires: until,
  number: word,
  status: fc.constantFrom(...STATUSES),
};
const held = fc.record(holding, { requiredKeys: ['id'] });
const licensed = fc.record({ ...holding, categories: words(LABORATORY_AREAS) }, { requiredKeys: ['id'] });
const job = fc
  .record(
    {
      as: fc.constantFrom(...WORK),
      setting: fc.constantFrom(...SETTINGS),
      from: date,
      to: until,
      hoursPerWeek: hours,
      disciplines: words(DISCIPLINES),
      complexity: fc.constantFrom('waived', 'moderate', 'high'),
      state: word,
      payUsdPerYear: hours,
    },
    some,
  )
  .filter((j) => Record.safeParse({ benchpath: 'record/1', experience: [j] }).success);
const degree = fc.record(
  {
    degree: fc.constantFrom('high-school', 'associate', 'bachelor', 'physician'),
    field: word,
    completed: date,
    accredited: fc.constantFrom('regional', 'foreign'),
  },
  { requiredKeys: ['degree'] },
);
const program = fc.record(
  {
    program: fc.constantFrom(...PROGRAMS),
    accreditor: fc.constantFrom(...ACCREDITORS),
    completed: date,
    accreditedSince: date,
    clockHours: hours,
    rotations: words(DISCIPLINES),
  },
  { requiredKeys: ['program'] },
);
const course = fc.oneof(
  fc.record(
    { subject: word, semesterHours: hours, includes: fc.array(word), completed: date },
    { requiredKeys: ['subject'] },
  ),
  fc.record({ subject: word, quarterHours: hours }),
);
const record = fc.record(
  {
    benchpath: fc.constant('record/1' as const),
    state: fc.constantFrom('MN', 'NO', 'CA'),
    stateSince: date,
    born: fc.integer({ min: 1900, max: 2100 }),
    education: fc.array(fc.oneof(degree, program)),
    coursework: fc.array(course),
    experience: fc.array(job),
    credentials: fc.array(held),
    licenses: fc.array(licensed),
    military: fc.array(
      fc.record(
        {
          course: fc.constantFrom(...MILITARY_COURSES),
          field: fc.constantFrom(...MILITARY_FIELDS),
          weeks: hours,
          completed: date,
        },
        some,
      ),
    ),
    training: fc.array(
      fc.record({ topic: word, hours, weeks: hours, completed: date }, { requiredKeys: ['topic'] }),
    ),
    procedures: fc.array(fc.record({ of: fc.constantFrom(...PROCEDURES), count: fc.nat() })),
    limits: fc.record(
      {
        studyHoursPerWeek: hours,
        workHoursPerWeek: hours,
        budgetUsd: hours,
        keepEarningHoursPerWeek: hours,
        states: fc.array(word),
        enlist: fc.boolean(),
      },
      some,
    ),
  },
  { requiredKeys: ['benchpath'] },
);

/** A credential cannot end before it was issued; the reader says so, so none is drawn. */
const sensible = (r: Record) =>
  [...(r.credentials ?? []), ...(r.licenses ?? [])].every(
    (h) => !h.issued || !h.expires || h.issued.slice(0, 7) < h.expires.slice(0, 7),
  );

test('reading what was written gives the record, and the same record gives the same text', () => {
  fc.assert(
    fc.property(record, (drawn) => {
      const r = Record.parse(drawn);
      fc.pre(sensible(r));
      const text = writeRecord(r);
      const read = readRecord(text, 'x');
      expect(read, text).toEqual({ record: r });
      expect(writeRecord((read as { record: Record }).record)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test('the order in which a record was built does not show', () => {
  expect(
    writeRecord({
      born: 1999,
      state: 'MN',
      benchpath: 'record/1',
      credentials: [{ issued: '2024-05', id: 'ascp-mlt' }],
    }),
  ).toBe('benchpath: record/1\nstate: MN\nborn: 1999\ncredentials:\n  - { id: ascp-mlt, issued: 2024-05 }\n');
});

test('every example survives writing and reading', () => {
  for (const name of readdirSync('examples').filter((n) => n.endsWith('.yaml'))) {
    const read = readRecord(readFileSync(`examples/${name}`, 'utf8'), name);
    expect('record' in read && readRecord(writeRecord(read.record), name), name).toEqual(read);
  }
});

test('an entry begins with what it is, as its schema does', () => {
  const military = [{ completed: '2023-06', weeks: 52, course: 'army-68k' as const }];
  const training = [{ weeks: 2, topic: 'phlebotomy' }];
  expect(writeRecord({ benchpath: 'record/1', military, training })).toBe(
    'benchpath: record/1\nmilitary:\n  - { course: army-68k, weeks: 52, completed: 2023-06 }\n' +
      'training:\n  - { topic: phlebotomy, weeks: 2 }\n',
  );
});
