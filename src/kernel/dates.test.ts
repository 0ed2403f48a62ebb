import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  addYears,
  dayOf,
  daysInMonth,
  isLeap,
  isoOf,
  monthScale,
  monthsBetween,
  mustDay,
  partsOf,
  readDate,
} from './dates.ts';

// The independent count: one day after another from 1600 to 2400, by the rules that schoolbooks give.
function* calendar(): Generator<{ day: number; year: number; month: number; dom: number }> {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let day = -135_140; // 1600-01-01: 370 years, 90 of them leap, before 1970
  for (let year = 1600; year < 2400; year++)
    for (let month = 1; month <= 12; month++) {
      const leap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
      const length = month === 2 && leap ? 29 : lengths[month - 1]!;
      for (let dom = 1; dom <= length; dom++) yield { day: day++, year, month, dom };
    }
}

test('every day of eight hundred years is numbered and read back as counting by hand does', () => {
  let wrong = '';
  for (const c of calendar()) {
    const parts = partsOf(c.day);
    if (
      dayOf(c.year, c.month, c.dom) !== c.day ||
      parts.year !== c.year ||
      parts.month !== c.month ||
      parts.day !== c.dom
    )
      wrong ||= JSON.stringify(c);
  }
  expect(wrong).toBe('');
});

test('the first of January 1970 is day 0, and text goes both ways', () => {
  expect(dayOf(1970, 1, 1)).toBe(0);
  fc.assert(fc.property(fc.integer({ min: -600_000, max: 700_000 }), (day) => mustDay(isoOf(day)) === day));
});

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['1900-02-29', false],
  ['2000-02-29', true],
  ['2024-04-31', false],
  ['2024-13-01', false],
  ['2024-00-10', false],
  ['2024-1-1', false],
  ['2024-02', true],
  ['2024-13', false],
  ['24-02-01', false],
  ['2024-02-01T00:00', false],
  ['', false],
])('"%s" is a date: %s', (text, ok) => expect(readDate(text) !== null).toBe(ok));

test('a month means any of its days', () => {
  expect(readDate('2024-02')).toEqual({ earliest: mustDay('2024-02-01'), latest: mustDay('2024-02-29') });
  expect(() => mustDay('2024-02')).toThrow('not a day');
});

test.each([
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
  ['2024-02-29', -12, '2023-02-28'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-01-15', -1, '2025-12-15'],
  ['2026-11-22', -60, '2021-11-22'],
])('%s and %i months is %s', (from, months, to) => expect(isoOf(addMonths(mustDay(from), months))).toBe(to));

const anyDay = fc.integer({ min: -40_000, max: 60_000 });

test('months later is never earlier, keeps the order of days, and years are twelve months', () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.integer({ min: 0, max: 600 }), (a, b, n) => {
      expect(addMonths(a, n)).toBeGreaterThanOrEqual(a);
      if (a <= b) expect(addMonths(a, n)).toBeLessThanOrEqual(addMonths(b, n));
      expect(addYears(a, 2)).toBe(addMonths(a, 24));
    }),
  );
});

test('months between days add up over any cut, grow with the day, and are whole from date to date', () => {
  fc.assert(
    fc.property(anyDay, anyDay, anyDay, fc.integer({ min: 0, max: 300 }), (a, b, c, n) => {
      expect(monthsBetween(a, b) + monthsBetween(b, c)).toBeCloseTo(monthsBetween(a, c), 9);
      expect(monthScale(a + 1)).toBeGreaterThan(monthScale(a));
      if (partsOf(a).day <= 28) expect(monthsBetween(a, addMonths(a, n))).toBeCloseTo(n, 9);
    }),
  );
});

test('leap years by the four-hundred-year rule', () => {
  expect([1900, 2000, 2023, 2024, 2100].map(isLeap)).toEqual([false, true, false, true, false]);
  expect([daysInMonth(2024, 2), daysInMonth(2023, 2), daysInMonth(2023, 4)]).toEqual([29, 28, 30]);
});
