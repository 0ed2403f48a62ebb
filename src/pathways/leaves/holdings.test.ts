import { expect, test } from 'vitest';
import { Condition } from '#content/index.ts';
import { mustDay } from '#kernel/dates.ts';
import { Record as PersonRecord } from '#record/index.ts';
import { prepare } from '../facts.ts';
import type { Log } from '../note.ts';
import { nameOf } from '../verdict.ts';
import { credentialTest } from './holdings.ts';

// A credential earned in the last two years.
const leaf = Condition.parse({ credential: { anyOf: ['ascp-mlt', 'amt-mlt'], within: { years: 2 } } });
const rule = credentialTest((leaf as { credential: never }).credential);
const at = { on: mustDay('2026-06-01'), state: null };

function judged(...credentials: object[]) {
  const facts = prepare(PersonRecord.parse({ benchpath: 'record/1', credentials }));
  const log: Log = { used: 0, note: { facts: [], found: '', ask: [] } };
  return { verdict: nameOf(rule(facts, at)), traced: nameOf(rule(facts, at, log)), ask: log.note!.ask };
}

test('issued inside the limit counts, its first day too', () => {
  for (const issued of ['2025-08-01', '2024-06-01'])
    expect(judged({ id: 'ascp-mlt', issued })).toEqual({ verdict: 'met', traced: 'met', ask: [] });
});

test('issued before the limit, or only later, does not', () => {
  for (const issued of ['2024-05-31', '2026-06-02'])
    expect(judged({ id: 'ascp-mlt', issued })).toEqual({ verdict: 'unmet', traced: 'unmet', ask: [] });
});

test('a day that is not told is unknown, and it is asked for', () => {
  for (const held of [{ id: 'ascp-mlt' }, { id: 'ascp-mlt', issued: '2024-06' }])
    expect(judged(held).verdict).toBe(held.issued ? 'met' : 'unknown');
  expect(judged({ id: 'ascp-mlt' }).ask).toEqual(['credentials[0].issued']);
});

test('of two the newer one decides', () => {
  const [old, fresh] = [
    { id: 'ascp-mlt', issued: '2015-08-01' },
    { id: 'amt-mlt', issued: '2025-08-01' },
  ];
  expect(judged(old, fresh).verdict).toBe('met');
});
