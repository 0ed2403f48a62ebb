import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { compile, judge } from '../compile.ts';
import { prepare } from '../facts.ts';
import { book, library } from '../testing/onfile.ts';
import { nameOf } from '../verdict.ts';
import { build } from './build.ts';
import { situationOf } from './frontier.ts';
import type { Need } from './problem.ts';

const on = mustDay('2026-11-22');
const pay = () => ({ usdPerYear: 40_000, basis: 'test', cite: [] });
const person = (state: string, license?: string): PersonRecord => ({
  benchpath: 'record/1', state, born: 2000, coursework: [], experience: [], credentials: [], military: [], training: [], procedures: [],
  education: [{ degree: 'high-school', completed: '2018-06' }, { program: 'phlebotomy', accreditor: 'naacls', completed: '2026-06' }],
  licenses: license ? [{ id: license, issued: '2026-07-01', expires: '2028-07-01' }] : [],
}); // prettier-ignore

/** Could the need be met at all, if every atom were? */
const possible = (need: Need): boolean =>
  'all' in need ? need.all.every(possible) : 'any' in need ? need.any.some(possible) : true;

const planFor = (record: PersonRecord, goal: string) =>
  build(situationOf({ book, library, pay }, record, goal, undefined, on)!);

test.each([
  ['MN', undefined, true],
  ['FL', undefined, true],
  ['CA', undefined, false],
  ['CA', 'us-ca-cpt-i', true],
  ['CA', 'us-ca-cls', false],
  ['LA', undefined, false],
  ['LA', 'us-la-phlebotomist', true],
  ['NV', undefined, false],
  ['NV', 'us-nv-lab-assistant', true],
  ['WA', undefined, false],
  ['GU', undefined, false],
])('drawing blood for pay on the way to another goal, in %s with %s: %s', (state, license, open) => {
  const { options, problem } = planFor(person(state, license), 'ascp-mlt');
  const job = options.findIndex((o) => o.source === 'work-phlebotomist');
  expect(possible(problem.moves[job]!.needs)).toBe(open);
});

test('where a rule asks for the work itself, the license is planned before it', () => {
  const { options, problem, wants } = planFor(person('LA'), 'ascp-pbt');
  const license = wants.find((w) => JSON.stringify(w.rule.condition).includes('us-la-phlebotomist'))!;
  const job = options.findIndex((o) => o.source === 'work-phlebotomist');
  expect(JSON.stringify(problem.moves[job]!.needs)).toContain(`{"atom":${license.atom}}`);
});

test.each([
  ['MN', undefined, 'met'],
  ['CA', undefined, 'unmet'],
  ['CA', 'us-ca-cpt-i', 'met'],
  ['LA', undefined, 'unmet'],
  ['LA', 'us-la-phlebotomist', 'unmet'],
  ['NV', 'us-nv-lab-assistant', 'met'],
  ['WA', undefined, 'unknown'],
])('work as a laboratory assistant in %s with %s: %s', (state, license, verdict) => {
  const begin = compile(library.moves.get('work-laboratory-assistant')!.begin!, book.context, {
    cite: [],
    as_of: null,
    confidence: 'verified',
  });
  expect(nameOf(judge(begin, prepare(person(state, license)), { on, state: null }))).toBe(verdict);
});
