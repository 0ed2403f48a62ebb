import { clockOf } from './clock.ts';
import { beats, samePoint, type PlanResult, type Point, type Problem } from './problem.ts';
import { levelsOf, reaching } from './levels.ts';
import { schedules } from './schedule.ts';
import { search } from './search.ts';
import { worth } from './worth.ts';

/** As much as takes a few seconds; what is asked of ordinary records takes a hundredth of it. */
export const MOST_EFFORT = 20_000;

/** How many sets and half-made schedules may be looked at, and how many were; one more than may be: too few. */
export type Effort = { most: number; spent: number };

export const cutShort = ({ most, spent }: Effort): boolean => spent > most;

/**
 * Every plan that no other plan beats. A plan holds what supports the goal and, beside it, any choice of moves
 * that raise pay with what supports them; any further move would only cost. Of plans that come to the same, each
 * is kept that holds all the moves of no other, with one schedule.
 * @param accept a last word on a plan that would be kept; a plan refused neither stands nor beats any other
 * @param effort a limit on how much is looked at, in steps and not seconds: same input, same answer
 * @param enough stop with this many plans, whichever they are: to ask whether there is one at all
 */
export function solve(
  problem: Problem,
  accept: (plan: PlanResult) => boolean = () => true,
  enough = Infinity,
  effort: Effort = { most: Infinity, spent: 0 },
): PlanResult[] {
  const best: PlanResult[] = [];
  const clock = clockOf(problem);
  /** Can no set with these moves, worth no more than the bound, be kept? */
  const hopeless = (bound: Point, holds: (move: number) => boolean) =>
    best.some((b) => outdone(b, bound, holds));
  const stop = (): boolean => {
    if (best.length >= enough || cutShort(effort)) return true;
    effort.spent += 1;
    return cutShort(effort);
  };
  const problems = choices(levelsOf(problem)).map((levels) => reaching(problem, levels));
  search(problems, clock, { hopeless, stop }, (reached, circuit, moves, ended) => {
    const inside = (bound: Point) => stop() || hopeless(bound, (m) => moves.includes(m));
    for (const schedule of schedules(reached, circuit, clock, moves, inside, ended))
      keep(best, { schedule, point: worth(problem, schedule) }, accept);
  });
  return best;
}

/** Is a plan better than a point, or as good with no more moves? */
const outdone = (by: PlanResult, point: Point, holds: (move: number) => boolean): boolean =>
  beats(by.point, point) || (samePoint(by.point, point) && by.schedule.moves.every(holds));

function keep(best: PlanResult[], plan: PlanResult, accept: (plan: PlanResult) => boolean): void {
  if (best.some((b) => outdone(b, plan.point, (m) => plan.schedule.moves.includes(m)))) return;
  if (!accept(plan)) return;
  for (let i = best.length - 1; i >= 0; i--) {
    const { point, schedule } = best[i]!;
    if (outdone(plan, point, (m) => schedule.moves.includes(m))) best.splice(i, 1);
  }
  best.push(plan);
}

/** Every choice of some, none or all, the smaller choices first. */
const choices = <T>(items: readonly T[]): T[][] =>
  items
    .reduce<T[][]>((sets, item) => [...sets, ...sets.map((s) => [...s, item])], [[]])
    .sort((a, b) => a.length - b.length);
