import { expect, test } from 'vitest';
import { proofOf, verdictOn } from '../testing/told.ts';

const degree = (over: object = {}) => ({
  degree: 'bachelor',
  field: 'biology',
  completed: '2020-05-15',
  accredited: 'regional',
  ...over,
});
const program = (over: object = {}) => ({
  program: 'mlt',
  accreditor: 'naacls',
  completed: '2021-11-22',
  ...over,
});
const bachelor = (over: object = {}) => ({ degree: { level: 'bachelor', ...over } });
const mlt = (over: object = {}) => ({
  program: { types: ['mlt'], accreditors: ['naacls', 'abhes'], ...over },
});
const years5 = { within: { years: 5 } };

test.each([
  ['a list not told', bachelor(), undefined, 'unknown'],
  ['an empty list', bachelor(), [], 'unmet'],
  ['the degree itself', bachelor(), [degree()], 'met'],
  ['a higher one', bachelor(), [degree({ degree: 'master' })], 'met'],
  ['a lower one', bachelor(), [degree({ degree: 'associate' })], 'unmet'],
  ['a doctorate is no physician degree', { degree: { level: 'physician' } }, [degree({ degree: 'doctorate' })], 'unmet'],
  ['finished on the day', bachelor(), [degree({ completed: '2026-11-22' })], 'met'],
  ['finished the day after', bachelor(), [degree({ completed: '2026-11-23' })], 'unmet'],
  ['finished this month', bachelor(), [degree({ completed: '2026-11' })], 'unknown'],
  ['when is not told', bachelor(), [degree({ completed: undefined })], 'unknown'],
  ['national where any institution will do', bachelor({ accredited: 'institutional' }), [degree({ accredited: 'national' })], 'met'],
  ['national where regional is asked', bachelor({ accredited: 'regional' }), [degree({ accredited: 'national' })], 'unmet'],
  ['a foreign degree is a question', bachelor({ accredited: 'institutional' }), [degree({ accredited: 'foreign' })], 'unknown'],
  ['accreditation not told', bachelor({ accredited: 'institutional' }), [degree({ accredited: undefined })], 'unknown'],
  ['the field fits', bachelor({ fields: ['chemical'] }), [degree({ field: 'biochemistry' })], 'met'],
  ['the field does not', bachelor({ fields: ['chemical'] }), [degree()], 'unmet'],
  ['a field on nobody’s list is asked about', bachelor({ fields: ['chemical'] }), [degree({ field: 'perfumery' })], 'unknown'],
  ['one degree that fits is enough', bachelor({ fields: ['chemical'] }), [degree(), degree({ field: 'chemistry' })], 'met'],
  ['five years to the day', mlt(years5), [program()], 'met'],
  ['five years and a day', mlt(years5), [program({ completed: '2021-11-21' })], 'unmet'],
  ['the month in which the window closes', mlt(years5), [program({ completed: '2021-11' })], 'unknown'],
  ['the month before', mlt(years5), [program({ completed: '2021-10' })], 'unmet'],
  ['the other accreditor', mlt(), [program({ accreditor: 'abhes' })], 'met'],
  ['no accreditor', mlt(), [program({ accreditor: 'none' })], 'unmet'],
  ['accreditor not told', mlt(), [program({ accreditor: undefined })], 'unknown'],
  ['any accreditor', mlt({ accreditors: 'any' }), [program({ accreditor: undefined })], 'met'],
  ['accredited on the day of graduation', mlt(), [program({ accreditedSince: '2021-11-22' })], 'met'],
  ['accreditation gained after graduation', mlt(), [program({ accreditedSince: '2021-11-23' })], 'unmet'],
  ['accreditation gained in that month', mlt(), [program({ accreditedSince: '2021-11' })], 'unknown'],
  ['another program', mlt(), [program({ program: 'mla' })], 'unmet'],
  ['clock hours enough', mlt({ clockHours: 720 }), [program({ clockHours: 720 })], 'met'],
  ['clock hours short', mlt({ clockHours: 720 }), [program({ clockHours: 719 })], 'unmet'],
  ['clock hours not told', mlt({ clockHours: 720 }), [program()], 'unknown'],
  ['rotations', mlt({ rotations: ['chemistry'] }), [program({ rotations: ['chemistry', 'hematology'] })], 'met'],
  ['a rotation missing', mlt({ rotations: ['chemistry', 'cytology'] }), [program({ rotations: ['chemistry'] })], 'unmet'],
])('%s', (_name, condition, education, verdict) => {
  expect(verdictOn(condition, education ? { education } : {})).toBe(verdict);
}); // prettier-ignore

test('the leap day: a program of 2020-02-29 is five years old through 2025-02-28', () => {
  const record = { education: [program({ completed: '2020-02-29' })] };
  expect(verdictOn(mlt(years5), record, '2025-02-28')).toBe('met');
  expect(verdictOn(mlt(years5), record, '2025-03-01')).toBe('unmet');
});

test('disputed years of a program are unknown, and the body is asked, not the person', () => {
  const rule = mlt({ within: { years: 5, disputedTo: 10 } });
  const record = { education: [program({ completed: '2018-06-01' })] };
  expect(verdictOn(rule, record)).toBe('unknown');
  expect(proofOf(rule, record).ask).toEqual(['ask:how far back it may lie']);
  expect(verdictOn(rule, record, '2029-01-01')).toBe('unmet');
});

test('fault: a foreign degree and a month-only date asked nothing, or asked for what was told', () => {
  expect(
    proofOf(bachelor({ accredited: 'institutional' }), { education: [degree({ accredited: 'foreign' })] })
      .ask,
  ).toEqual(['ask:whether a foreign degree counts']);
  expect(proofOf(bachelor(), { education: [degree({ completed: '2026-11' })] }).ask).toEqual([
    'education[0].completed',
  ]);
});

test('a degree with hours of science looks at the courses', () => {
  const rule = bachelor({ scienceHours: 24 });
  const science = (semesterHours: number) => ({
    education: [degree()],
    coursework: [{ subject: 'science', semesterHours, includes: [] }],
  });
  expect(verdictOn(rule, science(24))).toBe('met');
  expect(verdictOn(rule, science(23))).toBe('unmet');
  expect(verdictOn(rule, { education: [degree()] })).toBe('unknown');
});
