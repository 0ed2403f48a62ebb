import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import type { Limits, Record as PersonRecord } from '#record/index.ts';
import { prepare } from '../facts.ts';
import { judgeWay } from '../rulebook.ts';
import { seeded } from '../testing/draw.ts';
import { book, goals, library, pool } from '../testing/onfile.ts';
import { drawNear } from '../testing/towards.ts';
import { nameOf } from '../verdict.ts';
import { plus } from './adding.ts';
import { build } from './build.ts';
import { check } from './checker.ts';
import { changes, doors } from './doors.ts';
import { enlistingServes } from './enlisting.ts';
import { frontier, situationOf } from './frontier.ts';
import type { Plan } from './plan.ts';

// Service in the armed forces: only for those who said that they would enlist, and counted whole.

const on = mustDay('2026-11-22');
const planner = { book, library, pay: () => ({ usdPerYear: 50_000, basis: 'test', cite: [] }) };
const leaver: PersonRecord = {
  benchpath: 'record/1', state: 'MN', born: 2008, education: [{ degree: 'high-school', completed: '2026-06' }],
  coursework: [], experience: [], credentials: [], licenses: [], military: [], training: [], procedures: [],
}; // prettier-ignore
const ARMY = 'military-army-68k';
const little: Limits = { budgetUsd: 5000, studyHoursPerWeek: 30 };

type Own = { [key: string]: number };
const plansOf = (record: PersonRecord, goal: string, limits: Limits, own: Own = {}) =>
  frontier(planner, record, goal, limits, on, own)!.plans;
const stepOf = (plan: Plan) => plan.steps.find((step) => step.source === ARMY);
const throughArmy = (record: PersonRecord, goal: string, limits: Limits, own: Own = {}): Plan =>
  plansOf(record, goal, { ...limits, enlist: true }, own).find(stepOf)!;
const refusals = (record: PersonRecord, goal: string, limits: Limits, plan: Plan, own: Own = {}) => {
  const s = situationOf(planner, record, goal, { ...limits, enlist: true }, on, own)!;
  const { options } = build(s);
  return check(s, plan, (key) => options.find((o) => o.key === key) ?? null);
};

test.each(['ascp-mlt', 'amt-mlt', 'technician-in-mn', 'technician-in-mt'])(
  'a school leaver with little money who would enlist gets a plan to %s that the checker passes',
  (goal) => {
    const plan = throughArmy(leaver, goal, little);
    expect(plan.costUsd).toBeLessThanOrEqual(5000);
    expect(refusals(leaver, goal, little, plan)).toEqual([]);
    const step = stepOf(plan)!;
    expect([step.confidence, plan.confidence]).toEqual(['likely', 'likely']);
    expect(step.service).toMatchObject({
      ask: 'an Army recruiter',
      confirm: expect.stringMatching(/writing/),
    });
  },
);

test.each([undefined, false])('who did not say so (enlist: %s) never gets such a plan', (enlist) => {
  for (const goal of ['ascp-mlt', 'technician-in-mn']) {
    const limits = enlist === undefined ? little : { ...little, enlist };
    expect(plansOf(leaver, goal, limits)).toEqual([]);
    const rich = { ...limits, budgetUsd: 50_000 };
    expect(plansOf(leaver, goal, rich).flatMap((p) => p.steps.filter((s) => s.service))).toEqual([]);
  }
});

test('whoever they are and whatever the goal: without yes, no option binds to service', () => {
  const named = goals.map((g) => g.id).concat('technician-in-tn', 'technologist-in-ca', 'phlebotomist-in-la');
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...named), fc.constantFrom(undefined, false), (seed, goal, enlist) => {
      const record = drawNear(seeded(seed), on, pool, book);
      const limits = enlist === undefined ? {} : { enlist };
      const { options } = build(situationOf(planner, record, goal, limits, on)!);
      expect(options.filter((o) => o.service)).toEqual([]);
      if (record.military.length === 0)
        expect(options.map((o) => o.source)).not.toContain('military-associate-degree');
    }),
    { numRuns: 80, seed: 1 },
  ); // prettier-ignore
});

