import type { Clock } from './clock.ts';
import type { Problem } from './problem.ts';

/**
 * The earliest end of all these moves for the hours that they take: no hour of a limit is used twice, and two moves
 * that each take more than half of a limit never run together.
 * @param from an earliest start of each move
 */
export function busyUntil(
  problem: Problem,
  chosen: readonly number[],
  clock: Clock,
  from: (move: number) => number,
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
    const alone = taking.filter((m) => hours(m) * 2 > limit).sort((a, b) => from(a) - from(b));
    until = Math.max(
      until,
      alone.reduce((t, m) => Math.max(t, from(m)) + clock.shortest[m]!, 0),
    );
  }
  return until;
}
