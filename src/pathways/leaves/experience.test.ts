import { expect, test } from 'vitest';
import { Condition } from '#content/index.ts';
import { mustDay } from '#kernel/dates.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { prepare } from '../facts.ts';
import type { Log } from '../note.ts';
import { nameOf } from '../verdict.ts';
import { experienceTest } from './experience.ts';

// A year of work that must lie outside California.
const leaf = Condition.parse({ experience: { months: 12, as: ['laboratory-technologist'], notIn: 'us-ca' } });
const rule = experienceTest((leaf as { experience: never }).experience);
const at = { on: mustDay('2026-06-01'), state: null };

function judged(...states: (string | null)[]) {
  const jobs = states.map((state, i) => ({
    as: 'laboratory-technologist',
    setting: 'hospital',
    from: `${2020 + i}-01-01`,
    to: `${2020 + i}-12-31`,
    hoursPerWeek: 40,
    ...(state === null ? {} : { state }),
  }));
  const facts = prepare(PersonRecord.parse({ benchpath: 'record/1', experience: jobs }));
  const log: Log = { used: 0, note: { facts: [], found: '', ask: [] } };
  return { verdict: nameOf(rule(facts, at)), traced: nameOf(rule(facts, at, log)), ask: log.note!.ask };
}

test('work in another state counts', () => {
  expect(judged('MN')).toEqual({ verdict: 'met', traced: 'met', ask: [] });
});

test('work in the state that the rule leaves out does not count', () => {
  expect(judged('CA')).toEqual({ verdict: 'unmet', traced: 'unmet', ask: [] });
});

test('work whose state is not told is unknown, and the state is asked for', () => {
  expect(judged(null)).toEqual({ verdict: 'unknown', traced: 'unknown', ask: ['experience[0].state'] });
});

test('a year elsewhere decides, whatever the other jobs are', () => {
  expect(judged('CA', null, 'NV').verdict).toBe('met');
  expect(judged('CA', 'CA').verdict).toBe('unmet');
});