test('the military pathways open by the course, and no other part of them', () => {
  const { adds } = changes(book, library, { ...leaver, limits: { enlist: true } }, on).find((c) => c.id === ARMY)!;
  expect(adds.military).toEqual([
    { course: 'army-68k', field: 'medical-laboratory', weeks: 52, completed: '2026-11-22' },
  ]);
  const verdict = (record: PersonRecord, goal: string, way: string) =>
    nameOf(judgeWay(book.goals.get(goal)!.ways.find((w) => w.id === way)!, prepare(record), { on, state: 'MN' }));
  const college: PersonRecord = {
    ...leaver,
    coursework: [
      { subject: 'all', semesterHours: 60, completed: '2026-06' },
      { subject: 'chemistry', semesterHours: 6, completed: '2026-06' },
      { subject: 'biology', semesterHours: 6, completed: '2026-06' },
    ],
  };
  expect(verdict(college, 'ascp-mlt', 'route-3')).toBe('unmet');
  expect(verdict(plus(college, adds), 'ascp-mlt', 'route-3')).toBe('met');
  expect(verdict(plus(leaver, adds), 'ascp-mlt', 'route-3')).toBe('unmet');
  // Whether AMT takes the training credits is still a question, and so is the specialty for the federal rule.
  expect(verdict(plus(leaver, adds), 'amt-mlt', 'route-3')).toBe('unknown');
  expect(verdict(plus(leaver, adds), 'clia-high-testing', 'military-course')).toBe('unknown');
}); // prettier-ignore

test('the course is dated by its own length, the plan goes on when the service is over', () => {
  const plan = throughArmy(leaver, 'ascp-mlt', little);
  const step = stepOf(plan)!;
  const [course] = plan.record.military!;
  expect(mustDay(course!.completed!) - mustDay(step.from)).toBe(Math.round(12 * 30.44));
  expect(mustDay(step.to) - mustDay(step.from) + 1).toBe(Math.round(48 * 30.44));
  for (const other of plan.steps) if (other !== step) expect(other.from > step.to).toBe(true);
  const early = structuredClone(plan);
  const exam = early.steps.find((s) => s.kind === 'exam')!;
  exam.from = course!.completed!;
  expect(refusals(leaver, 'ascp-mlt', little, early)).not.toEqual([]);
});

test('after a service so long that the program has lapsed, the plan goes by the military pathway', () => {
  const own = { [`${ARMY}.serviceMonths`]: 84 };
  const plan = throughArmy(leaver, 'ascp-mlt', little, own);
  expect(plan.steps.find((s) => s.kind === 'exam')!.pathway).toBe('ascp-mlt/route-3');
  expect(refusals(leaver, 'ascp-mlt', little, plan, own)).toEqual([]);
});

test('while somebody serves no wage is counted, whatever hours they have, and the present work is left', () => {
  const works: PersonRecord = {
    ...leaver,
    experience: [
      { as: 'laboratory-assistant', setting: 'hospital', from: '2026-07-01', to: null, hoursPerWeek: 20 },
      { as: 'phlebotomist', setting: 'hospital', from: '2026-08-01', to: null, hoursPerWeek: 20 },
    ],
  };
  const limits = { ...little, workHoursPerWeek: 60 };
  const plan = throughArmy(works, 'ascp-mlt', limits);
  const step = stepOf(plan)!;
  expect(step.payUsd).toBe(0);
  const stay = plan.steps.find((s) => s.kind === 'stay')!;
  expect(stay.to < step.from).toBe(true);
  expect(plan.record.experience!.map((j) => j.to)).toEqual([stay.to, stay.to]);
  expect(refusals(works, 'ascp-mlt', limits, plan)).toEqual([]);
});

test('a job found before the service is over pays nothing after it', () => {
  const limits = { ...little, budgetUsd: 6000 };
  const plans = plansOf(leaver, 'technician-in-mn', { ...limits, enlist: true });
  expect(plans).toHaveLength(1);
  expect(plans[0]!.steps.filter((s) => s.kind === 'job')).toEqual([]);
  // Nothing but the goal's own pay, for what is left of the ten years.
  const days = mustDay('2036-11-22') - mustDay(plans[0]!.goalOn);
  expect(plans[0]!.netPayUsd).toBeCloseTo((50_000 * days) / 365.25 - plans[0]!.costUsd, -1);
});

