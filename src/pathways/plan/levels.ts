import { atomsOf, type Problem } from './problem.ts';

/** The rates above the present one that some job would pay: what a plan may reach on the way, each or not. */
export function levelsOf({ moves, baseRate }: Problem): number[] {
  return [...new Set(moves.map((m) => m.rate).filter((rate) => rate > baseRate))];
}

/**
 * The problem of the plans that reach these rates and no others: for each, a job that pays it belongs to the goal. Jobs
 * that pay another rate above the present one are shut out, so that pay has an upper bound.
 */
export function reaching(problem: Problem, levels: readonly number[]): Problem {
  const free =
    1 + Math.max(-1, ...problem.moves.flatMap((m) => m.gives.map((g) => g.atom)), ...atomsIn(problem));
  const atoms = levels.map((_, i) => ({ atom: free + i }));
  const paid = (rate: number) =>
    levels.flatMap((l, i) => (l === rate ? [{ ...atoms[i]!, lasts: Infinity }] : []));
  const never = (rate: number) => rate > problem.baseRate && !levels.includes(rate);
  return {
    ...problem,
    goal: { all: [problem.goal, ...atoms] },
    moves: problem.moves.map((m) => ({
      ...m,
      gives: [...m.gives, ...paid(m.rate)],
      ...(never(m.rate) ? { needs: { any: [] } } : {}),
    })),
  };
}

const atomsIn = ({ have, goal, moves }: Problem): number[] => [
  ...have.map((h) => h.atom),
  ...[goal, ...moves.map((m) => m.needs)].flatMap(atomsOf),
];
