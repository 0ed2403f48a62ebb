import { expect, test } from 'vitest';
import type { PlanMove, Problem } from './problem.ts';
import { cutShort, solve } from './solve.ts';

const move = (m: Partial<PlanMove> & { length: number }): PlanMove => ({
  needs: { all: [] }, gives: [], begin: (t) => t, end: (t) => t + m.length, study: 0, practicum: 0, work: 0, cost: 0, keeping: () => 0, slip: 0, rate: 0, ...m,
}); // prettier-ignore
const problem = (p: Partial<Problem>): Problem => ({
  moves: [], have: [], goal: { all: [] }, study: 40, work: 40, keep: 0, budget: 1000, keeping: () => 0, baseRate: 0, goalRate: 1, horizon: 100, ...p,
}); // prettier-ignore

test('nothing to do is one empty plan at time 0', () => {
  expect(solve(problem({})).map((p) => p.point)).toEqual([{ time: 0, cost: 0, net: 4000 }]);
});

test('a dear quick way and a cheap slow way both stand', () => {
  const dear = move({ length: 10, cost: 300, gives: [{ atom: 1, lasts: Infinity }] });
  const cheap = move({ length: 30, cost: 100, gives: [{ atom: 1, lasts: Infinity }] });
  const plans = solve(problem({ moves: [dear, cheap], goal: { atom: 1 } }));
  expect(plans.map((p) => [p.point.time, p.point.cost]).sort((a, b) => a[0]! - b[0]!)).toEqual([[10, 300], [30, 100]]); // prettier-ignore
});

test('two courses that together ask for too many hours follow each other', () => {
  const a = move({ length: 4, study: 30, gives: [{ atom: 1, lasts: Infinity }] });
  const b = move({ length: 6, study: 30, gives: [{ atom: 2, lasts: Infinity }] });
  const plans = solve(problem({ moves: [a, b], goal: { all: [{ atom: 1 }, { atom: 2 }] } }));
  expect(plans[0]!.point.time).toBe(10);
});

test('what lapses is put off until it can be used', () => {
  const quick = move({ length: 1, gives: [{ atom: 1, lasts: 2 }] });
  const slow = move({ length: 9, gives: [{ atom: 2, lasts: Infinity }] });
  const last = move({
    length: 1,
    needs: { all: [{ atom: 1 }, { atom: 2 }] },
    gives: [{ atom: 3, lasts: Infinity }],
  });
  const [plan] = solve(problem({ moves: [quick, slow, last], goal: { atom: 3 } }));
  expect(plan!.point.time).toBe(10);
  expect(plan!.schedule.start[0]).toBe(6);
});

test('a paying job beside the goal is taken when it raises net pay', () => {
  const study = move({ length: 50, study: 20, gives: [{ atom: 1, lasts: Infinity }] });
  const job = move({ length: 2, cost: 10, rate: 0.5 });
  const plans = solve(problem({ moves: [study, job], goal: { atom: 1 } }));
  expect(plans.map((p) => p.schedule.moves.length).sort()).toEqual([1, 2]);
});

test('over the budget there is no plan', () => {
  expect(
    solve(
      problem({
        moves: [move({ length: 1, cost: 2000, gives: [{ atom: 1, lasts: 9 }] })],
        goal: { atom: 1 },
      }),
    ),
  ).toEqual([]);
});

const gives = (...atoms: number[]) => atoms.map((atom) => ({ atom, lasts: Infinity }));
const all = (...atoms: number[]) => ({ all: atoms.map((atom) => ({ atom })) });
const points = (p: Partial<Problem>) =>
  solve(problem(p)).map(({ point }) => [point.time, point.cost, point.net]);

test('a goal that comes by itself is waited for', () => {
  const have = [{ atom: 1, from: 7, until: Infinity, accrues: false }];
  expect(points({ have, goal: { atom: 1 } })).toEqual([[7, 0, 93 * 40]]);
});

