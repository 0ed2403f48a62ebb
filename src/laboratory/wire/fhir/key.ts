import type { Result } from './plain.ts';

/**
 * What makes a result this result and no other: specimen, time of collection, order, test and sub id (OBX-4). Two time points of
 * a tolerance test differ by the time, two values of one test by the sub id; nothing is merged because the test is the same.
 */
export const resultKey = (
  { specimen, collected, orders, test }: Pick<Result, 'specimen' | 'collected' | 'orders' | 'test'>,
  sub: string | null,
): string => JSON.stringify([specimen, collected, orders, test.system, test.code, sub]);
