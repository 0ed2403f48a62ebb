import type { bounds } from './bounds.ts';
import type { Placed } from './place.ts';
import type { Need, Problem } from './problem.ts';

/**
 * Puts into `out` the moves outside a set that could help it, where its search for schedules ended or put something
 * off: those that give sooner what made a move or the goal wait, and whatever gives what the `stuck` need. If a
 * larger set has a schedule that keeps to the same decisions and holds none of these, it starts nothing of the set
 * any earlier, so the set alone is at least as good.
 */
export function sooner(
  problem: Problem,
  { moves, start, end }: Placed,
  stuck: readonly number[],
  limit: ReturnType<typeof bounds>,
  out: Set<number>,
): void {
  const since = new Map<number, number>();
  const known = (atom: number, from: number) => since.set(atom, Math.min(from, since.get(atom) ?? Infinity));
  for (const h of problem.have) known(h.atom, h.from);
  moves.forEach((m, place) => problem.moves[m]!.gives.forEach((g) => known(g.atom, end[place]!)));

  const ready = (need: Need): number => {
    if ('atom' in need) return since.get(need.atom) ?? Infinity;
    if ('all' in need) return need.all.reduce((t, n) => Math.max(t, ready(n)), 0);
    return need.any.reduce((t, n) => Math.min(t, ready(n)), Infinity);
  };
  const offer = (atom: number, before: number): void => {
    for (const m of limit.givers(atom)) if (!moves.includes(m) && limit.soonest[m]! < before) out.add(m);
  };
  // Only what was not there before `at` held the move up, and only what can be there sooner helps.
  const hasten = (need: Need, at: number, begin: (t: number) => number): void => {
    if (begin(ready(need)) < at || begin(limit.timeOf(need)) >= at) return;
    if ('atom' in need) offer(need.atom, at);
    else for (const part of 'all' in need ? need.all : need.any) hasten(part, at, begin);
  };
  const offerAll = (need: Need): void => {
    if ('atom' in need) offer(need.atom, Infinity);
    else ('all' in need ? need.all : need.any).forEach(offerAll);
  };
  for (const place of start.keys()) {
    const move = problem.moves[moves[place] ?? -1];
    const need = move ? move.needs : problem.goal;
    hasten(need, start[place]!, (t) => (t === Infinity || !move ? t : move.begin(t)));
    if (stuck.includes(place)) offerAll(need);
  }
}
