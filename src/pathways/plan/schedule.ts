import { busyUntil } from './busy.ts';
import type { Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import { firstStart, late, type Delay } from './lapses.ts';
import { earliest, type Decisions, type Placed } from './place.ts';
import { beats, lostTo, samePoint, type Point, type Problem, type Schedule } from './problem.ts';
import { hopeOf, worth } from './worth.ts';

/**
 * The schedules of a set of moves that can be best. Every start is as early as the decisions allow, and starting
 * earlier never makes any of the three figures worse (see docs/decisions), so only decisions need be tried: who
 * waits when hours clash, what is put off so that it has not lapsed when it is needed, and what is put off so that
 * it need not be kept for so long.
 * @param hopeless whether nothing so good is wanted any more
 * @param ended told of every end of the search, and wherever something stuck is put off
 */
export function schedules(
  problem: Problem,
  circuit: Circuit,
  clock: Clock,
  moves: readonly number[],
  hopeless: (best: Point) => boolean = () => false,
  ended: (placed: Placed, stuck: readonly number[]) => void = () => {},
): Schedule[] {
  const found: Schedule[] = [];
  const place = new Map(moves.map((m, i) => [m, i]));
  const points: Point[] = [];
  const seen = new Set<string>();
  const open: Decisions[] = [
    { after: [], release: Array<number>(moves.length + 1).fill(0), lost: lostTo(problem, moves) },
  ];
  while (open.length > 0) {
    const decisions = open.pop()!;
    const key = `${[...decisions.after].map(String).sort().join(';')}|${decisions.release.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const placed = earliest(circuit, clock, moves, decisions);
    // With every start as early as it can be, no schedule that keeps to these decisions is worth more.
    const schedule = {
      moves,
      start: placed.start.slice(0, -1),
      end: placed.end.slice(0, -1),
      time: placed.end.at(-1)!,
    };
    const busy = busyUntil(
      problem,
      moves,
      clock,
      (m) => placed.start[place.get(m)!]!,
      () => 0,
    );
    const time = Math.max(schedule.time, busy);
    const hope = time > problem.horizon ? null : hopeOf(problem, { ...schedule, time });
    if (
      !hope ||
      hope.cost > problem.budget + 1e-9 ||
      hopeless(hope) ||
      points.some((p) => beats(p, hope) || samePoint(p, hope))
    ) {
      ended(placed, []);
      continue;
    }
    const clash = firstClash(problem, placed);
    if (clash) {
      for (const pair of pairs(clash)) open.push({ ...decisions, after: [...decisions.after, pair] });
      continue;
    }
    const lapsed = late(problem, placed);
    ended(placed, lapsed?.stuck ?? []);
    for (const [place, from] of lapsed?.delays ?? [])
      open.push({ ...decisions, release: decisions.release.with(place, from) });
    if (lapsed) continue;
    for (const [place, from] of shorterKept(problem, schedule, clock))
      open.push({ ...decisions, release: decisions.release.with(place, from) });
    const point = worth(problem, schedule);
    if (point.cost > problem.budget + 1e-9) continue;
    found.push(schedule);
    points.push(point);
  }
  return found;
}

/**
 * Delays by which less is paid for keeping what a move gives. A schedule that takes none of them and starts nothing
 * earlier keeps as much and is no sooner done, so it is no better.
 */
function shorterKept(problem: Problem, { moves, start, end, time }: Schedule, clock: Clock): Delay[] {
  return moves.flatMap((m, place): Delay[] => {
    const kept = problem.moves[m]!.keeping(end[place]!, time);
    if (kept === 0) return [];
    const less = (from: number) => problem.moves[m]!.keeping(clock.endOf(m, from), time) < kept;
    return [[place, firstStart(start[place]!, time, less)]];
  });
}

/** The places of fewest moves running together that are over a limit of hours; null when none are. */
function firstClash(problem: Problem, { moves, start, end }: Placed): number[] | null {
  for (const time of start) {
    const running = moves
      .map((m, place) => ({ place, ...problem.moves[m]! }))
      .filter(({ place }) => start[place]! <= time && end[place]! > time);
    const over =
      overLimit(
        running.map((m) => [m.place, m.study]),
        problem.study,
      ) ??
      overLimit(
        running.map((m) => [m.place, m.practicum]),
        problem.work - problem.keep,
      ) ??
      overLimit(
        running.map((m) => [m.place, m.practicum + m.work]),
        problem.work,
      );
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

const pairs = (items: readonly number[]): [number, number][] =>
  items.flatMap((a) => items.filter((b) => b !== a).map((b): [number, number] => [a, b]));
