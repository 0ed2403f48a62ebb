import type { Need, Problem } from './problem.ts';

/**
 * Every set of moves that can support a need: each atom is there by itself or given by one chosen move, whose own
 * needs are supported in turn. Sets are found once each; whether their order works out is the schedule's question.
 */
export function supports(problem: Problem, need: Need, budget: number): number[][] {
  const givers = new Map<number, number[]>();
  problem.moves.forEach((move, m) =>
    move.gives.forEach((g) => givers.set(g.atom, [...(givers.get(g.atom) ?? []), m])),
  );
  const lasting = new Set(
    problem.have.filter((h) => h.from === 0 && h.until >= problem.horizon).map((h) => h.atom),
  );
  const owned = new Set(problem.have.map((h) => h.atom));
  const found = new Map<string, number[]>();

  const go = (open: readonly Need[], chosen: readonly number[], cost: number): void => {
    if (cost > budget) return;
    const [first, ...rest] = open;
    if (!first) {
      const sorted = [...chosen].sort((a, b) => a - b);
      found.set(sorted.join(), sorted);
      return;
    }
    if ('all' in first) return go([...first.all, ...rest], chosen, cost);
    if ('any' in first) return first.any.forEach((n) => go([n, ...rest], chosen, cost));
    if (lasting.has(first.atom)) return go(rest, chosen, cost);
    if (owned.has(first.atom)) go(rest, chosen, cost);
    for (const giver of givers.get(first.atom) ?? []) {
      if (chosen.includes(giver)) go(rest, chosen, cost);
      else go([problem.moves[giver]!.needs, ...rest], [...chosen, giver], cost + problem.moves[giver]!.cost);
    }
  };
  go([need], [], 0);
  return [...found.values()];
}
