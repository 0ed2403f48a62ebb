import type { Placed } from './place.ts';
import { atomsOf, heldFrom, holds, lostTo, type Need, type Problem } from './problem.ts';

/** "This move (by place) does not start before then." */
export type Delay = readonly [place: number, from: number];

/** Moves that nothing standing lets start, and the delays of which any schedule must take one. */
export type Late = { stuck: number[]; delays: Delay[] };

/**
 * What is to be put off when something has lapsed by the time it is needed; null when nothing has. Moves are gone through in the order of their starts; those that nothing standing lets start are
 * `stuck`. In any schedule with no earlier start, one of these starts later, to meet something that comes later,
 * or something that has lapsed was put off so far that it still holds.
 */
export function late(problem: Problem, placed: Placed): Late | null {
  const { moves, start } = placed;
  const sound = new Set<number>();
  const order = [...start.keys()].sort((a, b) => start[a]! - start[b]! || a - b);
  const needs = (place: number): Need =>
    place === moves.length ? problem.goal : problem.moves[moves[place]!]!.needs;
  while (sound.size < order.length) {
    const first = order.find((p) => !sound.has(p))!;
    const stuck = order.filter((p) => !sound.has(p) && start[p] === start[first]);
    const next = stuck.find((p) =>
      holds(needs(p), (atom) => standing(problem, placed, sound, atom, start[p]!)),
    );
    if (next === undefined)
      return { stuck, delays: stuck.flatMap((p) => waysOut(problem, placed, p, needs(p))) };
    sound.add(next);
  }
  return null;
}

/** Does an atom hold at a time, by itself or by the end of a sound move? */
function standing(
  problem: Problem,
  { moves, end }: Placed,
  sound: ReadonlySet<number>,
  atom: number,
  at: number,
): boolean {
  const lost = lostTo(problem, moves);
  for (const h of problem.have) if (h.atom === atom && heldFrom(h, lost) <= at && at <= h.until) return true;
  for (const place of sound) {
    if (place === moves.length || end[place]! > at) continue;
    for (const g of problem.moves[moves[place]!]!.gives)
      if (g.atom === atom && end[place]! + g.lasts >= at) return true;
  }
  return false;
}

function waysOut(problem: Problem, { moves, start, end }: Placed, stuck: number, need: Need): Delay[] {
  const at = start[stuck]!;
  const atoms = new Set(atomsOf(need));
  const out: Delay[] = [];
  let later = Infinity;
  const lost = lostTo(problem, moves);
  for (const h of problem.have)
    if (atoms.has(h.atom) && heldFrom(h, lost) > at) later = Math.min(later, heldFrom(h, lost));
  moves.forEach((m, place) => {
    const move = problem.moves[m]!;
    for (const g of move.gives) {
      if (!atoms.has(g.atom)) continue;
      if (end[place]! > at) later = Math.min(later, end[place]!);
      else if (end[place]! + g.lasts < at)
        out.push([
          place,
          firstStart(
            start[place]!,
            at,
            (s) => move.begin(s) >= at || move.end(move.begin(s)) + g.lasts >= at,
          ),
        ]);
    }
  });
  return [...out, [stuck, later]].filter(([, from]) => from <= problem.horizon) as Delay[];
}

/** First whole step after `low` that passes a test which `high` passes and which, once passed, stays passed. */
export function firstStart(low: number, high: number, test: (s: number) => boolean): number {
  let [a, b] = [low, high];
  while (b - a > 1) {
    const mid = Math.floor((a + b) / 2);
    if (test(mid)) b = mid;
    else a = mid;
  }
  return b;
}
