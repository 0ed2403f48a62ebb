import { settle, type Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';

/** Decisions taken so far: which move waits for the end of which, and before when none may start (by place). */
export type Decisions = {
  after: readonly (readonly [number, number])[];
  release: readonly number[];
  /** Steps lost to what accrues, by the moves of the set. */
  lost: number;
};

/** A set of moves by place, the goal at the last place, with starts and ends by place. */
export type Placed = { moves: readonly number[]; start: number[]; end: number[] };

/**
 * The earliest start of every move of a set, and of the goal after all of them, as if nothing ever lapsed; Infinity
 * when it can never start. No schedule that keeps to the decisions starts any of them earlier.
 */
export function earliest(
  circuit: Circuit,
  clock: Clock,
  moves: readonly number[],
  decisions: Decisions,
): Placed {
  const { gives, roots } = circuit;
  const goal = moves.length;
  const start = Array<number>(goal + 1).fill(Infinity);
  const end = Array<number>(goal + 1).fill(Infinity);
  const ready = circuit.since(decisions.lost).slice();
  for (let changed = true; changed;) {
    changed = false;
    settle(circuit, ready);
    for (let place = 0; place < goal; place++) {
      const m = moves[place]!;
      let from = Math.max(decisions.release[place]!, ready[roots[m]!]!);
      for (const [first, then] of decisions.after) if (then === place) from = Math.max(from, end[first]!);
      if (from === Infinity) continue;
      const ends = clock.endOf(m, from);
      if (ends >= end[place]!) continue;
      [start[place], end[place], changed] = [clock.beginOf(m, from), ends, true];
      for (const g of gives[m]!) if (ends < ready[g]!) ready[g] = ends;
    }
  }
  const last = Math.max(0, ...end.slice(0, -1));
  start[goal] = end[goal] = Math.max(last, decisions.release[goal]!, ready[roots.at(-1)!]!);
  return { moves, start, end };
}
