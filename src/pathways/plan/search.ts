import { bounds } from './bounds.ts';
import type { Placed } from './place.ts';
import { beats, type Need, type Point, type Problem } from './problem.ts';
import { sooner } from './sooner.ts';

/**
 * Finds the sets of moves that support the goal and can be unbeaten, by branch and bound over sets.
 *
 * From a set in which something is still unsupported, every set that supports it must hold one of the moves that
 * bring the first missing piece nearer: each is tried. A set that supports everything is handed to `visit`; beyond
 * it only a move can help that gives something needed sooner or again (see sooner.ts), and each such is tried too.
 * Every set is looked at once. A set is left when some plan found already beats the best that it, or any set
 * holding it, could become. The paying moves are chosen first and no others come in, so that pay has an upper bound.
 */
export function search(
  problem: Problem,
  paying: readonly number[],
  found: () => readonly Point[],
  visit: (moves: number[], ended: (placed: Placed, stuck: readonly number[]) => void) => void,
): void {
  const count = problem.moves.length;
  const limit = bounds(problem, paying);
  const seen = new Set<string>();
  const inside = new Uint8Array(count);
  const reached = new Float64Array(count);
  const atoms = new Map<number, number>();
  let chosen: number[] = [];

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

  const go = (): void => {
    const key = keyOf(inside);
    if (seen.has(key)) return;
    seen.add(key);
    const bound = limit.best(chosen, inside);
    if (!bound || found().some((p) => beats(p, bound))) return;
    spread();
    let fewest: Set<number> | null = null;
    const missing = [problem.goal, ...chosen.map((m) => problem.moves[m]!.needs)].filter(
      (n) => timeOf(n) === Infinity,
    );
    for (const need of missing) {
      const moves = nearer(need);
      if (!fewest || moves.size < fewest.size) fewest = moves;
    }
    const next = fewest ?? new Set<number>();
    if (!fewest)
      visit(
        [...chosen].sort((a, b) => a - b),
        (placed, stuck) => sooner(problem, placed, stuck, limit, next),
      );
    for (const m of [...next].sort((a, b) => limit.order(a, inside) - limit.order(b, inside))) {
      inside[m] = 1;
      chosen = [...chosen, m];
      go();
      chosen = chosen.slice(0, -1);
      inside[m] = 0;
    }
  };

  for (const m of paying) inside[m] = 1;
  chosen = [...paying];
  if (paying.every((m) => limit.soonest[m]! <= problem.horizon)) go();
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
