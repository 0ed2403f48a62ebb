import { bounds } from './bounds.ts';
import type { Placed } from './place.ts';
import type { Need, Point, Problem } from './problem.ts';
import { sooner } from './sooner.ts';

/**
 * Finds the sets of moves that support the goal and can be unbeaten, by branch and bound over sets.
 *
 * From a set in which something is still unsupported, every set that supports it must hold one of the moves that
 * bring the first missing piece nearer: each is tried. A set that supports everything is handed to `visit`; beyond
 * it only a move can help that gives something needed sooner or again (see sooner.ts), and each such is tried too.
 * Every set is looked at once. A set is left when the best that it, or any set holding it, could become is
 * `hopeless`. The paying moves are chosen first and no others come in, so that pay has an upper bound.
 */
export function search(
  problem: Problem,
  paying: readonly number[],
  hopeless: (best: Point, holds: (move: number) => boolean) => boolean,
  visit: (moves: number[], ended: (placed: Placed, stuck: readonly number[]) => void) => void,
): void {
  const count = problem.moves.length;
  const limit = bounds(problem, paying);
  const seen = new Set<string>();
  const inside = new Uint8Array(count);
  const reached = new Float64Array(count);
  const atoms = new Map<number, number>();
  let chosen: readonly number[] = [];

  /** Times at which the chosen moves end when nothing else is done and hours have no limit; Infinity = unsupported. Too late is not unsupported: more moves may hasten it. */
  const spread = (): void => {
    atoms.clear();
    for (const h of problem.have) atoms.set(h.atom, Math.min(atoms.get(h.atom) ?? Infinity, h.from));
    for (const m of chosen) reached[m] = Infinity;
    for (let changed = true; changed;) {
      changed = false;
      for (const m of chosen) {
        const ready = timeOf(problem.moves[m]!.needs);
        if (ready === Infinity) continue;
        const begin = problem.moves[m]!.begin(ready);
        const end = begin === Infinity ? problem.horizon + 1 : problem.moves[m]!.end(begin);
        if (end >= reached[m]!) continue;
        [reached[m], changed] = [end, true];
        for (const g of problem.moves[m]!.gives)
          if (end < (atoms.get(g.atom) ?? Infinity)) atoms.set(g.atom, end);
      }
    }
  };

  const timeOf = (need: Need): number => {
    if ('atom' in need) return atoms.get(need.atom) ?? Infinity;
    if ('all' in need) return need.all.reduce((t, n) => Math.max(t, timeOf(n)), 0);
    return need.any.reduce((t, n) => Math.min(t, timeOf(n)), Infinity);
  };

  /**
   * Moves not chosen yet, one of which every supporting set must hold: whoever gives a missing piece, or what is
   * missing of a chosen giver. Of several missing pieces the one with the fewest such moves stands for all.
   */
  const nearer = (need: Need, asking: readonly number[] = []): Set<number> => {
    if ('atom' in need) {
      const into = new Set<number>();
      for (const m of limit.givers(need.atom)) {
        if (!inside[m]) into.add(m);
        else if (!asking.includes(m))
          for (const x of nearer(problem.moves[m]!.needs, [...asking, m])) into.add(x);
      }
      return into;
    }
    if ('any' in need)
      return new Set(
        need.any
          .filter((part) => limit.timeOf(part) <= problem.horizon)
          .flatMap((part) => [...nearer(part, asking)]),
      );
    let fewest: Set<number> | null = null;
    for (const part of need.all) {
      if (timeOf(part) < Infinity) continue;
      const moves = nearer(part, asking);
      if (!fewest || moves.size < fewest.size) fewest = moves;
    }
    return fewest ?? new Set();
  };

  /** Larger sets to look at when every set that came before has been: small plans found early prune the rest. */
  const later: number[][] = [];

  const look = (set: readonly number[]): void => {
    chosen = set;
    inside.fill(0);
    for (const m of set) inside[m] = 1;
    const key = keyOf(inside);
    if (seen.has(key)) return;
    seen.add(key);
    const bound = limit.best(chosen, inside);
    if (!bound || hopeless(bound, (m) => inside[m] === 1)) return;
    spread();
    const missing = [problem.goal, ...chosen.map((m) => problem.moves[m]!.needs)].filter(
      (n) => timeOf(n) === Infinity,
    );
    let fewest: Set<number> | null = null;
    for (const need of missing) {
      const moves = nearer(need);
      if (!fewest || moves.size < fewest.size) fewest = moves;
    }
    const next = fewest ?? new Set<number>();
    const sorted = [...set].sort((a, b) => a - b);
    if (!fewest) visit(sorted, (placed, stuck) => sooner(problem, placed, stuck, limit, next));
    const order = [...next].sort((a, b) => limit.order(a) - limit.order(b));
    if (!fewest) later.push(...order.map((m) => [...set, m]));
    else for (const m of order) look([...set, m]);
  };

  if (paying.some((m) => limit.soonest[m]! > problem.horizon)) return;
  look(paying);
  for (let i = 0; i < later.length; i++) look(later[i]!);
}

function keyOf(inside: Uint8Array): string {
  let key = '';
  for (let i = 0; i < inside.length; i += 15) {
    let bits = 0;
    for (let k = i; k < Math.min(i + 15, inside.length); k++) bits = bits * 2 + inside[k]!;
    key += String.fromCharCode(bits);
  }
  return key;
}
