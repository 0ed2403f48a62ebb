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
