import { bounds } from './bounds.ts';
import type { Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import type { Placed } from './place.ts';
import type { Point, Problem } from './problem.ts';
import { sooner } from './sooner.ts';

/** Sets still to be looked at: those that hold these moves and none of those shut out. */
type Branch = { set: readonly number[]; out: Uint8Array };

/** What is no longer wanted: a set worth no more than a bound, with the moves it holds; and anything more at all. */
export type Wanted = {
  hopeless: (best: Point, holds: (move: number) => boolean) => boolean;
  stop: () => boolean;
};

/**
 * Finds the sets of moves that support the goal and can be unbeaten, by branch and bound over sets.
 *
 * From a set in which something is still unsupported, every set that supports it must hold one of the moves that
 * bring the missing piece: the sets with the first of them are looked at, then those with the second and without
 * the first, and so on, so that no set is looked at twice. A set that supports everything is handed to `visit`;
 * beyond it only a move can help that gives something needed sooner or again (see sooner.ts), and the larger sets
 * are divided in the same way. A set is left when the best that it, or any set holding it, could become is
 * `hopeless`. The paying moves are chosen first and no others come in, so that pay has an upper bound.
 */
export function search(
  problem: Problem,
  paying: readonly number[],
  clock: Clock,
  { hopeless, stop }: Wanted,
  visit: (
    circuit: Circuit,
    moves: number[],
    ended: (placed: Placed, stuck: readonly number[]) => void,
  ) => void,
): void {
  const limit = bounds(problem, paying, clock);
  const inside = new Uint8Array(problem.moves.length);
  /** Larger sets to look at when every set that came before has been: small plans found early prune the rest. */
  const later: Branch[] = [];

  const look = ({ set, out }: Branch): void => {
    if (stop()) return;
    inside.fill(0);
    for (const m of set) inside[m] = 1;
    const found = limit.look(set, inside, out, (best, more) =>
      hopeless(best, (m) => inside[m] === 1 || m === more),
    );
    if (!found) return;
    const byOrder = (a: number, b: number) => limit.order(a) - limit.order(b);
    if (found.missing.length > 0) {
      const fewest = found.missing.reduce((a, b) => (b.length < a.length ? b : a));
      for (const branch of branches(set, out, [...fewest].sort(byOrder))) look(branch);
    } else {
      const next = new Set<number>();
      visit(
        limit.circuit,
        [...set].sort((a, b) => a - b),
        (placed, stuck) => sooner(limit, clock, placed, stuck, next),
      );
      const open = [...next].filter((m) => !out[m]).sort(byOrder);
      later.push(...branches(set, out, open));
    }
  };

  if (paying.some((m) => limit.shut[m])) return;
  look({ set: paying, out: limit.shut.slice() });
  for (let i = 0; i < later.length; i++) look(later[i]!);
}

/** The sets with the first move, those with the second and without the first, and so on. */
function branches(set: readonly number[], out: Uint8Array, moves: readonly number[]): Branch[] {
  const shut = out.slice();
  return moves.map((m) => {
    const branch = { set: [...set, m], out: shut.slice() };
    shut[m] = 1;
    return branch;
  });
}
