import { beats, samePoint, type PlanResult, type Point, type Problem } from './problem.ts';
import { schedules } from './schedule.ts';
import { search } from './search.ts';
import { worth } from './worth.ts';

/**
 * Every plan that no other plan beats. A plan holds what supports the goal and, beside it, any choice of moves
 * that raise pay with what supports them; any further move would only cost. One schedule is kept for each set of
 * moves and point.
 * @param accept a last word on a plan that would be kept; a plan refused neither stands nor beats any other
 */
export function solve(problem: Problem, accept: (plan: PlanResult) => boolean = () => true): PlanResult[] {
  const raising = problem.moves.flatMap((m, i) => (m.rate > problem.baseRate ? [i] : []));
  const best: PlanResult[] = [];
  let points: Point[] = [];
  for (const paying of choices(raising))
    search(problem, paying, () => points, (moves, ended) => {
      const hopeless = (hope: Point) => points.some((p) => beats(p, hope));
      for (const schedule of schedules(problem, moves, hopeless, ended)) keep(best, { schedule, point: worth(problem, schedule) }, accept);
      points = best.map((b) => b.point);
    }); // prettier-ignore
  return best;
}

function keep(best: PlanResult[], plan: PlanResult, accept: (plan: PlanResult) => boolean): void {
  if (best.some((b) => beats(b.point, plan.point))) return;
  if (
    best.some((b) => samePoint(b.point, plan.point) && b.schedule.moves.join() === plan.schedule.moves.join())
  )
    return;
  if (!accept(plan)) return;
  for (let i = best.length - 1; i >= 0; i--) if (beats(plan.point, best[i]!.point)) best.splice(i, 1);
  best.push(plan);
}

/** Every choice of some, none or all, the smaller choices first. */
const choices = <T>(items: readonly T[]): T[][] =>
  items
    .reduce<T[][]>((sets, item) => [...sets, ...sets.map((s) => [...s, item])], [[]])
    .sort((a, b) => a.length - b.length);
