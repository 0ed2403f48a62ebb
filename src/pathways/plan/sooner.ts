import { settle, type Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import type { Placed } from './place.ts';
import { lostTo, type Problem } from './problem.ts';

/** When things can be at the earliest (see bounds.ts), and the jobs that raise pay. */
type Earliest = {
  problem: Problem;
  circuit: Circuit;
  soonest: Float64Array;
  when: Float64Array;
  raising: readonly number[];
};

/**
 * Puts into `out` the moves outside a set that could help it, where its search for schedules ended or put something
 * off: those that give sooner what made a move or the goal wait, jobs that pay as well sooner, and whatever gives what
 * the `stuck` need. If a
 * larger set has a schedule that keeps to the same decisions and holds none of these, it starts nothing of the set
 * any earlier, so the set alone is at least as good.
 */
export function sooner(
  { problem, circuit, soonest, when, raising }: Earliest,
  clock: Clock,
  { moves, start, end }: Placed,
  stuck: readonly number[],
  out: Set<number>,
): void {
  const { gates, givers, gives, roots } = circuit;
  const ready = circuit.since(lostTo(problem, moves)).slice();
  moves.forEach((m, place) => {
    for (const g of gives[m]!) ready[g] = Math.min(ready[g]!, end[place]!);
  });
  settle(circuit, ready);

  const offer = (gate: number, before: number): void => {
    for (const m of givers[gate]!) if (soonest[m]! < before && !moves.includes(m)) out.add(m);
  };
  // Only what was not there before `at` held the move up, and only what can be there sooner helps.
  const hasten = (gate: number, at: number, begin: (t: number) => number): void => {
    if (begin(ready[gate]!) < at || begin(when[gate]!) >= at) return;
    const { kind, parts } = gates[gate]!;
    if (kind === 'atom') offer(gate, at);
    else for (const part of parts) hasten(part, at, begin);
  };
  const offerAll = (gate: number): void => {
    const { kind, parts } = gates[gate]!;
    if (kind === 'atom') offer(gate, Infinity);
    else parts.forEach(offerAll);
  };
  for (const place of start.keys()) {
    const m = moves[place];
    const gate = roots[m ?? roots.length - 1]!;
    hasten(gate, start[place]!, (t) => (t === Infinity || m === undefined ? t : clock.beginOf(m, t)));
    if (stuck.includes(place)) offerAll(gate);
  }
  for (const m of raising) {
    const { rate } = problem.moves[m]!;
    const paid = moves.map((other, place) => (problem.moves[other]!.rate >= rate ? end[place]! : Infinity));
    if (!moves.includes(m) && soonest[m]! < Math.min(Infinity, ...paid)) out.add(m);
  }
}
