import type { PlanMove, Problem } from './problem.ts';

/** When moves begin and end, each day looked up once: terms and calendar months are slow to work out. */
export type Clock = {
  /** End of a move whose needs hold from `ready` on; Infinity = it cannot begin any more. */
  endOf: (move: number, ready: number) => number;
  /** First start at or after `ready`. */
  beginOf: (move: number, ready: number) => number;
  /** The shortest that each move can be. */
  shortest: readonly number[];
};

export function clockOf({ moves }: Problem): Clock {
  const begins = moves.map(() => new Map<number, number>());
  const ends = moves.map(() => new Map<number, number>());
  const beginOf = (m: number, ready: number): number => {
    let begin = begins[m]!.get(ready);
    if (begin === undefined) begins[m]!.set(ready, (begin = moves[m]!.begin(ready)));
    return begin;
  };
  const endOf = (m: number, ready: number): number => {
    let end = ends[m]!.get(ready);
    if (end !== undefined) return end;
    const begin = ready === Infinity ? Infinity : beginOf(m, ready);
    ends[m]!.set(ready, (end = begin === Infinity ? Infinity : moves[m]!.end(begin)));
    return end;
  };
  return { beginOf, endOf, shortest: moves.map(shortest) };
}

/** The shortest a move can be. Lengths in calendar months differ by three days with the start, and one for a leap day. */
function shortest(move: PlanMove): number {
  const begin = move.begin(0);
  const length = begin === Infinity ? 0 : move.end(begin) - begin;
  return Math.max(0, length > 20 ? length - 4 : length);
}
