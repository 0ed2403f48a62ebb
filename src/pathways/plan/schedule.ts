import { holds, type Need, type Problem, type Schedule } from './problem.ts';

/** Decisions taken so far: which move waits for which, and how early each may start. */
type Decisions = { after: readonly (readonly [number, number])[]; release: ReadonlyMap<number, number> };

/**
 * The schedules of a set of moves that can be best. Every start is as early as the decisions allow, and starting
 * earlier never makes any of the three figures worse (see docs/decisions), so only decisions need be tried: who
 * waits when hours clash, and how long a move is put off so that what it gives has not lapsed when it is needed.
 */
export function schedules(problem: Problem, moves: readonly number[]): Schedule[] {
  const found: Schedule[] = [];
  const seen = new Set<string>();
  const open: Decisions[] = [{ after: [], release: new Map() }];
  while (open.length > 0) {
    const decisions = open.pop()!;
    const key = keyOf(decisions);
    if (seen.has(key)) continue;
    seen.add(key);
    const tried = earliest(problem, moves, decisions);
    if (tried.put) {
      const clash = firstClash(problem, moves, tried.put);
      if (!clash) found.push(tried.put);
      else open.push(...pairs(clash).map(([a, b]) => ({ ...decisions, after: [...decisions.after, [a, b] as const] })));
    }
    for (const [move, from] of tried.delay) open.push({ ...decisions, release: new Map(decisions.release).set(move, from) });
  }
  return found;
}

const keyOf = (d: Decisions) =>
  `${[...d.after].map(String).sort().join(';')}|${[...d.release].map(String).sort().join(';')}`;

/** Earliest starts under the decisions, or the delays that might help when something lapses too soon. */
function earliest(problem: Problem, moves: readonly number[], decisions: Decisions): { put: Schedule | null; delay: [number, number][] } {
  const start = new Map<number, number>();
  const end = new Map<number, number>();
  const waiting = new Set(moves);
  while (waiting.size > 0) {
    let best: { move: number; at: number } | null = null;
    for (const move of waiting) {
      const at = firstStart(problem, move, decisions, end, true);
      if (at < Infinity && (!best || at < best.at)) best = { move, at };
    }
    if (!best || best.at > problem.horizon) return { put: null, delay: [...waiting].flatMap((m) => delaysFor(problem, m, decisions, start, end)) };
    start.set(best.move, best.at);
    end.set(best.move, problem.moves[best.move]!.end(best.at));
    waiting.delete(best.move);
  }
  const time = Math.max(0, ...end.values());
  if (time > problem.horizon) return { put: null, delay: [] };
  if (!needHolds(problem, problem.goal, time, end, true)) return { put: null, delay: refreshers(problem, problem.goal, time, start, end) };
  const schedule = { moves, start: moves.map((m) => start.get(m)!), end: moves.map((m) => end.get(m)!) };
  return { put: schedule, delay: [] };
}

/** First time the move may start, given the moves already placed; Infinity when never. */
function firstStart(problem: Problem, move: number, decisions: Decisions, end: ReadonlyMap<number, number>, lapsing: boolean): number {
  let from = decisions.release.get(move) ?? 0;
  for (const [first, then] of decisions.after) {
    if (then !== move) continue;
    if (!end.has(first)) return Infinity;
    from = Math.max(from, end.get(first)!);
  }
  const { needs, begin } = problem.moves[move]!;
  const times = [from, ...[...end.values(), ...problem.have.map((h) => h.from)].filter((t) => t > from)].sort((a, b) => a - b);
  for (const time of times) {
    const at = begin(time);
    if (at < Infinity && needHolds(problem, needs, at, end, lapsing)) return at;
  }
  return Infinity;
}

function needHolds(problem: Problem, need: Need, at: number, end: ReadonlyMap<number, number>, lapsing: boolean): boolean {
  return holds(need, (atom) => {
    for (const h of problem.have) if (h.atom === atom && h.from <= at && h.until >= at) return true;
    for (const [move, ended] of end) {
      if (ended > at) continue;
      for (const g of problem.moves[move]!.gives) if (g.atom === atom && (!lapsing || ended + g.lasts >= at)) return true;
    }
    return false;
  });
}

/** A move that nothing lapsing would let start: putting off the moves whose gifts lapse too soon may help. */
function delaysFor(problem: Problem, move: number, decisions: Decisions, start: ReadonlyMap<number, number>, end: ReadonlyMap<number, number>): [number, number][] {
  const at = firstStart(problem, move, decisions, end, false);
  return at < Infinity ? refreshers(problem, problem.moves[move]!.needs, at, start, end) : [];
}

/** For each placed move whose gift has lapsed by `at`: the start that keeps it alive until then. */
function refreshers(problem: Problem, need: Need, at: number, start: ReadonlyMap<number, number>, end: ReadonlyMap<number, number>): [number, number][] {
  const atoms = atomsOf(need);
  const delays: [number, number][] = [];
  for (const [move, ended] of end) {
    for (const g of problem.moves[move]!.gives) {
      if (!atoms.has(g.atom) || ended > at || ended + g.lasts >= at) continue;
      let from = start.get(move)!;
      while (from <= problem.horizon && problem.moves[move]!.end(from) + g.lasts < at)
        from += Math.max(1, at - g.lasts - problem.moves[move]!.end(from));
      if (from <= problem.horizon && from > start.get(move)!) delays.push([move, from]);
    }
  }
  return delays;
}

function atomsOf(need: Need): Set<number> {
  if ('atom' in need) return new Set([need.atom]);
  return new Set(('all' in need ? need.all : need.any).flatMap((n) => [...atomsOf(n)]));
}

/** The moves running together at the first time when hours are over a limit; null when never. */
function firstClash(problem: Problem, moves: readonly number[], schedule: Schedule): number[] | null {
  const times = [...new Set(schedule.start)].sort((a, b) => a - b);
  for (const time of times) {
    const running = moves.filter((_, i) => schedule.start[i]! <= time && schedule.end[i]! > time);
    const sum = (hours: 'study' | 'practicum' | 'work') => running.reduce((n, m) => n + problem.moves[m]![hours], 0);
    const practicum = sum('practicum');
    if (sum('study') > problem.study) return running.filter((m) => problem.moves[m]!.study > 0);
    if (practicum > problem.work - problem.keep) return running.filter((m) => problem.moves[m]!.practicum > 0);
    if (practicum + sum('work') > problem.work) return running.filter((m) => problem.moves[m]!.practicum + problem.moves[m]!.work > 0);
  }
  return null;
}

const pairs = (items: readonly number[]): [number, number][] => items.flatMap((a) => items.filter((b) => b !== a).map((b): [number, number] => [a, b]));
