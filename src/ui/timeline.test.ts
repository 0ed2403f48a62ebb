import { expect, test } from 'vitest';
import { isoOf, mustDay } from '#kernel/dates.ts';
import { hoursBy, monthYear, ticksOf } from './timeline.ts';

const ticks = (from: string, to: string) =>
  ticksOf(mustDay(from), mustDay(to)).map((t) => `${isoOf(t.day)} ${t.label}`);

test('a long plan has its years, a short one its months', () => {
  expect(ticks('2026-11-22', '2029-10-14')).toEqual([
    '2027-01-01 2027',
    '2028-01-01 2028',
    '2029-01-01 2029',
  ]);
  expect(ticks('2026-11-22', '2027-02-03')).toEqual(['2026-12-01 Dec', '2027-01-01 2027', '2027-02-01 Feb']);
  expect(monthYear('2029-10-14')).toBe('Oct 2029');
});

test('hours that run together are added, and free weeks are left out', () => {
  const row = (from: string, to: string, study: number, work: number) => ({
    from,
    to,
    study,
    practicum: 0,
    work,
  });
  const hours = hoursBy(
    [row('2027-01-01', '2027-01-31', 10, 0), row('2027-01-11', '2027-01-20', 0, 20)],
    mustDay('2026-12-01'),
    mustDay('2027-03-01'),
  );
  expect(hours.map((h) => [isoOf(h.from), isoOf(h.to), h.study, h.work])).toEqual([
    ['2027-01-01', '2027-01-11', 10, 0],
    ['2027-01-11', '2027-01-21', 10, 20],
    ['2027-01-21', '2027-02-01', 10, 0],
  ]);
});
