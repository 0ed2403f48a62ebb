import { expect, test } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay } from '#kernel/dates.ts';
import { rulebook } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { holdingsOf, type Opened } from './holdings.ts';

const { library } = loadLibrary('content');
const book = rulebook(library);
const ON = mustDay('2026-07-01');
const MLT: PersonRecord = {
  benchpath: 'record/1',
  state: 'FL',
  born: 1995,
  education: [
    {
      degree: 'associate',
      field: 'medical-laboratory-technology',
      completed: '2019-05',
      accredited: 'regional',
    },
    { program: 'mlt', accreditor: 'naacls', completed: '2019-05' },
  ],
  coursework: [{ subject: 'all', semesterHours: 70 }],
  experience: [],
  military: [],
  training: [],
  procedures: [],
  credentials: [{ id: 'ascp-mlt', issued: '2019-07-01', expires: '2027-06-30', number: '0012345' }],
  licenses: [{ id: 'us-fl-technician', issued: '2020-01-01', expires: '2026-08-31' }],
};
const said = (list: Opened[]) => list.map((o) => ('rule' in o ? o.rule : `${o.work} ${o.place}`));

test('what ends soonest comes first, with the days that are left', () => {
  const [license, credential] = holdingsOf(book, library, MLT, ON);
  expect([license!.entry.id, license!.daysLeft, license!.current]).toEqual(['us-fl-technician', 61, 'met']);
  expect([credential!.entry.id, credential!.daysLeft, credential!.entry.number]).toEqual([
    'ascp-mlt',
    364,
    '0012345',
  ]);
});

test('a license opens work in its state, and takes it along when it lapses', () => {
  const [license] = holdingsOf(book, library, MLT, ON);
  expect(said(license!.permits)).toContain('technician FL');
  expect(said(license!.lapses)).toContain('technician FL');
});

test('what rests on a certification is what is met with it and not without it', () => {
  const held = holdingsOf(book, library, MLT, ON).find(({ entry }) => entry.id === 'ascp-mlt')!;
  const names = said(held.permits);
  expect(names.length).toBeGreaterThan(0);
  const alone = holdingsOf(book, library, { ...MLT, credentials: [] }, ON);
  expect(alone.map(({ entry }) => entry.id)).toEqual(['us-fl-technician']);
  // Never more lapses than what it opened.
  expect(said(held.lapses).filter((name) => !names.includes(name))).toEqual([]);
});

test('lapsed, unknown and unlisted holdings are said as what they are', () => {
  const record: PersonRecord = {
    ...MLT,
    credentials: [{ id: 'ascp-mlt', expires: '2020-01' }, { id: 'amt-mlt' }, { id: 'a-body-of-nowhere' }],
    licenses: [],
  };
  const held = new Map(holdingsOf(book, library, record, ON).map((h) => [h.entry.id, h]));
  expect(held.get('ascp-mlt')).toMatchObject({ current: 'unmet', permits: [], lapses: [] });
  expect(held.get('ascp-mlt')!.daysLeft).toBeLessThan(0);
  expect(held.get('amt-mlt')).toMatchObject({ current: 'unknown', daysLeft: null });
  expect(held.get('a-body-of-nowhere')).toMatchObject({ goal: null, daysLeft: null });
});

test('a record that tells of no holdings has an empty wallet', () => {
  expect(holdingsOf(book, library, { benchpath: 'record/1' }, ON)).toEqual([]);
});
