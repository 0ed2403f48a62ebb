import type { Need, Problem } from './problem.ts';

/** Decisions taken so far: which move waits for the end of which, and before when none may start (by place). */
export type Decisions = { after: readonly (readonly [number, number])[]; release: readonly number[] };

/** A set of moves by place, the goal at the last place, with starts and ends by place. */
export type Placed = { moves: readonly number[]; start: number[]; end: number[] };

/**
 * The earliest start of every move of a set, and of the goal after all of them, as if nothing ever lapsed; Infinity
 * when it can never start. No schedule that keeps to the decisions starts any of them earlier.
 */
export function earliest(problem: Problem, moves: readonly number[], decisions: Decisions): Placed {
  const goal = moves.length;
  const start = Array<number>(goal + 1).fill(Infinity);
  const end = Array<number>(goal + 1).fill(Infinity);
  const since = new Map<number, number>();
  const known = (atom: number, from: number) => since.set(atom, Math.min(from, since.get(atom) ?? Infinity));
  for (const h of problem.have) known(h.atom, h.from);
  const waiting = new Set(moves.keys());
  let last = 0;
  while (waiting.size > 0) {
    let best = -1;
    let at = Infinity;
    for (const place of waiting) {
      const move = problem.moves[moves[place]!]!;
      let from = Math.max(decisions.release[place]!, ready(move.needs, since));
      for (const [first, then] of decisions.after) if (then === place) from = Math.max(from, end[first]!);
      if (from >= at) continue;
      const start = move.begin(from);
      if (start < at) [best, at] = [place, start];
    }
    if (best < 0) return { moves, start, end };
    const move = problem.moves[moves[best]!]!;
    const ends = move.end(at);
    [start[best], end[best]] = [at, ends];
    for (const g of move.gives) known(g.atom, ends);
    waiting.delete(best);
    last = Math.max(last, ends);
  }
  start[goal] = end[goal] = Math.max(last, decisions.release[goal]!, ready(problem.goal, since));
  return { moves, start, end };
}

/** From when a need holds, given from when atoms do. */
function ready(need: Need, since: ReadonlyMap<number, number>): number {
  if ('atom' in need) return since.get(need.atom) ?? Infinity;
  if ('all' in need) return need.all.reduce((t, n) => Math.max(t, ready(n, since)), 0);
  return need.any.reduce((t, n) => Math.min(t, ready(n, since)), Infinity);
}
