import { expect, test } from 'vitest';
import { proofOf, verdictOn } from '../testing/told.ts';

// Judged on 2026-11-22.
const job = (over: object = {}) => ({
  as: 'laboratory-technician',
  setting: 'hospital',
  from: '2024-11-22',
  to: '2026-11-21',
  hoursPerWeek: 40,
  disciplines: ['chemistry'],
  ...over,
});
const work = (over: object = {}) => ({ experience: { months: 24, ...over } });
const both = { disciplines: ['chemistry', 'hematology'] };
const abroad = { months: 12, notIn: 'us-ca' };
const year = (from: string, over: object = {}) =>
  job({ from: `${from}-01-01`, to: `${from}-12-31`, ...over });

test.each([
  ['a list not told', work(), undefined, 'unknown'],
  ['an empty list', work(), [], 'unmet'],
  ['two years to the day', work(), [job()], 'met'],
  ['two years less a day', work(), [job({ from: '2024-11-23' })], 'unmet'],
  ['still going on', work(), [job({ to: null })], 'met'],
  ['the end not told', work(), [job({ to: undefined })], 'unknown'],
  ['the beginning not told', work(), [job({ from: undefined })], 'unknown'],
  ['the beginning by its month only', work(), [job({ from: '2024-11' })], 'unknown'],
  ['half time', work(), [job({ hoursPerWeek: 17.5 })], 'unmet'],
  ['half time for twice as long', work(), [job({ from: '2022-11-22', hoursPerWeek: 17.5 })], 'met'],
  ['hours a week not told', work(), [job({ hoursPerWeek: undefined })], 'unknown'],
  ['two full-time jobs at once are one', work(), [job({ from: '2025-11-22' }), job({ from: '2025-11-22' })], 'unmet'],
  ['two half-time jobs at once add up', work(), [job({ hoursPerWeek: 17.5 }), job({ hoursPerWeek: 17.5 })], 'met'],
  ['one after the other', work(), [year('2024'), year('2025')], 'met'],
  ['only in the future', work({ months: 1 }), [job({ from: '2026-12-01', to: null })], 'unmet'],
  ['hours: enough', { experience: { hours: 1040 } }, [job({ from: '2026-05-25' })], 'unmet'],
  ['hours: half a year of full weeks', { experience: { hours: 1040 } }, [job({ from: '2026-05-23' })], 'met'],
  ['full time by the rule', work({ fullTimeHours: 40 }), [job({ hoursPerWeek: 35 })], 'unmet'],
  ['one of the departments is missing', work(both), [job()], 'unmet'],
  ['both departments in one job', work(both), [job(both)], 'met'],
  ['any one of the departments', work({ ...both, cover: 1 }), [job()], 'met'],
  ['departments not told', work(both), [job({ disciplines: undefined })], 'unknown'],
  ['another department', work(both), [job({ disciplines: ['histology'] })], 'unmet'],
  ['a phlebotomist in chemistry is a question', work({ disciplines: ['chemistry'] }), [job({ as: 'phlebotomist' })], 'unknown'],
  ['a phlebotomist, no department named', work(), [job({ as: 'phlebotomist' })], 'unknown'],
  ['the role asked for', work({ as: ['laboratory-technologist'] }), [job()], 'unmet'],
  ['the role not told', work({ as: ['laboratory-technologist'] }), [job({ as: undefined })], 'unknown'],
  ['research is not clinical', work(), [job({ setting: 'research' })], 'unmet'],
  ['research, where any place counts', work({ settings: 'any' }), [job({ setting: 'research' })], 'met'],
  ['a place not told', work(), [job({ setting: undefined })], 'unknown'],
  ['some other place', work(), [job({ setting: 'other' })], 'unknown'],
  ['a school, where only schools count', work({ settings: ['school'] }), [job({ setting: 'school' })], 'met'],
  ['high complexity', work({ complexity: 'high' }), [job({ complexity: 'high' })], 'met'],
  ['moderate is not high', work({ complexity: 'high' }), [job({ complexity: 'moderate' })], 'unmet'],
  ['moderate is nonwaived', work({ complexity: 'nonwaived' }), [job({ complexity: 'moderate' })], 'met'],
  ['complexity not told', work({ complexity: 'high' }), [job()], 'unknown'],
  ['inside the look-back', { experience: { months: 12, within: { years: 5 } } }, [year('2022')], 'met'],
  ['partly before the look-back', { experience: { months: 12, within: { years: 5 } } }, [year('2021')], 'unmet'],
  ['between two look-backs in dispute', { experience: { months: 12, within: { years: 5, disputedTo: 6 } } }, [year('2021')], 'unknown'],
  ['outside the state that does not count', { experience: abroad }, [year('2025', { state: 'MN' })], 'met'],
  ['in the state that does not count', { experience: abroad }, [year('2025', { state: 'CA' })], 'unmet'],
  ['the state of the job not told', { experience: abroad }, [year('2025')], 'unknown'],
  ['a year elsewhere among others', { experience: abroad }, [year('2023', { state: 'CA' }), year('2024'), year('2025', { state: 'NV' })], 'met'],
  ['part of the year in that state', { experience: abroad }, [year('2025', { state: 'MN', to: '2025-06-30' }), year('2025', { state: 'CA', from: '2025-07-01' })], 'unmet'],
])('%s', (_name, condition, experience, verdict) => {
  expect(verdictOn(condition, experience === undefined ? {} : { experience })).toBe(verdict);
}); // prettier-ignore

const holding = { experience: { months: 24, whileHolding: ['ascp-mlt', 'us-ca-mlt'] } };
const held = (issued?: string) => ({
  credentials: [{ id: 'ascp-mlt', ...(issued ? { issued } : {}) }],
  licenses: [],
});

test.each([
  ['held all the while', held('2024-11-22'), 'met'],
  ['held from a day later', held('2024-11-23'), 'unmet'],
  ['since when not told', held(), 'unknown'],
  ['never held', { credentials: [], licenses: [] }, 'unmet'],
  ['credentials told, licenses not', { credentials: [] }, 'unknown'],
  ['the license instead', { credentials: [], licenses: [{ id: 'us-ca-mlt', issued: '2020-01-01' }] }, 'met'],
])('after earning: %s', (_name, record, verdict) => {
  expect(verdictOn(holding, { experience: [job()], ...record })).toBe(verdict);
});

test('an open verdict asks for what was not told, and a settled one asks nothing', () => {
  const asked = (experience: object[]) => proofOf({ experience: abroad }, { experience }).ask;
  expect(asked([year('2025')])).toEqual(['experience[0].state']);
  expect(asked([year('2025', { state: 'CA' })])).toEqual([]);
  expect(asked([year('2025', { state: 'MN' })])).toEqual([]);
});
