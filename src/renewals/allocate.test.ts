import { expect, test } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay } from '#kernel/dates.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { Activity, allocate, fromPieces, holdingsOf, missingText, rulesOf } from './index.ts';

const rules = rulesOf(loadLibrary('content').library);
const ON = mustDay('2026-02-01');
const person = (lists: object) => holdingsOf(PersonRecord.parse({ benchpath: 'record/1', ...lists }));
const done = (...list: object[]) => list.map((a) => Activity.parse(a));

test('one hour counts for every body and state that accepts it, at once', () => {
  const holdings = person({
    credentials: [{ id: 'amt-mlt', issued: '2020-08-01', expires: '2026-07-31' }],
    licenses: [
      { id: 'us-ca-mlt', issued: '2020-10-01', expires: '2026-09-30' },
      { id: 'us-tn-mlt', issued: '2020-05-01', expires: '2026-04-30' },
    ],
  });
  const { standings } = allocate(
    rules,
    holdings,
    done({
      title: 'Coagulation',
      date: '2025-03-01',
      hours: 8,
      points: 8,
      areas: ['hematology'],
      kind: 'course',
      accreditation: ['amt', 'us-ca', 'us-tn'],
    }),
    ON,
  );
  expect(standings.map((s) => [s.id, s.unit, fromPieces(s.have), s.due])).toEqual([
    ['amt-mlt', 'point', 8, '2026-07-31'],
    ['us-ca-mlt', 'contact-hour', 8, '2026-09-30'],
    ['us-tn-mlt', 'contact-hour', 8, '2025-12-31'],
  ]);
  expect(standings.map((s) => fromPieces(s.missing.total!))).toEqual([37, 16, 16]);
});

test('what did not count says why, and whom or what to ask', () => {
  const holdings = person({ licenses: [{ id: 'us-nd-mlt', issued: '2020-07-01', expires: '2026-06-30' }] });
  const { standings } = allocate(
    rules,
    holdings,
    done(
      { id: 'cpr', title: 'CPR', date: '2025-09-01', hours: 4, areas: ['cpr'], accreditation: ['us-nd'] },
      { id: 'old', title: 'Old', date: '2023-09-01', hours: 4, areas: ['chemistry'] },
      { id: 'open', title: 'A talk', date: '2025-09-01', hours: 1, minutesPerHour: 50, areas: ['chemistry'] },
    ),
    ON,
  );
  const [nd] = standings;
  expect(nd!.left.map((l) => [l.activity, l.sure, l.why.map((w) => w.kind)])).toEqual([
    ['old', true, ['date']],
    ['open', false, ['provider']],
    ['cpr', true, ['refused']],
  ]);
  expect(nd!.left[2]!.why[0]!.cite).toEqual([{ source: 'nd-ce' }]);
  // One hour of those could count; 24 are owed: that is not enough whatever the board says.
  expect([nd!.verdict, nd!.confidence, fromPieces(nd!.missing.total!)]).toEqual(['unmet', 'verified', 24]);
});

test('a need that is only remembered is shown, with whom to ask, and takes nothing away', () => {
  const holdings = person({ credentials: [{ id: 'ascp-mlt', issued: '2024-07-01', expires: '2027-06-30' }] });
  const { standings } = allocate(
    rules,
    holdings,
    done({
      title: 'Chemistry',
      date: '2025-03-01',
      points: 36,
      areas: ['chemistry'],
      kind: 'course',
      accreditation: ['ascp'],
    }),
    ON,
  );
  const [cmp] = standings;
  expect([cmp!.verdict, fromPieces(cmp!.have), cmp!.missing.total]).toEqual(['unknown', 36, 0]);
  expect(cmp!.proof.parts.map((p) => [p.verdict, p.confidence, p.found])).toEqual([
    ['met', 'likely', '36 of 36'],
    ['unknown', 'unverified', '0 of 1'],
    ['unknown', 'unverified', '0 of 2'],
    ['unknown', 'unverified', '2 of 2'],
    ['unknown', 'unverified', '0 of 2'],
    ['unknown', 'unverified', '0 of 2'],
  ]);
  expect(cmp!.ask).toEqual(['ask:the body that owns the rule']);
});

test('the least cut names the needs that together lack hours, and the next activity is one of them', () => {
  const holdings = person({
    licenses: [
      {
        id: 'us-fl-technician',
        issued: '2020-01-01',
        expires: '2026-08-31',
        categories: ['chemistry', 'hematology'],
      },
    ],
  });
  const { standings, next } = allocate(
    rules,
    holdings,
    done(
      { title: 'HIV', date: '2025-03-01', hours: 1, areas: ['hiv-aids'], accreditation: ['us-fl'] },
      { title: 'Errors', date: '2025-03-01', hours: 2, areas: ['medical-errors'], accreditation: ['us-fl'] },
      { title: 'Chemistry', date: '2025-04-01', hours: 30, areas: ['chemistry'], accreditation: ['us-fl'] },
    ),
    ON,
  );
  const [fl] = standings;
  expect(fl!.cut).toEqual({ needs: ['florida-law', 'category:hematology'], asked: 240, have: 0 });
  expect(fl!.missing).toEqual({
    total: 240,
    any: 0,
    needs: [
      { key: 'florida-law', name: 'Florida laws and rules', amount: 120 },
      { key: 'category:hematology', name: 'hematology', amount: 120 },
    ],
  });
  expect(fl!.left.map((l) => [l.why[0]!.kind, fromPieces(l.amount!)])).toEqual([['surplus', 11]]);
  expect(next).toEqual({
    areas: ['hematology', 'florida-law'],
    gains: [{ holding: 'licenses[0]', id: 'us-fl-technician', due: '2026-08-31', amount: 120 }],
  });
});