test('whoever must go on earning, or has no hours for duty, is offered no service', () => {
  for (const short of [{ keepEarningHoursPerWeek: 10 }, { workHoursPerWeek: 30 }])
    expect(throughArmy(leaver, 'ascp-mlt', { ...little, ...short })).toBeUndefined();
});

test('the degree that counts the course is for those who have it', () => {
  const sources = (record: PersonRecord) =>
    build(situationOf(planner, record, 'ascp-mlt', undefined, on)!).options.map((o) => o.source);
  const veteran: PersonRecord = {
    ...leaver,
    education: [...leaver.education!, { program: 'mlt', accreditor: 'naacls', completed: '2025-06' }],
    military: [{ course: 'army-68k', field: 'medical-laboratory', weeks: 52, completed: '2025-06' }],
  };
  expect(sources(leaver)).not.toContain('military-associate-degree');
  expect(sources(veteran)).toContain('military-associate-degree');
  expect(plansOf(veteran, 'ascp-mlt', little)[0]!.steps[0]!.source).toBe('military-associate-degree');
});

test('the doors show service only to those who would enlist', () => {
  const shown = (record: PersonRecord) => doors(book, library, record, on).map((d) => d.id);
  const military = (ids: string[]) => ids.filter((id) => id.startsWith('military'));
  const college: PersonRecord = {
    ...leaver,
    coursework: [{ subject: 'all', semesterHours: 60, completed: '2026-06' }],
  };
  expect(military(shown(college))).toEqual([]);
  expect(military(shown({ ...college, limits: { enlist: false } }))).toEqual([]);
  expect(shown({ ...college, limits: { enlist: true } })).toContain(ARMY);
});

test('enlisting is brought up only where it could serve the goal', () => {
  const serves = (record: PersonRecord, goal: string) => enlistingServes(planner, record, goal, {}, on);
  expect(serves(leaver, 'technician-in-mn')).toBe(true);
  expect(serves(leaver, 'technologist-in-mn')).toBe(true);
  expect(serves(leaver, 'ascp-pbt')).toBe(false);
  expect(serves(leaver, 'phlebotomist-in-mn')).toBe(false);
  expect(serves(leaver, 'no-such-goal')).toBe(false);
  const army = { course: 'army-68k', field: 'medical-laboratory', weeks: 52, completed: '2025-06' } as const;
  expect(serves({ ...leaver, military: [army] }, 'technician-in-mn')).toBe(false);
});

test('a job that goes on ends when the service begins; one that ended before stays as it was', () => {
  const jobs: PersonRecord = {
    ...leaver,
    experience: [
      { as: 'phlebotomist', from: '2024-01', to: '2025-01' },
      { as: 'other', from: '2025-02-01', to: null },
    ],
  };
  const then = plus(jobs, { leftOn: mustDay('2027-05-01'), military: [{ course: 'army-68k' }] });
  expect(then.experience!.map((j) => j.to)).toEqual(['2025-01', '2027-04-30']);
  expect(then.military).toEqual([{ course: 'army-68k' }]);
  expect(jobs.experience!.map((j) => j.to)).toEqual(['2025-01', null]);
});

test.each([
  ['technologist-in-mn', {}],
  ['ascp-mls', {}],
  ['amt-mls', { studyHoursPerWeek: 30 }],
  ['technician-in-tn', {}],
])('whoever would enlist has no worse plans to %s than whoever would not', (goal, limits) => {
  const best = (enlist: boolean) => {
    const plans = plansOf(leaver, goal, { ...limits, enlist });
    return {
      soonest: -Math.min(...plans.map((p) => p.days)),
      cheapest: -Math.min(...plans.map((p) => p.costUsd)),
      paid: Math.max(...plans.map((p) => p.netPayUsd)),
    };
  };
  const [without, with_] = [best(false), best(true)];
  for (const k of ['soonest', 'cheapest', 'paid'] as const)
    expect(with_[k]).toBeGreaterThanOrEqual(without[k]);
});
