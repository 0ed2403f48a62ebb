import { bounds, type Bounds, type Outlook } from './bounds.ts';
import type { Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import type { Placed } from './place.ts';
import type { Point, Problem } from './problem.ts';
import { Queue } from './queue.ts';
import { sooner } from './sooner.ts';

/** What is no longer wanted: a set worth no more than a bound, with the moves it holds; and anything more at all. */
export type Wanted = {
  hopeless: (best: Point, holds: (move: number) => boolean) => boolean;
  stop: () => boolean;
};

/** Told of a set in which everything stands; tells of every end of its own search (see sooner.ts). */
export type Visit = (
  problem: Problem,
  circuit: Circuit,
  moves: number[],
  ended: (placed: Placed, stuck: readonly number[]) => void,
) => void;

/** Sets still to be looked at: those that hold these moves and none of those shut out. */
type Branch = Outlook & { limit: Bounds; set: readonly number[]; out: Uint8Array; rank: number };

/**
 * Finds the sets of moves that support the goal and can be unbeaten, by branch and bound over sets, the most
 * promising first: no set is looked at that a plan still to be found beats by its bound.
 *
 * From a set in which something is still unsupported, every set that supports it must hold one of the moves that
 * bring the missing piece: the sets with the first of them are looked at, then those with the second and without
 * the first, and so on, so that no set is looked at twice. A set that supports everything is handed to `visit`;
 * beyond it only a move can help that gives something needed sooner or again, and the larger sets are divided in
 * the same way. A set is left when the best that it, or any set holding it, could become is `hopeless`.
 * @param problems whose sets are wanted, of the same moves
 */
export function search(
  problems: readonly Problem[],
  clock: Clock,
  { hopeless, stop }: Wanted,
  visit: Visit,
): void {
  const [{ moves, work, baseRate, goalRate }] = problems as [Problem];
  const inside = new Uint8Array(moves.length);
  const queue = new Queue<Branch>();
  // Any weights above nothing would do; these make a day worth what the goal pays for it.
  const day = 1 + work * Math.max(baseRate, goalRate);
  const rank = ({ time, cost, net }: Point) => day * time + cost - net;

  const look = (limit: Bounds, set: readonly number[], out: Uint8Array): Branch | null => {
    if (stop()) return null;
    inside.fill(0);
    for (const m of set) inside[m] = 1;
    const found = limit.look(set, inside, out, (best, more) =>
      hopeless(best, (m) => inside[m] === 1 || m === more),
    );
    return found && { ...found, limit, set, out, rank: rank(found.best) };
  };

  /** The sets with the first move, those with the second and without the first, and so on. */
  const divide = ({ limit, set, out }: Branch, moves: Iterable<number>): void => {
    const shut = out.slice();
    for (const m of [...moves].sort((a, b) => limit.order(a) - limit.order(b))) {
      if (shut[m]) continue;
      const branch = look(limit, [...set, m], shut.slice());
      if (branch) queue.push(branch);
      shut[m] = 1;
    }
  };

  for (const problem of problems) {
    const limit = bounds(problem, clock);
    const branch = look(limit, [], limit.shut.slice());
    if (branch) queue.push(branch);
  }
  for (let branch = queue.pop(); branch; branch = queue.pop()) {
    const { limit, set, out, best, missing } = branch;
    if (hopeless(best, (m) => set.includes(m))) continue;
    if (missing.length > 0)
      divide(
        branch,
        missing.reduce((a, b) => (b.length < a.length ? b : a)),
      );
    else if (look(limit, set, out)) {
      const next = new Set<number>();
      visit(
        limit.problem,
        limit.circuit,
        [...set].sort((a, b) => a - b),
        (placed, stuck) => sooner(limit, clock, placed, stuck, next),
      );
      divide(branch, next);
    }
  }
}
