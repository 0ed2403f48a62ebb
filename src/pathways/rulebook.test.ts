import { expect, test } from 'vitest';
import type { Credential, Library } from '#content/index.ts';
import { Credential as CredentialSchema } from '#content/pathway.ts';
import { mustDay } from '#kernel/dates.ts';
import { assessGoal } from './assess.ts';
import { prepare } from './facts.ts';
import { judgeGoal, rulebook } from './rulebook.ts';
import { settle } from './settle.ts';
import type { Proof } from './proof.ts';
import { nameOf } from './verdict.ts';

const SURE = { cite: ['s1'], confidence: 'verified' };
const adult = { age: { min: 18 } };

/** A library of one credential with these pathways, read by the schema that reads content. */
function libraryOf(...pathways: object[]): Library {
  const credential: Credential = CredentialSchema.parse({
    id: 'c', name: 'C', short: 'C', summary: '', body: 'b', level: 'technician', status: 'active', checked: { on: '2026-01-01' },
    pathways: pathways.map((p, i) => ({ id: `route-${i + 1}`, name: `Route ${i + 1}`, ...SURE, ...p })),
  }); // prettier-ignore
  const none = new Map();
  return {
    credentials: new Map([['c', credential]]),
    licenses: none,
    roles: none,
    jurisdictions: none,
  } as unknown as Library;
}

function verdict(library: Library, record: object, on: string) {
  const book = rulebook(library);
  const facts = prepare({ benchpath: 'record/1', ...record });
  const at = { on: mustDay(on), state: null };
  const assessed = assessGoal(book, book.goals.get('c')!, facts, at);
  expect(assessed.verdict).toBe(nameOf(judgeGoal(book.goals.get('c')!, facts, at)));
  return assessed;
}

const grown = { born: 1990 };
const child = { born: 2020 };

test.each([
  ['the day before it closes', '2022-12-31', grown, 'met'],
  ['the day it closes', '2023-01-01', grown, 'unmet'],
  ['long after', '2030-01-01', grown, 'unmet'],
  ['before it closes, by somebody it never fitted', '2022-12-31', child, 'unmet'],
])('a discontinued pathway: %s', (_name, on, record, expected) => {
  const library = libraryOf({
    status: 'discontinued',
    effective: { from: null, until: '2023-01-01' },
    requirement: adult,
  });
  expect(verdict(library, record, on).verdict).toBe(expected);
});

test('a closed pathway without a closing date is closed on every day', () => {
  const library = libraryOf({ status: 'discontinued', requirement: adult });
  expect(verdict(library, grown, '1999-01-01').verdict).toBe('unmet');
});

test('before an amended rule came into force its text does not decide: unknown, either way', () => {
  const library = libraryOf({ effective: { from: '2024-12-28' }, requirement: adult });
  for (const record of [grown, child]) {
    const early = verdict(library, record, '2024-12-27');
    expect([early.verdict, early.decidedBy, early.changes]).toEqual([
      'unknown',
      'ask:the rule for that date',
      [],
    ]);
  }
  expect(verdict(library, grown, '2024-12-28').verdict).toBe('met');
  expect(verdict(library, child, '2024-12-28').verdict).toBe('unmet');
});

test('fault: before an amended rule, questions were drawn from the text that did not hold yet', () => {
  const library = libraryOf({ effective: { from: '2024-12-28' }, requirement: adult });
  expect(verdict(library, {}, '2020-01-01').ask).toEqual(['ask:the rule for that date']);
});

test('an unconfirmed pathway is never met, and is unmet only by its own terms', () => {
  const library = libraryOf({ status: 'unconfirmed', requirement: adult });
  expect(verdict(library, grown, '2026-01-01').verdict).toBe('unknown');
  expect(verdict(library, child, '2026-01-01').verdict).toBe('unmet');
});

test('one met pathway is enough, whatever else could not be confirmed', () => {
  const library = libraryOf(
    { requirement: adult },
    { status: 'unconfirmed', requirement: { unread: { what: 'it', ask: 'ASCP' } } },
  );
  expect(verdict(library, grown, '2026-01-01').verdict).toBe('met');
  expect(verdict(library, child, '2026-01-01').verdict).toBe('unknown');
});

test('a rule that asks for itself settles nothing and ends', () => {
  const library = libraryOf({ requirement: { any: [{ eligible: { for: 'c' } }, adult] } });
  expect(verdict(library, grown, '2026-01-01').verdict).toBe('met');
  expect(verdict(library, child, '2026-01-01').verdict).toBe('unknown');
});

const leaf = (need: string, ask: string[]): Proof => ({
  kind: 'degree', verdict: 'unknown', need, facts: [], cite: [], confidence: 'verified', as_of: null, ask, parts: [],
}); // prettier-ignore
const node = (kind: 'all' | 'any', ...parts: Proof[]): Proof => ({ ...leaf(kind, []), kind, parts });

test('fault: a question decided only while its answer met all or none of the leaves that wait on it', () => {
  const mixed = node('any', node('all', leaf('A', ['q']), leaf('B', ['r'])), leaf('C', ['q']));
  expect(settle(mixed).decidedBy).toBe(null);
  expect(settle(node('any', node('all', leaf('A', ['q'])), leaf('C', ['q']))).decidedBy).toBe('q');
});

test('fault: one of several questions that a leaf waits on was taken to decide it', () => {
  expect(settle(node('any', leaf('C', ['q']), leaf('D', ['q', 'r']))).decidedBy).toBe(null);
  expect(settle(node('all', leaf('C', ['q']), leaf('D', ['q', 'r']))).ask[0]).toBe('q');
});
