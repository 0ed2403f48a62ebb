import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoOf, mustDay } from '#kernel/dates.ts';
import { hoursBy, stackOf, total } from './hours.ts';

const calendar = { first: mustDay('2026-12-01'), last: mustDay('2027-03-01') };

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
    calendar,
  );
  expect(hours.map((h) => [isoOf(h.from), isoOf(h.to), h.study, h.work])).toEqual([
    ['2027-01-01', '2027-01-11', 10, 0],
    ['2027-01-11', '2027-01-21', 10, 20],
    ['2027-01-21', '2027-02-01', 10, 0],
  ]);
});

const step = fc
  .record({
    after: fc.nat(60),
    long: fc.nat(29),
    study: fc.nat(40),
    practicum: fc.nat(40),
    work: fc.nat(40),
  })
  .map(({ after, long, ...hours }) => ({
    from: isoOf(calendar.first + after),
    to: isoOf(calendar.first + after + long),
    ...hours,
  }));

test('each day asks for the hours of the steps that run on it, kind by kind', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (rows) => {
      const hours = hoursBy(rows, calendar);
      for (let day = calendar.first; day < calendar.last; day += 1) {
        const running = rows.filter((r) => r.from <= isoOf(day) && r.to >= isoOf(day));
        const drawn = hours.filter((h) => h.from <= day && h.to > day);
        expect(drawn.length).toBeLessThanOrEqual(1);
        for (const kind of ['study', 'practicum', 'work'] as const)
          expect(drawn[0]?.[kind] ?? 0).toBe(running.reduce((sum, r) => sum + r[kind], 0));
      }
    }),
    { seed: 1 },
  );
});

test('the bars of a day stand on one another without a gap, up to all its hours', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (rows) => {
      for (const h of hoursBy(rows, calendar)) {
        const stack = stackOf(h);
        expect(stack.map((part) => part.under)).toEqual([
          0,
          stack[0]!.hours,
          stack[0]!.hours + stack[1]!.hours,
        ]);
        expect(stack[2]!.under + stack[2]!.hours).toBe(total(h));
      }
    }),
    { seed: 2 },
  );
});
