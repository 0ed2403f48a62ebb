import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthsBetween, mustDay } from '#kernel/dates.ts';
import { Stretches, fullTimeMonths, type Stretch } from './fulltime.ts';

const START = mustDay('2024-01-31');
const SHARES = [0, 0.25, 0.5, 1, 1.5];

const stretch = fc
  .record({ from: fc.nat(400), days: fc.integer({ min: 1, max: 200 }), share: fc.constantFrom(...SHARES) })
  .map(({ from, days, share }) => ({ from: START + from, until: START + from + days, share }));
// More than the lists first have room for.
const life = fc.array(stretch, { maxLength: 20 });

/** Day by day: what each day is of a month, times what was worked on it, at most full time. */
function byDay(list: readonly Stretch[]): number {
  let months = 0;
  for (let day = START; day < START + 700; day++) {
    const share = list.reduce((sum, s) => sum + (s.from <= day && day < s.until ? s.share : 0), 0);
    months += monthsBetween(day, day + 1) * Math.min(1, share);
  }
  return months;
}

test('full-time months are what adding up every day gives', () => {
  fc.assert(
    fc.property(life, (list) => {
      expect(fullTimeMonths(list)).toBeCloseTo(byDay(list), 9);
    }),
  );
});

test('stretches emptied and filled again say nothing of the person before', () => {
  const again = new Stretches();
  fc.assert(
    fc.property(life, (list) => {
      again.clear();
      for (const { from, until, share } of list) again.add(from, until, share);
      expect(again.months()).toBe(fullTimeMonths(list));
      const hours = list.reduce((sum, s) => sum + ((s.until - s.from) / 7) * s.share, 0);
      expect(again.hours()).toBeCloseTo(hours, 9);
    }),
  );
});
