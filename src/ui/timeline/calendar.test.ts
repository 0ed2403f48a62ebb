import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoOf, mustDay, partsOf } from '#kernel/dates.ts';
import { at, barOf, calendarOf, monthYear, ticksOf } from './calendar.ts';

const ticks = (from: string, to: string) =>
  ticksOf({ first: mustDay(from), last: mustDay(to) }).map((t) => `${isoOf(t.day)} ${t.label}`);

test('a long plan has its years, a short one its months', () => {
  expect(ticks('2026-11-22', '2029-10-14')).toEqual([
    '2027-01-01 2027',
    '2028-01-01 2028',
    '2029-01-01 2029',
  ]);
  expect(ticks('2026-11-22', '2027-02-03')).toEqual(['2026-12-01 Dec', '2027-01-01 2027', '2027-02-01 Feb']);
  expect(monthYear('2029-10-14')).toBe('Oct 2029');
});

const START = mustDay('2026-11-22');
/** A plan of up to twenty years: a day of today, and of each step the days from today on which it begins and ends. */
const plan = fc
  .record({
    on: fc.integer({ min: START - 2000, max: START + 2000 }),
    steps: fc.array(fc.tuple(fc.nat(7300), fc.nat(1500)), { minLength: 1, maxLength: 12 }),
  })
  .map(({ on, steps }) => {
    const days = steps.map(([after, long]) => ({ from: on + after, to: on + after + long }));
    const goal = Math.max(...days.map((d) => d.to));
    const rows = days.map((d) => ({ from: isoOf(d.from), to: isoOf(d.to) }));
    return { on: isoOf(on), goalOn: isoOf(goal), rows };
  });
const drawn = plan.map((p) => ({ ...p, calendar: calendarOf(p.on, p.goalOn, p.rows) }));

test('every day of a plan lies in the drawing, a later one further right', () => {
  fc.assert(
    fc.property(drawn, ({ on, goalOn, rows, calendar }) => {
      expect(at(calendar, mustDay(on))).toBe(0);
      expect(at(calendar, calendar.last)).toBe(100);
      expect(calendar.last - calendar.first).toBeGreaterThan(30);
      const days = [goalOn, ...rows.flatMap((r) => [r.from, r.to])].map(mustDay).sort((a, b) => a - b);
      const places = days.map((day) => at(calendar, day));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      for (const place of places) {
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThan(100);
      }
    }),
    { seed: 1 },
  );
});

test('a step of one day at the end of a long plan is not pushed out of the drawing', () => {
  const last = { from: '2041-11-21', to: '2041-11-21' };
  const calendar = calendarOf('2026-11-22', '2041-11-21', [last]);
  const bar = barOf(calendar, mustDay(last.from), mustDay(last.to) + 1);
  expect(parseFloat(bar.width)).toBe(0.9);
  expect(parseFloat(bar.x) + parseFloat(bar.width)).toBeCloseTo(100, 2);
});

test('every bar can be seen and stays inside; a bar of some length begins and ends on its days', () => {
  fc.assert(
    fc.property(drawn, ({ rows, calendar }) => {
      for (const row of rows) {
        const [from, to] = [mustDay(row.from), mustDay(row.to) + 1];
        const bar = barOf(calendar, from, to);
        const [x, width] = [parseFloat(bar.x), parseFloat(bar.width)];
        expect(width).toBeGreaterThanOrEqual(0.9);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(100.001);
        if (width <= 0.9) continue;
        expect(x).toBeCloseTo(at(calendar, from), 2);
        expect(x + width).toBeCloseTo(at(calendar, to), 2);
      }
    }),
    { seed: 2 },
  );
});

test('ticks are firsts of months in order inside the drawing; each January is one, and never more than a page holds', () => {
  fc.assert(
    fc.property(drawn, ({ calendar }) => {
      const ticks = ticksOf(calendar);
      expect(ticks.length).toBeLessThanOrEqual(40);
      for (const [i, tick] of ticks.entries()) {
        expect(partsOf(tick.day).day).toBe(1);
        expect(tick.day).toBeGreaterThan(ticks[i - 1]?.day ?? calendar.first - 1);
        expect(tick.day).toBeLessThanOrEqual(calendar.last);
        expect(tick.strong).toBe(partsOf(tick.day).month === 1);
      }
      const years = partsOf(calendar.last).year - partsOf(calendar.first - 1).year;
      expect(ticks.filter((t) => t.strong).length).toBe(years);
    }),
    { seed: 3 },
  );
});
