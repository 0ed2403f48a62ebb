import type { Point, Problem, Schedule } from './problem.ts';

/** Time, dollars and net pay of a schedule (see Point). */
export function worth(problem: Problem, schedule: Schedule): Point {
  return priced(problem, schedule, keepingOf(problem, schedule));
}

/**
 * The same for what it can come to when some of its moves end later: what they give is then kept for a shorter time.
 */
export function hopeOf(problem: Problem, schedule: Schedule): Point {
  return priced(problem, schedule, problem.keeping(schedule.time));
}

/** Dollars for keeping what is held and what the moves give. */
const keepingOf = (problem: Problem, { moves, end, time }: Schedule): number =>
  moves.reduce((sum, m, i) => sum + problem.moves[m]!.keeping(end[i]!, time), problem.keeping(time));

function priced(problem: Problem, { moves, start, end, time }: Schedule, keeping: number): Point {
  const cost = moves.reduce((sum, m) => sum + problem.moves[m]!.cost, keeping);
  const cuts = new Set<number>([0, problem.horizon, time]);
  moves.forEach((_, i) => [start[i]!, end[i]!].forEach((t) => t < problem.horizon && cuts.add(t)));
  const sorted = [...cuts].sort((a, b) => a - b);
  let pay = 0;
  for (let c = 0; c + 1 < sorted.length; c++) {
    const [from, until] = [sorted[c]!, sorted[c + 1]!];
    let rate = from >= time ? Math.max(problem.baseRate, problem.goalRate) : problem.baseRate;
    let practicum = 0;
    moves.forEach((m, i) => {
      const move = problem.moves[m]!;
      if (end[i]! <= from && move.rate > rate) rate = move.rate;
      if (start[i]! <= from && end[i]! > from) practicum += move.practicum;
    });
    pay += (until - from) * rate * (problem.work - practicum);
  }
  return { time, cost, net: pay - cost };
}
