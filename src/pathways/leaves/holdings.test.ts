import { expect, test } from 'vitest';
import { proofOf, verdictOn } from '../testing/told.ts';

// Judged on 2026-11-22; testing/told.ts names the licenses and the states.
const mlt = (over: object = {}) => ({ id: 'ascp-mlt', issued: '2024-08-01', expires: '2027-08-31', ...over });
const one = (over: object = {}) => ({ credential: { anyOf: ['ascp-mlt', 'amt-mlt'], ...over } });
const dated = { credential: { anyOf: [{ id: 'ascp-mlt', from: '2014-10-01' }] } };
const fresh = one({ within: { years: 2 } });

test.each([
  ['a list not told', one(), undefined, 'unknown'],
  ['an empty list', one(), [], 'unmet'],
  ['another credential', one(), [mlt({ id: 'ascp-mls' })], 'unmet'],
  ['held', one(), [mlt()], 'met'],
  ['one of two that will do', one(), [mlt({ id: 'amt-mlt' })], 'met'],
  ['issued on the day', one(), [mlt({ issued: '2026-11-22' })], 'met'],
  ['issued tomorrow', one(), [mlt({ issued: '2026-11-23' })], 'unmet'],
  ['issued this month, the day not told', one(), [mlt({ issued: '2026-11' })], 'unknown'],
  ['lapsed, where that does not matter', one(), [mlt({ expires: '2025-01-01' })], 'met'],
  ['current', one({ current: true }), [mlt({ expires: '2026-11-22' })], 'met'],
  ['lapsed yesterday', one({ current: true }), [mlt({ expires: '2026-11-21' })], 'unmet'],
  ['held for good', one({ current: true }), [mlt({ expires: null })], 'met'],
  ['its end not told', one({ current: true }), [mlt({ expires: undefined })], 'unknown'],
  ['active', one({ current: true }), [mlt({ status: 'active' })], 'met'],
  ['active, and lapsed by its date', one({ current: true }), [mlt({ expires: '2026-11-21', status: 'active' })], 'unmet'],
  ['suspended, whatever its dates', one({ current: true }), [mlt({ expires: null, status: 'suspended' })], 'unmet'],
  ['expired by its status, its end not told', one({ current: true }), [mlt({ expires: undefined, status: 'expired' })], 'unmet'],
  ['inactive, where that does not matter', one(), [mlt({ status: 'inactive' })], 'met'],
  ['a revoked one and another', one({ current: true }), [mlt({ status: 'revoked' }), mlt({ id: 'amt-mlt' })], 'met'],
  ['exam on the first day that counts', dated, [mlt({ issued: '2014-10-01' })], 'met'],
  ['exam on the day before', dated, [mlt({ issued: '2014-09-30' })], 'unmet'],
  ['exam in the month before or after, the year told', dated, [mlt({ issued: '2014-10' })], 'met'],
  ['exam day not told', dated, [mlt({ issued: undefined })], 'unknown'],
  ['issued two years ago to the day', fresh, [mlt({ issued: '2024-11-22' })], 'met'],
  ['issued a day before that', fresh, [mlt({ issued: '2024-11-21' })], 'unmet'],
  ['issued in that month', fresh, [mlt({ issued: '2024-11' })], 'unknown'],
  ['issued on a day not told', fresh, [mlt({ issued: undefined })], 'unknown'],
  ['issued only later', fresh, [mlt({ issued: '2026-11-23' })], 'unmet'],
  ['an old one and a fresh one', fresh, [mlt({ issued: '2015-08-01' }), mlt({ id: 'amt-mlt', issued: '2025-08-01' })], 'met'],
])('credential: %s', (_name, condition, credentials, verdict) => {
  expect(verdictOn(condition, credentials === undefined ? {} : { credentials })).toBe(verdict);
}); // prettier-ignore

const license = (id: string, over: object = {}) => ({
  id,
  issued: '2020-01-01',
  expires: '2027-01-31',
  ...over,
});
const elsewhere = { license: { level: 'technician', notIn: 'us-ca' } };

