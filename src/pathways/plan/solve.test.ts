import { expect, test } from 'vitest';
import type { PlanMove, Problem } from './problem.ts';
import { solve } from './solve.ts';

const move = (m: Partial<PlanMove> & { length: number }): PlanMove => ({
  needs: { all: [] }, gives: [], begin: (t) => t, end: (t) => t + m.length, study: 0, practicum: 0, work: 0, cost: 0, rate: 0, ...m,
}); // prettier-ignore
const problem = (p: Partial<Problem>): Problem => ({
  moves: [], have: [], goal: { all: [] }, study: 40, work: 40, keep: 0, budget: 1000, baseRate: 0, goalRate: 1, horizon: 100, ...p,
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
