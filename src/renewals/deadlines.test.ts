import ICAL from 'ical.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { isoOf, mustDay } from '#kernel/dates.ts';
import { rulebook } from '#pathways/index.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { allocate, deadlines, feedOf, holdingsOf, rulesOf, type Deadline } from './index.ts';

const { library } = loadLibrary('content');
const rules = rulesOf(library);
const book = rulebook(library);
const ON = mustDay('2026-07-01');

function daysOf(told: object, plan: Parameters<typeof deadlines>[0]['plan'] = null): Deadline[] {
  const record = PersonRecord.parse({ benchpath: 'record/1', ...told });
  const { standings } = allocate(rules, holdingsOf(record), [], ON);
  return deadlines({ book, rules, record, standings, plan }, ON);
}
const short = (list: Deadline[]) => list.map((d) => [d.on, d.kind, d.about]);

test('what expires and what is due, soonest first, each with its source', () => {
  const list = daysOf({
    credentials: [{ id: 'ascp-mls', issued: '2020-08-01', expires: '2029-07-31' }],
    licenses: [
      { id: 'us-ca-cls', issued: '2020-10-01', expires: '2026-09-30' },
      { id: 'us-tn-technologist', issued: '2022-05-01', expires: '2027-04-30' },
    ],
    education: [],
  });
  expect(short(list)).toEqual([
    ['2026-09-30', 'expires', 'us-ca-cls'],
    ['2026-09-30', 'education', 'us-ca-cls'],
    ['2026-12-31', 'education', 'us-tn-technologist'],
    ['2027-04-30', 'expires', 'us-tn-technologist'],
    ['2029-07-31', 'expires', 'ascp-mls'],
    ['2029-07-31', 'education', 'ascp-mls'],
  ]);
  expect(list[1]).toMatchObject({
    what: expect.stringContaining('24 contact hours of continuing education still to do'),
    overdue: false,
    source: {
      from: 'rules',
      path: 'licenses[0]',
      cite: [{ source: 'ca-cdph-renewal' }],
      confidence: 'verified',
    },
  });
  expect(list[0]!.source).toEqual({
    from: 'record',
    path: 'licenses[0].expires',
    cite: [],
    confidence: 'verified',
  });
});

test('a program counts for five years: the last day on which it still opens the pathway', () => {
  const told = {
    state: 'MN',
    education: [
      {
        degree: 'associate',
        field: 'medical-laboratory-technology',
        completed: '2024-05-15',
        accredited: 'regional',
      },
      { program: 'mlt', accreditor: 'naacls', completed: '2024-05-15' },
    ],
    experience: [],
    credentials: [],
    licenses: [],
  };
  const window = daysOf(told).find((d) => d.about === 'ascp-mlt');
  expect(window).toMatchObject({
    on: '2029-05-15',
    kind: 'window',
    what: 'Last day to apply for MLT(ASCP) by “Accredited MLT program”',
  });
  expect(window!.source.cite.length).toBeGreaterThan(0);
  // Whoever holds the certification, or a higher one, is told nothing of its window.
  expect(
    daysOf({ ...told, credentials: [{ id: 'ascp-mlt', issued: '2024-07-01', expires: '2027-06-30' }] }).some(
      (d) => d.about === 'ascp-mlt' && d.kind === 'window',
    ),
  ).toBe(false);
});

test('hours that had to be done before now are overdue, and come first', () => {
  const [first] = daysOf({ licenses: [{ id: 'us-tn-mlt', issued: '2020-05-01', expires: '2026-08-31' }] });
  expect(first).toMatchObject({ on: '2025-12-31', kind: 'education', overdue: true });
  expect(first!.what).toContain('24 contact hours of continuing education were missing');
});

test('where all licenses end on one day, a day that is not told is that one, only likely', () => {
  const list = daysOf({
    licenses: [{ id: 'us-fl-technician', issued: '2020-05-01', categories: ['chemistry'] }],
  });
  expect(list.find((d) => d.kind === 'expires')).toMatchObject({
    on: '2026-08-31',
    source: { from: 'rules', confidence: 'likely' },
    note: 'Your record does not tell the day; licenses of this kind end on it.',
  });
});

test('the plan’s applications, and the ways of it that close', () => {
  const step = {
    move: 'exam:ascp-mlt',
    kind: 'exam',
    source: 'ascp-mlt',
    name: 'MLT(ASCP): apply and sit',
    from: '2026-09-01',
    to: '2026-11-01',
    cite: ['s07'],
    confidence: 'likely',
  };
  const plan = { steps: [step], deadlines: [{ on: '2027-01-01', what: 'The way closes' }] };
  const list = daysOf({ credentials: [], licenses: [], education: [] }, plan as never);
  expect(short(list)).toEqual([
    ['2026-09-01', 'plan', 'ascp-mlt'],
    ['2027-01-01', 'window', 'The way closes'],
  ]);
  expect(list[0]!.source).toEqual({ from: 'plan', cite: [{ source: 's07' }], confidence: 'likely' });
});

const STAMP = '2026-07-01T12:00:00.000Z';
const readBack = (file: string) =>
  new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((v) => {
    const event = new ICAL.Event(v);
    return {
      uid: event.uid,
      from: event.startDate.toString(),
      title: event.summary,
      url: String(v.getFirstPropertyValue('url')),
    };
  });

test('the feed comes back by another reader, each deadline once, under a name that stays', () => {
  const told = { licenses: [{ id: 'us-ca-mlt', issued: '2020-10-01', expires: '2026-09-30' }] };
  const list = daysOf(told);
  const read = readBack(feedOf(list, STAMP, 'https://example.org/renewals'));
  expect(read.map((e) => [e.from, e.title, e.url])).toEqual(
    list.map((d) => [d.on, d.what, 'https://example.org/renewals']),
  );
  expect(read[0]!.uid).toBe('expires-us-ca-mlt@deadlines.benchpath');
  // The license is renewed: the same two entries move.
  const later = readBack(
    feedOf(daysOf({ licenses: [{ ...told.licenses[0], expires: '2028-09-30' }] }), STAMP),
  );
  expect(later.map((e) => e.uid).sort()).toEqual(read.map((e) => e.uid).sort());
});

test('whatever the deadlines, the feed is a calendar with as many entries, all of different names', () => {
  const day = fc.integer({ min: ON - 400, max: ON + 4000 }).map(isoOf);
  const deadline = fc.record({
    on: day,
    kind: fc.constantFrom('expires', 'education', 'window', 'plan'),
    about: fc.constantFrom('us-ca-mlt', 'ascp-mlt', 'A way; closes, “so”'),
    what: fc.string({ unit: 'grapheme', maxLength: 80 }),
    note: fc.string({ unit: 'grapheme', maxLength: 80 }),
    overdue: fc.boolean(),
    source: fc.constant({ from: 'rules', cite: [{ source: 's1' }], confidence: 'likely' }),
  }) as fc.Arbitrary<Deadline>;
  fc.assert(
    fc.property(fc.array(deadline, { maxLength: 12 }), (list) => {
      const read = readBack(feedOf(list, STAMP));
      expect(read.map((e) => e.from)).toEqual(list.map((d) => d.on));
      expect(new Set(read.map((e) => e.uid)).size).toBe(list.length);
    }),
    { numRuns: 200 },
  );
});
