import type { Clock } from './clock.ts';
import type { Problem } from './problem.ts';

/**
 * The earliest time at which all these moves are done and what follows them too, for the hours that they take: no hour
 * of a limit is used twice, and two moves that each take more than half of a limit never run together.
 * @param head an earliest start of each move
 * @param tail the least time from its end to the goal
 */
export function busyUntil(
  problem: Problem,
  chosen: readonly number[],
  clock: Clock,
  head: (move: number) => number,
  tail: (move: number) => number,
): number {
  const { moves } = problem;
  const limits = [
    [problem.study, (m: number) => moves[m]!.study],
    [problem.work - problem.keep, (m: number) => moves[m]!.practicum],
    [problem.work, (m: number) => moves[m]!.practicum + moves[m]!.work],
  ] as const;
  let until = 0;
  for (const [limit, hours] of limits) {
    const taking = chosen.filter((m) => hours(m) > 0);
    if (taking.length === 0) continue;
    const inAll = taking.reduce((sum, m) => sum + hours(m) * clock.shortest[m]!, 0);
    until = Math.max(until, Math.floor(inAll / limit + 1e-9));
    // Moves that never run together end soonest one after the other, in the order in which they can begin.
    const alone = taking.filter((m) => hours(m) * 2 > limit).sort((a, b) => head(a) - head(b));
    for (const last of alone) {
      const rest = tail(last);
      let end = 0;
      for (const m of alone) if (tail(m) >= rest) end = Math.max(end, head(m)) + clock.shortest[m]!;
      until = Math.max(until, end + rest);
    }
  }
  return until;
}
