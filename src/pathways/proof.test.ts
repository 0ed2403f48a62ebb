import { expect, test } from 'vitest';
import type { Confidence } from '#content/index.ts';
import { assessGoal } from './assess.ts';
import { prepare } from './facts.ts';
import { confidenceOf, type Proof } from './proof.ts';
import { seeded } from './testing/draw.ts';
import { DAYS, book, goals, pool } from './testing/onfile.ts';
import { forgetful } from './testing/records.ts';
import { drawNear } from './testing/towards.ts';
import type { Verdict } from './verdict.ts';

const leaf = (verdict: Verdict, confidence: Confidence): Proof => ({
  kind: 'degree', verdict, need: 'x', facts: [], cite: [], as_of: null, confidence, ask: [], parts: [],
}); // prettier-ignore
const group = (kind: 'all' | 'any', verdict: Verdict, ...parts: Proof[]): Proof => ({
  ...leaf(verdict, 'verified'), kind, parts,
}); // prettier-ignore
const sure = (verdict: Verdict) => leaf(verdict, 'verified');
const likely = (verdict: Verdict) => leaf(verdict, 'likely');
const open = leaf('unknown', 'unverified');

test.each([
  ['all met: the weakest link', group('all', 'met', sure('met'), likely('met')), 'likely'],
  ['any met: the surest way', group('any', 'met', likely('met'), sure('met')), 'verified'],
  ['any met beside one nobody confirmed', group('any', 'met', sure('met'), open), 'verified'],
  ['any unmet: every way must be closed', group('any', 'unmet', sure('unmet'), likely('unmet')), 'likely'],
  ['all unmet: one part is enough', group('all', 'unmet', likely('unmet'), sure('unmet'), open), 'verified'],
  ['all unmet by a likely part', group('all', 'unmet', likely('unmet'), sure('met'), open), 'likely'],
  ['unknown for what nobody confirmed', group('any', 'unknown', sure('unmet'), open), 'unverified'],
  ['unknown for what was not told', group('any', 'unknown', likely('unmet'), sure('unknown')), 'verified'],
])('how sure: %s', (_name, proof, expected) => expect(confidenceOf(proof)).toBe(expected));

test('two of three: the second surest that is met, or the second that is not', () => {
  const two = (verdict: Verdict, ...parts: Proof[]): Proof => ({
    ...leaf(verdict, 'verified'), kind: 'at_least', count: 2, parts,
  }); // prettier-ignore
  expect(confidenceOf(two('met', likely('met'), sure('met'), sure('met')))).toBe('verified');
  expect(confidenceOf(two('met', likely('met'), sure('met'), open))).toBe('likely');
  expect(confidenceOf(two('unmet', likely('unmet'), sure('unmet'), open))).toBe('likely');
  expect(confidenceOf(two('unmet', likely('unmet'), sure('unmet'), sure('unmet')))).toBe('verified');
});

test('nothing unverified ever decides a verdict on file', () => {
  const d = seeded(5);
  for (let i = 0; i < 40; i++) {
    const on = d.pick(DAYS);
    const facts = prepare(forgetful(d, drawNear(d, on, pool, book), 10));
    for (const goal of goals) {
      const found = assessGoal(book, goal, facts, { on, state: null });
      for (const v of [found, ...found.pathways])
        if (v.verdict !== 'unknown')
          expect(v.confidence, `${goal.id}/${v.id} ${v.verdict}`).not.toBe('unverified');
    }
  }
});

test('fault: a role was "verified" in a state whose asking for no license is only likely', () => {
  const role = book.goals.get('clia-high-testing')!;
  const record = {
    benchpath: 'record/1' as const,
    state: 'MN',
    education: [
      {
        degree: 'bachelor' as const,
        field: 'biology',
        completed: '2023-05',
        accredited: 'regional' as const,
      },
    ],
    coursework: [],
  };
  const found = assessGoal(book, role, prepare(record), { on: DAYS[0]!, state: null });
  expect([found.verdict, found.confidence]).toEqual(['met', 'likely']);
});