test.each([
  ['a list not told', elsewhere, undefined, 'unknown'],
  ['none held', elsewhere, [], 'unmet'],
  ['of another state', elsewhere, [license('us-fl-technician')], 'met'],
  ['of the state itself', elsewhere, [license('us-ca-mlt')], 'unmet'],
  ['of another level', { license: { level: 'technician' } }, [license('us-ca-cls')], 'unmet'],
  ['lapsed', elsewhere, [license('us-fl-technician', { expires: '2026-11-21' })], 'unmet'],
  ['lapsed, where that does not matter', { license: { ...elsewhere.license, current: false } }, [license('us-fl-technician', { expires: '2026-11-21' })], 'met'],
  ['inactive', elsewhere, [license('us-fl-technician', { status: 'inactive' })], 'unmet'],
  ['its end not told', elsewhere, [license('us-fl-technician', { expires: undefined })], 'unknown'],
  ['by its name', { license: { anyOf: ['us-ca-cls'] } }, [license('us-ca-cls')], 'met'],
  ['issued tomorrow', { license: { anyOf: ['us-ca-cls'] } }, [license('us-ca-cls', { issued: '2026-11-23' })], 'unmet'],
])('license: %s', (_name, condition, licenses, verdict) => {
  expect(verdictOn(condition, licenses === undefined ? {} : { licenses })).toBe(verdict);
}); // prettier-ignore

const testing = (complexity: 'moderate' | 'high') => ({ stateLicense: { level: 'testing', complexity } });

test.each([
  ['a state that asks for none', testing('high'), { state: 'MN' }, 'met'],
  ['a state nobody could settle', testing('high'), { state: 'GU' }, 'unknown'],
  ['the state not told', testing('high'), {}, 'unknown'],
  ['licenses not told', testing('high'), { state: 'CA' }, 'unknown'],
  ['no license', testing('moderate'), { state: 'CA', licenses: [] }, 'unmet'],
  ['a license of another state', testing('moderate'), { state: 'CA', licenses: [license('us-fl-technician')] }, 'unmet'],
  ['a technician, moderate complexity', testing('moderate'), { state: 'CA', licenses: [license('us-ca-mlt')] }, 'met'],
  ['a technician, high complexity', testing('high'), { state: 'CA', licenses: [license('us-ca-mlt')] }, 'unmet'],
  ['a scientist, high complexity', testing('high'), { state: 'CA', licenses: [license('us-ca-cls')] }, 'met'],
  ['a scientist supervises', { stateLicense: { level: 'supervisor' } }, { state: 'CA', licenses: [license('us-ca-cls')] }, 'met'],
  ['lapsed', testing('high'), { state: 'CA', licenses: [license('us-ca-cls', { expires: '2026-01-31' })] }, 'unmet'],
  ['suspended', testing('high'), { state: 'CA', licenses: [license('us-ca-cls', { status: 'suspended' })] }, 'unmet'],
])('the state asks for a license: %s', (_name, condition, record, verdict) => {
  expect(verdictOn(condition, record)).toBe(verdict);
}); // prettier-ignore

test('an open verdict asks for the date that is missing', () => {
  const asked = (condition: unknown, held: object) => proofOf(condition, { credentials: [held] }).ask;
  expect(asked(fresh, mlt({ issued: undefined }))).toEqual(['credentials[0].issued']);
  expect(asked(fresh, mlt({ issued: '2024-11' }))).toEqual(['credentials[0].issued']);
  expect(asked(one({ current: true }), mlt({ expires: undefined }))).toEqual(['credentials[0].expires']);
  expect(asked(fresh, mlt())).toEqual([]);
});

test('a proof says why one that is held does not count', () => {
  const facts = (over: object) =>
    proofOf(one({ current: true }), { credentials: [mlt(over)] }).facts.map((f) => f.text);
  expect(facts({ status: 'suspended' })).toEqual(['ascp-mlt, suspended']);
  expect(facts({ expires: '2026-11-21', status: 'active' })).toEqual(['ascp-mlt, lapsed']);
});
