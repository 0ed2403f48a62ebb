import { expect, test } from 'vitest';
import { proofOf, verdictOn } from '../testing/told.ts';

const military = { military: { fields: ['medical-laboratory'], weeks: 50, within: { years: 5 } } };
const course = (over: object = {}) => ({ course: 'army-68k', weeks: 52, completed: '2024-06-01', ...over });
const residency = { residency: { state: 'us-ca', months: 6 } };
const serving = { serving: { since: '2024-12-28', as: ['supervisor'] } };
const lead = (over: object = {}) => ({
  experience: [{ as: 'supervisor', setting: 'hospital', from: '2020-01-01', to: null, ...over }],
});

test.each([
  ['age: not told', { age: { min: 18 } }, {}, 'unknown'],
  ['age: surely', { age: { min: 18 } }, { born: 2007 }, 'met'],
  ['age: in the year of the birthday', { age: { min: 18 } }, { born: 2008 }, 'unknown'],
  ['age: not yet', { age: { min: 18 } }, { born: 2009 }, 'unmet'],
  ['residency: six months to the day', residency, { state: 'CA', stateSince: '2026-05-22' }, 'met'],
  ['residency: a day short', residency, { state: 'CA', stateSince: '2026-05-23' }, 'unmet'],
  ['residency: the month only', residency, { state: 'CA', stateSince: '2026-05' }, 'unknown'],
  ['residency: elsewhere', residency, { state: 'MN', stateSince: '2000-01-01' }, 'unmet'],
  ['residency: since when not told', residency, { state: 'CA' }, 'unknown'],
  ['residency: where not told', residency, {}, 'unknown'],
  ['military: not told', military, {}, 'unknown'],
  ['military: none', military, { military: [] }, 'unmet'],
  ['military: the course names its field', military, { military: [course()] }, 'met'],
  ['military: too short', military, { military: [course({ weeks: 49 })] }, 'unmet'],
  ['military: too long ago', military, { military: [course({ completed: '2021-11-21' })] }, 'unmet'],
  ['military: another course, no field told', military, { military: [course({ course: 'other' })] }, 'unknown'],
  ['military: another field', military, { military: [course({ course: 'other', field: 'phlebotomy' })] }, 'unmet'],
  ['military: weeks not told', military, { military: [course({ weeks: undefined })] }, 'unknown'],
  ['training: enough', { training: { topic: 'safety', hours: 4 } }, { training: [{ topic: 'safety', hours: 4, completed: '2026-11-22' }] }, 'met'],
  ['training: short', { training: { topic: 'safety', hours: 4 } }, { training: [{ topic: 'safety', hours: 3, completed: '2026-11-22' }] }, 'unmet'],
  ['training: hours not told', { training: { topic: 'safety', hours: 4 } }, { training: [{ topic: 'safety', completed: '2026-11-22' }] }, 'unknown'],
  ['training: another topic', { training: { topic: 'safety' } }, { training: [{ topic: 'other', completed: '2026-11-22' }] }, 'unmet'],
  ['procedures: not told', { procedures: { of: 'venipuncture', count: 100 } }, {}, 'unknown'],
  ['procedures: enough in two entries', { procedures: { of: 'venipuncture', count: 100 } }, { procedures: [{ of: 'venipuncture', count: 60 }, { of: 'venipuncture', count: 40 }] }, 'met'],
  ['procedures: short', { procedures: { of: 'venipuncture', count: 100 } }, { procedures: [{ of: 'venipuncture', count: 99 }] }, 'unmet'],
  ['procedures: both punctures are collections', { procedures: { of: 'blood-collection', count: 100 } }, { procedures: [{ of: 'venipuncture', count: 75 }, { of: 'skin-puncture', count: 25 }] }, 'met'],
  ['serving: possibly, the record cannot prove it', serving, lead(), 'unknown'],
  ['serving: not told', serving, {}, 'unknown'],
  ['serving: began too late', serving, lead({ from: '2024-12-29' }), 'unmet'],
  ['serving: stopped since', serving, lead({ to: '2026-01-01' }), 'unmet'],
  ['serving: another job', serving, lead({ as: 'phlebotomist' }), 'unmet'],
  ['formality: decides nothing', { formality: { what: 'pay the fee' } }, {}, 'met'],
  ['unread: always unknown', { unread: { what: 'the rest', ask: 'ASCP' } }, {}, 'unknown'],
  ['eligible: as the other rule says', { eligible: { for: 'ascp-mlt' } }, {}, 'unknown'],
  ['at least two of three', { at_least: { count: 2, of: [{ age: { min: 18 } }, residency, { formality: { what: 'x' } }] } }, { born: 1990 }, 'met'],
  ['at least two of three, one open', { at_least: { count: 2, of: [{ age: { min: 18 } }, residency, { formality: { what: 'x' } }] } }, { born: 2015 }, 'unknown'],
  ['at least two of three, two against', { at_least: { count: 2, of: [{ age: { min: 18 } }, residency, { formality: { what: 'x' } }] } }, { born: 2015, state: 'MN' }, 'unmet'],
  ['unverified never decides', { age: { min: 18 }, confidence: 'unverified' }, { born: 1990 }, 'unknown'],
  ['unverified, inherited from above', { all: [{ age: { min: 18 } }], confidence: 'unverified' }, { born: 2020 }, 'unknown'],
])('%s', (_name, condition, record, verdict) => expect(verdictOn(condition, record)).toBe(verdict)); // prettier-ignore

test('fault: a month-only date of residence left a verdict unknown and asked nothing', () => {
  expect(proofOf(residency, { state: 'CA', stateSince: '2026-05' }).ask).toEqual(['stateSince']);
});
