import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import { staleness } from './stale.ts';

test.each([
  ['2026-11-22', '2026-11-22', false, 0],
  ['2026-01-01', '2026-06-29', false, 179],
  ['2026-01-01', '2026-06-30', true, 180],
  ['2025-09-01', '2026-02-28', true, 180],
  ['2026-01', '2026-06-30', true, 180],
  ['2026-11-22', '2026-11-01', false, 0],
])('checked on %s, read on %s: stale %s after %i days', (checked, on, stale, days) => {
  expect(staleness(checked, mustDay(on))).toEqual({ stale, days });
});

test('a date that is none is a fault of the content', () => {
  expect(() => staleness('2026-02-30', 0)).toThrow('not a date');
});