test('what lapsed is put off although somebody else gives it later', () => {
  const quick = move({ length: 1, gives: [{ atom: 1, lasts: 1 }] });
  const slow = move({ length: 5, gives: gives(2) });
  const later = move({ length: 10, gives: gives(1, 3) });
  const job = move({ length: 1, needs: all(1, 2), gives: gives(4), rate: 0.5 });
  const found = points({ moves: [quick, slow, later, job], goal: all(3, 4) });
  expect(found).toContainEqual([10, 0, 4 * 40 * 0.5 + 90 * 40]);
});

test('one more move helps a job that would be too late to begin', () => {
  const have = [{ atom: 1, from: 5, until: Infinity, accrues: false }];
  const hastens = move({ length: 0, gives: gives(1) });
  const job = move({ length: 2, needs: { atom: 1 }, rate: 0.5, begin: (t) => (t <= 4 ? t : Infinity) });
  const course = move({ length: 10, gives: gives(2) });
  expect(points({ moves: [hastens, job, course], have, goal: { atom: 2 } })).toEqual([
    [10, 0, 8 * 40 * 0.5 + 3600],
  ]);
});

test('one more move helps two jobs of which either alone is beaten', () => {
  const have = [{ atom: 1, from: 3, until: Infinity, accrues: false }];
  const best = move({ length: 2, needs: { atom: 1 }, rate: 3, begin: (t) => (t <= 5 ? t : Infinity) });
  const hastens = move({ length: 0, gives: gives(2) });
  const soon = move({ length: 2, needs: { any: [{ atom: 1 }, { atom: 2 }] }, rate: 2 });
  const found = points({ moves: [best, hastens, soon], have, goalRate: 0, horizon: 9, work: 3 });
  expect(found.sort((a, b) => a[0]! - b[0]!)).toEqual([[0, 0, 0], [2, 0, 42], [5, 0, 54]]); // prettier-ignore
});

test('moves that take no time do not rest on each other in a circle', () => {
  const a = move({ length: 0, needs: { atom: 2 }, gives: gives(1) });
  const b = move({ length: 0, needs: { atom: 1 }, gives: gives(2) });
  expect(points({ moves: [a, b], goal: { atom: 1 } })).toEqual([]);
});

test('of plans that come to the same, one with moves to spare is dropped', () => {
  const course = move({ length: 5, gives: gives(1) });
  const other = move({ length: 5, gives: gives(1) });
  const spare = move({ length: 1, rate: 0 });
  const plans = solve(problem({ moves: [course, other, spare], goal: { atom: 1 } }));
  expect(plans.map((p) => p.schedule.moves)).toEqual([[0], [1]]);
});

test('a search cut short says so and keeps only plans that hold', () => {
  const courses = Array.from({ length: 12 }, (_, i) =>
    move({ length: 3 + (i % 4), study: 15, cost: 5 + i, gives: [{ atom: i % 6, lasts: Infinity }] }),
  );
  const goal = { all: [0, 1, 2, 3, 4, 5].map((atom) => ({ atom })) };
  const whole = solve(problem({ moves: courses, goal, study: 30 }));
  const effort = { most: 12, spent: 0 };
  const some = solve(problem({ moves: courses, goal, study: 30 }), () => true, Infinity, effort);
  expect(cutShort(effort)).toBe(true);
  for (const plan of some)
    expect(whole.some((w) => w.point.time <= plan.point.time && w.point.cost <= plan.point.cost)).toBe(true);
  const enough = { most: Infinity, spent: 0 };
  solve(problem({ moves: courses, goal, study: 30 }), () => true, Infinity, enough);
  expect(cutShort(enough)).toBe(false);
});

test('a job for which what accrues would come too late begins with what another move gives', () => {
  const have = [{ atom: 1, from: 9, until: Infinity, accrues: true }];
  const course = move({ length: 1, gives: gives(1) });
  const job = move({ length: 2, needs: { atom: 1 }, rate: 2, slip: 2 });
  const found = points({ moves: [course, job], have, horizon: 9, work: 5 });
  expect(found.sort((a, b) => a[0]! - b[0]!)).toEqual([[0, 0, 45], [3, 0, 60]]); // prettier-ignore
});
