import { beats, samePoint, type Need, type PlanResult, type Problem } from './problem.ts';
import { schedules } from './schedule.ts';
import { supports } from './ways.ts';
import { worth } from './worth.ts';

/**
 * Every plan that no other plan beats. A plan holds what supports the goal and, beside it, any choice of moves
 * that raise pay with what supports them; any further move would only cost. One schedule is kept for each set of
 * moves and point.
 */
export function solve(problem: Problem): PlanResult[] {
  const paying = problem.moves.flatMap((m, i) => (m.rate > problem.baseRate ? [i] : []));
  const best: PlanResult[] = [];
  const tried = new Set<string>();
  for (const extra of choices(paying)) {
    const need: Need = { all: [problem.goal, ...extra.map((m): Need => ({ all: [{ atom: doneAtom(m) }] }))] };
    for (const moves of supports(withDone(problem, extra), need, problem.budget)) {
      const key = moves.join();
      if (tried.has(key)) continue;
      tried.add(key);
      for (const schedule of schedules(problem, moves)) keep(best, { schedule, point: worth(problem, schedule) });
    }
  }
  return best;
}

/** Atoms of their own that say "this paying move was done", so that a plan can be made to hold it. */
const doneAtom = (move: number): number => -1 - move;

function withDone(problem: Problem, extra: readonly number[]): Problem {
  if (extra.length === 0) return problem;
  const moves = problem.moves.map((move, m) => (extra.includes(m) ? { ...move, gives: [...move.gives, { atom: doneAtom(m), lasts: Infinity }] } : move));
  return { ...problem, moves };
}

function keep(best: PlanResult[], plan: PlanResult): void {
  if (best.some((b) => beats(b.point, plan.point))) return;
  if (best.some((b) => samePoint(b.point, plan.point) && b.schedule.moves.join() === plan.schedule.moves.join())) return;
  for (let i = best.length - 1; i >= 0; i--) if (beats(plan.point, best[i]!.point)) best.splice(i, 1);
  best.push(plan);
}

const choices = <T>(items: readonly T[]): T[][] => items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((s) => [...s, item])], [[]]);
