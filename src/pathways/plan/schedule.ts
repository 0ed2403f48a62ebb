import { delays } from './lapses.ts';
import { earliest, type Decisions, type Placed } from './place.ts';
import type { Problem, Schedule } from './problem.ts';

/**
 * The schedules of a set of moves that can be best. Every start is as early as the decisions allow, and starting
 * earlier never makes any of the three figures worse (see docs/decisions), so only decisions need be tried: who
 * waits when hours clash, and what is put off so that it has not lapsed when it is needed.
 */
export function schedules(problem: Problem, moves: readonly number[]): Schedule[] {
  const found: Schedule[] = [];
  const seen = new Set<string>();
  const open: Decisions[] = [{ after: [], release: Array<number>(moves.length + 1).fill(0) }];
  while (open.length > 0) {
    const decisions = open.pop()!;
    const key = `${[...decisions.after].map(String).sort().join(';')}|${decisions.release.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const placed = earliest(problem, moves, decisions);
    if (!placed) continue;
    const clash = firstClash(problem, placed);
    const late = clash ? null : delays(problem, placed);
    if (clash) for (const pair of pairs(clash)) open.push({ ...decisions, after: [...decisions.after, pair] });
    else if (late) for (const [place, from] of late) open.push({ ...decisions, release: decisions.release.with(place, from) });
    else found.push({ moves, start: placed.start.slice(0, -1), end: placed.end.slice(0, -1), time: placed.end.at(-1)! });
  }
  return found;
}

/** The places of fewest moves running together that are over a limit of hours; null when none are. */
function firstClash(problem: Problem, { moves, start, end }: Placed): number[] | null {
  for (const time of start) {
    const running = moves.map((m, place) => ({ place, ...problem.moves[m]! })).filter(({ place }) => start[place]! <= time && end[place]! > time);
    const over =
      overLimit(running.map((m) => [m.place, m.study]), problem.study) ??
      overLimit(running.map((m) => [m.place, m.practicum]), problem.work - problem.keep) ??
      overLimit(running.map((m) => [m.place, m.practicum + m.work]), problem.work);
    if (over) return over;
  }
  return null;
}

/** The fewest of these, the greediest first, whose hours together are over the limit. */
function overLimit(hours: [place: number, hours: number][], limit: number): number[] | null {
  let sum = 0;
  const over: number[] = [];
  for (const [place, h] of hours.sort((a, b) => b[1] - a[1])) {
    if (h <= 0) break;
    sum += h;
    over.push(place);
    if (sum > limit) return over;
  }
  return null;
}

const pairs = (items: readonly number[]): [number, number][] => items.flatMap((a) => items.filter((b) => b !== a).map((b): [number, number] => [a, b]));
