import { bounds } from './bounds.ts';
import { beats, type Need, type Point, type Problem, type Schedule } from './problem.ts';

/**
 * Finds the sets of moves that support the goal and can be unbeaten, by branch and bound over sets.
 *
 * From a set in which something is still unsupported, every set that supports it must hold one of the moves that
 * bring the first missing piece nearer: each is tried. A set that supports everything is handed to `visit`; beyond
 * it only a move can help that gives something needed before its last use there, and each such move is tried too.
 * Every set is looked at once. A set is left when some plan found already beats the best that it, or any set
 * holding it, could become. The paying moves are chosen first and no others come in, so that pay has an upper bound.
 */
export function search(
  problem: Problem,
  paying: readonly number[],
  found: () => readonly Point[],
  visit: (moves: number[]) => readonly Schedule[],
): void {
  const count = problem.moves.length;
  const limit = bounds(problem, paying);
  const seen = new Set<string>();
  const inside = new Uint8Array(count);
  const reached = new Float64Array(count);
  const atoms = new Map<number, number>();
  let chosen: number[] = [];

  /** Times at which the chosen moves end when nothing else is done and hours have no limit; Infinity = unsupported. */
  const spread = (): void => {
    atoms.clear();
    for (const h of problem.have) atoms.set(h.atom, Math.min(atoms.get(h.atom) ?? Infinity, h.from));
    for (const m of chosen) reached[m] = Infinity;
    for (let changed = true; changed;) {
      changed = false;
      for (const m of chosen) {
        const ready = timeOf(problem.moves[m]!.needs);
        if (ready === Infinity) continue;
        const end = problem.moves[m]!.end(problem.moves[m]!.begin(ready));
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
    const next = fewest ?? sooner(problem, inside, visit([...chosen].sort((a, b) => a - b)), limit);
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

/**
 * Moves beyond a supporting set that could still help: those that give sooner what made a move wait in one of these
 * schedules, and those that give again what had lapsed.
 */
function sooner(
  problem: Problem,
  inside: Uint8Array,
  schedules: readonly Schedule[],
  limit: ReturnType<typeof bounds>,
): Set<number> {
  const out = new Set<number>();
  const offer = (atom: number, before: number): void => {
    for (const m of limit.givers(atom)) if (!inside[m] && limit.soonest[m]! < before) out.add(m);
  };
  for (const atom of limit.lapsing) offer(atom, Infinity);
  for (const s of schedules) {
    const since = new Map<number, number>();
    for (const h of problem.have) since.set(h.atom, Math.min(h.from, since.get(h.atom) ?? Infinity));
    s.moves.forEach((m, i) =>
      problem.moves[m]!.gives.forEach((g) =>
        since.set(g.atom, Math.min(s.end[i]!, since.get(g.atom) ?? Infinity)),
      ),
    );
    const ready = (need: Need): number => {
      if ('atom' in need) return since.get(need.atom) ?? Infinity;
      if ('all' in need) return need.all.reduce((t, n) => Math.max(t, ready(n)), 0);
      return need.any.reduce((t, n) => Math.min(t, ready(n)), Infinity);
    };
    // Only what was not there before `at` held the move up, and only what can be there sooner helps.
    const hasten = (need: Need, at: number, begin: (t: number) => number): void => {
      if (begin(ready(need)) < at || begin(limit.timeOf(need)) >= at) return;
      if ('atom' in need) offer(need.atom, at);
      else for (const part of 'all' in need ? need.all : need.any) hasten(part, at, begin);
    };
    s.moves.forEach((m, i) =>
      hasten(problem.moves[m]!.needs, s.start[i]!, (t) => (t === Infinity ? t : problem.moves[m]!.begin(t))),
    );
    hasten(problem.goal, s.time, (t) => t);
  }
  return out;
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
