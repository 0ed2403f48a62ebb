import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoOf, mustDay, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { beside, shareLost, type Unpaid } from './present-work.ts';
import { DEFAULT_LIMITS, type PlanLimits } from './situation.ts';

const on = mustDay('2026-11-22');
const LAST = 40;

type Job = NonNullable<PersonRecord['experience']>[number];
const recordOf = (experience: Job[]): PersonRecord => ({ benchpath: 'record/1', experience });

const present = fc.record({
  begun: fc.integer({ min: -15, max: LAST }),
  hours: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
}).map(({ begun, hours }): Job => ({
  as: 'laboratory-technician', from: isoOf(on + begun), to: null,
  ...(hours === undefined ? {} : { hoursPerWeek: hours }),
})); // prettier-ignore
const past: Job = { as: 'phlebotomist', from: '2020-01', to: '2024-05', hoursPerWeek: 30 };
const unpaid = fc
  .record({
    from: fc.integer({ min: 0, max: LAST - 1 }),
    days: fc.integer({ min: 1, max: 30 }),
    hours: fc.integer({ min: 1, max: 50 }),
  })
  .map(({ from, days, hours }): Unpaid => ({ from: on + from, until: on + from + days, hours }));
const limitsOf = fc
  .integer({ min: 0, max: 60 })
  .map((workHoursPerWeek): PlanLimits => ({ ...DEFAULT_LIMITS, workHoursPerWeek }));
const life = { jobs: fc.array(present, { minLength: 1, maxLength: 3 }), stretches: fc.array(unpaid, { maxLength: 4 }), limits: limitsOf }; // prettier-ignore

/** Hours a week worked in all jobs on a day, read from the record alone. */
const hoursOn = (record: PersonRecord, day: Day): number =>
  record
    .experience!.filter((j) => mustDay(j.from!) <= day && (j.to === null || day <= mustDay(j.to!)))
    .reduce((sum, j) => sum + (j.hoursPerWeek ?? 40), 0);
const takenOn = (stretches: readonly Unpaid[], day: Day): number =>
  stretches.filter((u) => u.from <= day && day < u.until).reduce((sum, u) => sum + u.hours, 0);
const days = Array.from({ length: LAST + 55 }, (_, i) => on - 20 + i);

/** Hours of all work on one day, as told and beside unpaid hours; `begun` = every job has begun by then. */
type OnDay = { was: number; now: number; taken: number; limit: number; begun: boolean };

const everyDay = (law: (d: OnDay) => void): void =>
  fc.assert(
    fc.property(fc.record(life), ({ jobs, stretches, limits }) => {
      const before = recordOf(jobs);
      const after = beside(before, stretches, limits);
      for (const day of days)
        law({
          was: hoursOn(before, day),
          now: hoursOn(after, day),
          taken: takenOn(stretches, day),
          limit: limits.workHoursPerWeek,
          begun: jobs.every((job) => mustDay(job.from!) <= day),
        });
    }),
    { numRuns: 200 },
  );

test('beside unpaid hours nobody works more than before, nor more than the limit leaves', () => {
  everyDay(({ was, now, taken, limit }) => {
    expect(now).toBeLessThanOrEqual(was + 1e-9);
    if (taken > 0) expect(now).toBeLessThanOrEqual(Math.max(0, limit - taken) + 1e-9);
  });
});

test('on days without unpaid hours all work goes on as it was', () => {
  everyDay(({ was, now, taken }) => {
    if (taken === 0) expect(now).toBeCloseTo(was, 9);
  });
});

test('what the limit leaves of present work is worked', () => {
  everyDay(({ was, now, taken, limit, begun }) => {
    if (taken > 0 && begun) expect(now).toBeGreaterThanOrEqual(Math.min(was, limit - taken) - 1e-9);
  });
});

test('all experience together never grows, and jobs that are over stay as they were', () => {
  fc.assert(
    fc.property(fc.record(life), ({ jobs, stretches, limits }) => {
      const before = recordOf([past, ...jobs]);
      const after = beside(before, stretches, limits);
      const total = (record: PersonRecord) => days.reduce((sum, day) => sum + hoursOn(record, day), 0);
      expect(total(recordOf(after.experience!.slice(1)))).toBeLessThanOrEqual(total(recordOf(jobs)) + 1e-6);
      expect(after.experience![0]).toBe(past);
      for (const job of after.experience!)
        expect(job.to === null || job.from! <= job.to!, `${job.from} to ${job.to}`).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('the share that is lost is what a stretch of such hours takes; nothing takes nothing', () => {
  fc.assert(
    fc.property(fc.array(present, { minLength: 1, maxLength: 3 }), fc.nat(50), limitsOf, (told, hours, limits) => {
      const record = recordOf(told.map((job) => ({ ...job, from: '2025-01-01' })));
      const share = shareLost(record, hours, limits);
      const then = hours === 0 ? record : beside(record, [{ from: on, until: on + 10, hours }], limits);
      expect(hoursOn(then, on)).toBeCloseTo(hoursOn(record, on) * (1 - share), 9);
    }),
  );
}); // prettier-ignore

const job = (hoursPerWeek: number, from = '2025-01-01'): Job => ({ as: 'phlebotomist', from, to: null, hoursPerWeek }); // prettier-ignore
const rotations: Unpaid = { from: on + 10, until: on + 40, hours: 32 };

test('who works more than the limit loses nothing to what takes no unpaid hours, and nothing before the rotations', () => {
  const record = recordOf([job(48)]);
  expect(shareLost(record, 0, DEFAULT_LIMITS)).toBe(0);
  const then = beside(record, [rotations], DEFAULT_LIMITS);
  expect(then.experience!.map((j) => j.hoursPerWeek)).toEqual([48, 8, 48]);
});

test('two jobs do not both take the hours that are left for one', () => {
  const then = beside(recordOf([job(20), job(12)]), [rotations], DEFAULT_LIMITS);
  expect(then.experience!.map((j) => j.hoursPerWeek)).toEqual([20, 5, 20, 12, 3, 12]);
});

test('a job that begins during the rotations does not begin before its first day', () => {
  const then = beside(recordOf([job(20, isoOf(on + 20))]), [rotations], DEFAULT_LIMITS);
  expect(then.experience!.map((j) => [j.from, j.to, j.hoursPerWeek])).toEqual([
    [isoOf(on + 20), isoOf(on + 39), 8],
    [isoOf(on + 40), null, 20],
  ]);
});