test('no rule on file, no list told, and a license that never expires', () => {
  const holdings = person({
    credentials: [
      { id: 'aab-mlt', expires: '2026-12-31' },
      { id: 'ascp-mls', issued: '1990-08-01', expires: null },
    ],
    licenses: [{ id: 'us-ca-mlt', issued: '2020-10-01', expires: '2026-09-30' }],
  });
  const { standings, uncovered, next } = allocate(rules, holdings, null, ON);
  expect(uncovered.map((h) => h.id)).toEqual(['aab-mlt']);
  expect(standings.map((s) => [s.id, s.verdict, s.ask])).toEqual([
    ['ascp-mls', 'met', []],
    ['us-ca-mlt', 'unknown', ['activities']],
  ]);
  expect(next!.gains).toMatchObject([{ id: 'us-ca-mlt' }]);
});

test('a lapsed license that can be brought back says since when, and the next best activity is for it', () => {
  const holdings = person({
    credentials: [{ id: 'amt-mlt', issued: '2020-08-01', expires: '2026-07-31' }],
    licenses: [{ id: 'us-ca-mlt', issued: '2020-10-01', expires: '2025-12-31' }],
  });
  const { standings, next } = allocate(rules, holdings, done(), ON);
  expect(standings.map((s) => [s.id, s.lapsedOn, s.due, missingText(s)])).toEqual([
    ['amt-mlt', null, '2026-07-31', '45 points'],
    ['us-ca-mlt', '2025-12-31', null, '12 contact hours'],
  ]);
  expect(next!.gains).toMatchObject([
    { id: 'us-ca-mlt', due: null, amount: 12 * 120 },
    { id: 'amt-mlt', due: '2026-07-31', amount: 45 * 120 },
  ]);
});

test('a lapsed license for which no way back is on file is no reason for an activity', () => {
  const holdings = person({
    licenses: [{ id: 'us-fl-technician', issued: '2020-01-01', expires: '2024-08-31' }],
  });
  const { standings, next } = allocate(rules, holdings, done(), ON);
  expect(standings.map((s) => [s.verdict, s.lapsedOn, missingText(s)])).toEqual([
    ['unknown', '2024-08-31', null],
  ]);
  expect(next).toBeNull();
});

test('a subject that the words of a rule neither name nor rule out may count; one that they rule out does not', () => {
  const holdings = person({ licenses: [{ id: 'us-la-cls-t', issued: '2020-01-01', expires: '2026-12-31' }] });
  const by = { date: '2026-01-10', hours: 2, accreditation: ['us-la'] };
  const { standings } = allocate(
    rules,
    holdings,
    done(
      { id: 'pathogens', title: 'Bloodborne pathogens', areas: ['safety-refresher'], ...by },
      { id: 'leading', title: 'Leading', areas: ['management'], ...by },
    ),
    ON,
  );
  expect(standings[0]!.left.map((l) => [l.activity, l.sure, l.why[0]!.kind])).toEqual([
    ['pathogens', false, 'subject'],
    ['leading', true, 'subject'],
  ]);
});

test('what is inactive, suspended, revoked or expired by its status owes nothing that is on file, whatever its dates', () => {
  for (const status of ['inactive', 'suspended', 'revoked', 'expired'] as const) {
    const holdings = person({
      credentials: [{ id: 'ascp-mls', issued: '1990-08-01', expires: null, status }],
      licenses: [{ id: 'us-ca-mlt', issued: '2024-10-01', expires: '2026-09-30', status }],
    });
    const course = {
      id: 'c',
      title: 'Course',
      date: '2026-01-10',
      hours: 24,
      areas: ['chemistry'],
      accreditation: ['us-ca'],
    };
    const { standings, next } = allocate(rules, holdings, done(course), ON);
    expect(standings.map((s) => [s.verdict, s.stopped, s.due, s.period, missingText(s), s.counted])).toEqual([
      ['unknown', status, null, null, null, []],
      ['unknown', status, null, null, null, []],
    ]);
    expect(standings[1]!.left).toMatchObject([{ activity: 'c', sure: false }]);
    expect(next).toBeNull();
  }
  const active = person({
    licenses: [{ id: 'us-ca-mlt', issued: '2024-10-01', expires: '2026-09-30', status: 'active' }],
  });
  expect(allocate(rules, active, done(), ON).standings[0]).toMatchObject({
    stopped: null,
    due: '2026-09-30',
  });
});

test('where a first period may owe less, or hours may count, what is missing is said as the most', () => {
  const holdings = person({
    licenses: [
      { id: 'us-fl-technician', expires: '2026-08-31', categories: [] },
      { id: 'us-tn-mlt', issued: '2022-05-01', expires: '2027-04-30' },
      { id: 'us-ca-mlt', issued: '2022-10-01', expires: '2026-09-30' },
    ],
  });
  const course = { title: 'Course', date: '2026-01-10', hours: 4, areas: ['chemistry'] };
  const { standings } = allocate(rules, holdings, done({ ...course, accreditation: ['us-ca'] }), ON);
  expect(standings.map((s) => [s.verdict, missingText(s)])).toEqual([
    ['unmet', expect.stringMatching(/^up to 24 contact hours: /)],
    ['unmet', 'up to 24 contact hours'],
    ['unmet', '20 contact hours'],
  ]);
});
