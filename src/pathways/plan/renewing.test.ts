import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import type { Holding } from '#record/index.ts';
import { book, library } from '../testing/onfile.ts';
import { renewingNow } from './renewing.ts';
import { situationOf } from './frontier.ts';

const dues = (held: Partial<Holding>) => {
  const record = {
    benchpath: 'record/1' as const,
    credentials: [{ id: 'ascp-mlt', expires: '2027-07-31', ...held }],
  };
  const planner = { book, library, pay: () => ({ usdPerYear: 50_000, basis: 'test', cite: [] }) };
  const s = situationOf(planner, record, 'ascp-mls', undefined, mustDay('2026-11-22'));
  return renewingNow(s!).map(({ due }) => due);
};

test('what is held is renewed; what its giver no longer lets a person use is not', () => {
  expect(dues({})).toEqual([mustDay('2027-07-31')]);
  expect(dues({ status: 'active' })).toEqual(dues({}));
  for (const status of ['inactive', 'expired', 'suspended', 'revoked'] as const)
    expect(dues({ status }), status).toEqual([]);
});

test('a renewal at a price that is not on file is not free, and its reader can say what it costs', () => {
  const planner = { book, library, pay: () => ({ usdPerYear: 50_000, basis: 'test', cite: [] }) };
  const record = {
    benchpath: 'record/1' as const,
    credentials: [{ id: 'ascp-mlt', expires: '2027-07-31' }],
  };
  const feeOf = (own: { [key: string]: number }) => {
    const s = situationOf(planner, record, 'ascp-mls', undefined, mustDay('2026-11-22'), own);
    const { amount, from } = renewingNow(s!)[0]!.renewing.fee;
    return { amount, from };
  };
  expect(library.credentials.get('ascp-mlt')!.renewal).not.toHaveProperty('fee');
  expect(feeOf({})).toEqual({ amount: library.assumptions.renewalFeeUsd.assume, from: 'assumed' });
  expect(feeOf({ 'assumptions.renewalFeeUsd': 60 })).toEqual({ amount: 60, from: 'own' });
  expect(feeOf({ 'ascp-mlt.renewalUsd': 0 })).toEqual({ amount: 0, from: 'own' });
});
