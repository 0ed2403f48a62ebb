import { expect, test } from 'vitest';
import { isoOf, mustDay } from '#kernel/dates.ts';
import { loadLibrary } from './library.server.ts';
import { ages, staleness } from './stale.ts';

test.each([
  ['2026-11-22', '2026-11-22', 'fresh'],
  ['2026-01-01', '2026-06-29', 'fresh'], // 179 days
  ['2026-01-01', '2026-06-30', 'fresh'], // 180
  ['2026-01-01', '2026-07-01', 'stale'], // 181
  ['2024-01-01', '2024-06-29', 'fresh'], // 180, over a leap day
  ['2024-01-01', '2024-06-30', 'stale'],
  ['2026-01', '2026-07-30', 'fresh'], // a month counts from its last day
  ['2026-01', '2026-07-31', 'stale'],
  ['2026-11-22', '2026-11-01', 'fresh'],
])('checked on %s, read on %s: %s', (checked, on, expected) => {
  expect(staleness(checked, mustDay(on))).toBe(expected);
});

test('a date that is none is a fault of the content', () => {
  expect(() => staleness('2026-02-30', 0)).toThrow('not a date');
});

test('everything on file says when it was checked; the longest ago comes first, and all of it grows stale', () => {
  const { library } = loadLibrary('content');
  const today = mustDay('2026-11-22');
  const all = ages(library, today);
  expect(all.length).toBeGreaterThan(100);
  expect(all.map((e) => e.days)).toEqual(all.map((e) => e.days).sort((a, b) => b - a));
  const later = isoOf(today + 181);
  expect(all.every((e) => staleness(e.checked, mustDay(later)) === 'stale')).toBe(true);
});
