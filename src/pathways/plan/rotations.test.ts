import { expect, test } from 'vitest';
import { isoOf, mustDay } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { book, library } from '../testing/onfile.ts';
import { build } from './build.ts';
import { check } from './checker.ts';
import { frontier, situationOf } from './frontier.ts';
import type { Plan } from './plan.ts';
import { realize } from './realize.ts';
import { solve } from './solve.ts';

// Months of the present job that a rule asks for, beside unpaid rotations that take its hours.

const on = mustDay('2026-11-22');
const planner = { book, library, pay: () => ({ usdPerYear: 50_000, basis: 'test', cite: [] }) };
/** Full-time at the bench since June 2025. The federal role asks for a bachelor's degree and four years of work. */
const technician: PersonRecord = {
  benchpath: 'record/1', state: 'MN', born: 1998, credentials: [], licenses: [], military: [], training: [], procedures: [],
  education: [{ degree: 'high-school', completed: '2016-06' }, { degree: 'associate', field: 'biology', completed: '2024-05', accredited: 'regional' }],
  coursework: [
    { subject: 'all', semesterHours: 60, completed: '2024-05' },
    { subject: 'chemistry', semesterHours: 16, includes: ['general-chemistry', 'organic-chemistry'], completed: '2024-05' },
    { subject: 'biology', semesterHours: 16, includes: ['microbiology'], completed: '2024-05' },
  ],
  experience: [{
    as: 'laboratory-technician', setting: 'hospital', from: '2025-06-01', to: null, hoursPerWeek: 35, complexity: 'high', state: 'MN',
    disciplines: ['blood-banking', 'chemistry', 'hematology', 'microbiology', 'immunology', 'urinalysis'],
  }],
}; // prettier-ignore
const GOAL = 'clia-technical-supervisor';
const ROTATIONS = 'mls-bachelor-completion-rotations';
const limits = { budgetUsd: 60_000 };

const situation = situationOf(planner, technician, GOAL, limits, on)!;
const built = build(situation);
const refusals = (plan: Plan) =>
  check(situation, plan, (key) => built.options.find((o) => o.key === key) ?? null).map((r) => r.what);
const stepOf = (plan: Plan) => plan.steps.find((step) => step.move === ROTATIONS);
const withRotations = (plans: readonly Plan[]): Plan => plans.find(stepOf)!;
const NOT_REACHED = `${situation.target.name} is not reached`;

/** The day on which four years of work are done if nothing takes hours of the job. */
const undisturbed = mustDay('2029-05-31');
const plan = withRotations(frontier(planner, technician, GOAL, limits, on)!.plans);

test('months of the present job come later by what the rotations take, and the checker passes the plan', () => {
  expect(refusals(plan)).toEqual([]);
  const { from, to, practicumHoursPerWeek } = stepOf(plan)!;
  const left = 40 - practicumHoursPerWeek;
  expect(plan.record.experience!.map((j) => j.hoursPerWeek)).toEqual([35, left, 35]);
  const lost = (mustDay(to) + 1 - mustDay(from)) * (1 - left / 35);
  expect(lost).toBeGreaterThan(30);
  const later = mustDay(plan.goalOn) - undisturbed;
  expect(later).toBeGreaterThanOrEqual(lost);
  expect(later).toBeLessThanOrEqual(lost + 4);
});

test('some days sooner the months would not be full: the checker refuses the plan', () => {
  const sooner = { ...plan, goalOn: isoOf(mustDay(plan.goalOn) - 7) };
  expect(refusals(sooner)).toEqual([NOT_REACHED]);
});

test('a search that counts the job on through the rotations makes a plan that the checker refuses', () => {
  const moves = built.problem.moves.map((move) => ({ ...move, slip: 0 }));
  const planted = { ...built, problem: { ...built.problem, moves } };
  const plans = solve(planted.problem).map((result) => realize(situation, planted, result));
  const wrong = withRotations(plans);
  expect(wrong.goalOn).toBe(isoOf(undisturbed));
  expect(refusals(wrong)).toEqual([NOT_REACHED]);
});
