import { Condition } from '#content/condition.ts';
import { mustDay } from '#kernel/dates.ts';
import { Record as PersonRecord } from '#record/schema.ts';
import { compile, judge, type Context } from '../compile.ts';
import { prepare } from '../facts.ts';
import { prove, type Proof } from '../proof.ts';
import { nameOf, type Verdict } from '../verdict.ts';

/** A small rulebook for tests of single conditions: three states' licenses, no other rules. */
export const CONTEXT: Context = {
  licenses: new Map([
    ['us-ca-mlt', { jurisdiction: 'us-ca', level: 'technician', permits: ['moderate-testing'] }],
    [
      'us-ca-cls',
      {
        jurisdiction: 'us-ca',
        level: 'technologist',
        permits: ['moderate-testing', 'high-testing', 'supervise'],
      },
    ],
    ['us-ca-cpt-i', { jurisdiction: 'us-ca', level: 'phlebotomy', permits: ['phlebotomy'] }],
    ['us-nv-lab-assistant', { jurisdiction: 'us-nv', level: 'assistant', permits: ['phlebotomy'] }],
    [
      'us-fl-technician',
      { jurisdiction: 'us-fl', level: 'technician', permits: ['moderate-testing', 'high-testing'] },
    ],
  ]),
  states: new Map([
    ['us-ca', { license: 'required', phlebotomyLicense: 'required' }],
    ['us-fl', { license: 'required', phlebotomyLicense: 'none' }],
    ['us-nv', { license: 'required', phlebotomyLicense: 'required' }],
    ['us-mn', { license: 'none', phlebotomyLicense: 'none' }],
    ['us-wa', { license: 'none', phlebotomyLicense: 'required' }],
    ['us-gu', { license: 'unknown', phlebotomyLicense: 'unknown' }],
  ]),
  eligible: () => 1,
};

const STANDING = { cite: [], as_of: null, confidence: 'verified' as const };

/** The verdict on one condition, written as in content, for a record written as in the record file. */
export function verdictOn(
  condition: unknown,
  record: object,
  on = '2026-11-22',
  state: string | null = null,
): Verdict {
  const rule = compile(Condition.parse(condition), CONTEXT, STANDING);
  const facts = prepare(PersonRecord.parse({ benchpath: 'record/1', ...record }));
  return nameOf(judge(rule, facts, { on: mustDay(on), state }));
}

export function proofOf(condition: unknown, record: object, on = '2026-11-22'): Proof {
  const rule = compile(Condition.parse(condition), CONTEXT, STANDING);
  const facts = prepare(PersonRecord.parse({ benchpath: 'record/1', ...record }));
  return prove(rule, facts, { on: mustDay(on), state: null }, (id) => id);
}
