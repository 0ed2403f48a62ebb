import { expect, test } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay } from '#kernel/dates.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { rulebook, whereTo, type Where, type Work } from './index.ts';

const { library } = loadLibrary('content');
const book = rulebook(library);
const on = mustDay('2026-11-22');
const complete = {
  coursework: [],
  experience: [],
  credentials: [],
  licenses: [],
  military: [],
  training: [],
  procedures: [],
};
const degree = {
  degree: 'associate',
  field: 'medical-laboratory-technology',
  completed: '2025-05',
  accredited: 'regional',
};
const mlt = {
  ...complete,
  education: [degree, { program: 'mlt', accreditor: 'naacls', completed: '2025-05' }],
  coursework: [{ subject: 'all', semesterHours: 70 }],
  credentials: [{ id: 'ascp-mlt', issued: '2025-08', expires: '2028-08' }],
};
const places = (record: object): Map<string, Where> =>
  new Map(
    whereTo(book, library, PersonRecord.parse({ benchpath: 'record/1', ...record }), on).places.map((p) => [
      p.code,
      p,
    ]),
  );
const said = (where: Where | undefined, work: Work) => {
  const { may, apply, because } = where!.work[work];
  return { may, apply, because };
};

test('every jurisdiction has its row: 50 states, the District and five territories', () => {
  expect(places(mlt).size).toBe(library.jurisdictions.size);
  expect(library.jurisdictions.size).toBe(56);
});

test('where no license is asked the federal rule decides', () => {
  expect(said(places(mlt).get('TX'), 'technician')).toEqual({ may: 'yes', apply: 'no', because: 'free' });
});

test('where a license is asked nobody works without it, and the rule may be met all the same', () => {
  expect(said(places(mlt).get('TN'), 'technician')).toEqual({ may: 'no', apply: 'yes', because: 'license' });
  expect(said(places(mlt).get('TN'), 'technologist')).toMatchObject({ may: 'no', apply: 'no' });
});

test('with the license held the work is open there and nowhere else', () => {
  const licensed = { ...mlt, licenses: [{ id: 'us-tn-mlt', issued: '2025-09', expires: '2027-09' }] };
  expect(said(places(licensed).get('TN'), 'technician')).toMatchObject({ may: 'yes', because: 'held' });
  expect(said(places(licensed).get('TN'), 'technologist').may).toBe('no');
  expect(said(places(licensed).get('MT'), 'technician').may).toBe('no');
});

test('a license that has lapsed opens nothing', () => {
  const lapsed = { ...mlt, licenses: [{ id: 'us-tn-mlt', issued: '2021-09', expires: '2023-09' }] };
  expect(said(places(lapsed).get('TN'), 'technician').may).toBe('no');
});

test('where nobody could settle whether a license is asked the answer is unknown', () => {
  expect(said(places(mlt).get('GU'), 'technician')).toEqual({
    may: 'unknown',
    apply: 'unknown',
    because: 'unsettled',
  });
});

test('a record that does not tell of licenses leaves the licensing states unknown', () => {
  const { licenses: _, ...untold } = mlt;
  expect(said(places(untold).get('TN'), 'technician')).toMatchObject({ may: 'unknown', because: 'untold' });
  expect(said(places(untold).get('TX'), 'technician').may).toBe('yes');
});

test('phlebotomists: four states ask, the rest were surveyed, a place that was not is unknown', () => {
  const rows = places({ ...complete, education: [{ degree: 'high-school', completed: '2020-06' }] });
  const asked = [...rows.values()]
    .filter((r) => r.work.phlebotomist.because === 'license')
    .map((r) => r.code);
  expect(asked).toEqual(['CA', 'LA', 'NV', 'WA']);
  expect(said(rows.get('OH'), 'phlebotomist').may).toBe('yes');
  expect(said(rows.get('DC'), 'phlebotomist').may).toBe('unknown');
});

test("a technologist's license opens a technician's work too", () => {
  const held = {
    ...complete,
    education: [{ ...degree, degree: 'bachelor' }],
    licenses: [{ id: 'us-fl-technologist', issued: '2025-09', expires: '2027-09' }],
  };
  expect(said(places(held).get('FL'), 'technician').may).toBe('yes');
});

test('a place whose license of that level is not on file says not known, not no', () => {
  expect(said(places(mlt).get('PR'), 'technician')).toEqual({
    may: 'no',
    apply: 'unknown',
    because: 'license',
  });
  expect(said(places(mlt).get('MP'), 'technician').apply).toBe('unknown');
});

test('for technician work the higher license counts: its unknown is not a no, and its yes is named first', () => {
  const mls = {
    ...complete,
    education: [
      { ...degree, degree: 'bachelor', field: 'medical-laboratory-science' },
      { program: 'mls', accreditor: 'naacls', completed: '2025-05' },
    ],
    coursework: [{ subject: 'all', semesterHours: 124 }],
    credentials: [{ id: 'ascp-mls', issued: '2025-08', expires: '2028-08' }],
  };
  expect(said(places(mls).get('ND'), 'technician').apply).toBe('unknown');
  const { licenses, apply } = places(mls).get('TN')!.work.technician;
  expect([apply, licenses[0]!.license.id]).toEqual(['yes', 'us-tn-technologist']);
});
