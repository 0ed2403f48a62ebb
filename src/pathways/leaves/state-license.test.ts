import { expect, test } from 'vitest';
import { proofOf, verdictOn } from '../testing/told.ts';

const license = (id: string, over: object = {}) => ({ id, issued: '2020-01-01', expires: null, ...over });
const ca = (id: string, over: object = {}) => ({ state: 'CA', licenses: [license(id, over)] });
const blood = { stateLicense: { level: 'phlebotomy' } };
const assistant = { stateLicense: { level: 'assistant' } };
const nevadan = { licenses: [license('us-nv-lab-assistant')] };

test.each([
  ['no state told', blood, {}, 'unknown'],
  ['a state that asks for none', blood, { state: 'MN' }, 'met'],
  ['one that asks it of testing people only', blood, { state: 'FL', licenses: [] }, 'met'],
  ['a state whose rule is not known', blood, { state: 'GU' }, 'unknown'],
  ['a state not on file', blood, { state: 'XX' }, 'unknown'],
  ['asked for, no license', blood, { state: 'CA', licenses: [] }, 'unmet'],
  ['asked for, licenses not told', blood, { state: 'CA' }, 'unknown'],
  ['a certificate to draw blood', blood, ca('us-ca-cpt-i'), 'met'],
  ['lapsed', blood, ca('us-ca-cpt-i', { expires: '2026-11-21' }), 'unmet'],
  ['a license that does not permit it', blood, ca('us-ca-cls'), 'unmet'],
  ["another state's", blood, { state: 'CA', ...nevadan }, 'unmet'],
  ["an assistant's that permits it", blood, { state: 'NV', ...nevadan }, 'met'],
  ['asked for, but no such license is on file', blood, { state: 'WA', licenses: [] }, 'unknown'],
  ['assistant, where such a license is on file', assistant, { state: 'NV', licenses: [] }, 'unmet'],
  ['assistant, held', assistant, { state: 'NV', ...nevadan }, 'met'],
  ['assistant, where none is on file', assistant, { state: 'CA', licenses: [] }, 'met'],
  ['assistant, a state whose rule is not known', assistant, { state: 'GU' }, 'unknown'],
])('the state asks for a license to draw blood or to assist: %s', (_name, condition, record, verdict) => {
  expect(verdictOn(condition, record)).toBe(verdict);
});

test('a certificate to draw blood is no license to test', () => {
  const testing = { stateLicense: { level: 'testing', complexity: 'moderate' } };
  expect(verdictOn(testing, ca('us-ca-cpt-i'))).toBe('unmet');
});

test('fault: where no license to supervise is on file, nobody could ever supervise; now the state is asked', () => {
  const supervisor = { stateLicense: { level: 'supervisor' } };
  const proof = proofOf(supervisor, { state: 'FL', licenses: [license('us-fl-technician')] });
  expect([proof.verdict, proof.ask]).toEqual(['unknown', ['ask:us-fl']]);
});
