/**
 * The planning problem stripped of everything but its arithmetic, so that an independent solver can be given the
 * same one. Time is in whole steps (days in real use) from 0, the day of planning; atoms are numbered from 0.
 */

/** A condition over atoms. An empty `all` holds always, an empty `any` never. */
export type Need = { all: readonly Need[] } | { any: readonly Need[] } | { atom: number };

export type PlanMove = {
  needs: Need;
  /** Atom usable at every time t with end <= t <= end + lasts. */
  gives: readonly { atom: number; lasts: number }[];
  /** First allowed start at or after t (admission terms); Infinity = none. Not decreasing in t. */
  begin: (t: number) => number;
  /**
   * End of the move when it starts at t; end >= t, not decreasing in t. Its length differs with the start by at most 4
   * steps, and not at all when it is 20 or less; a move that takes hours ends later than it starts. With practicum a
   * later start never makes it shorter: else starting later could pay better.
   */
  end: (t: number) => number;
  /** Steps by which what accrues by itself holds later when this move is in the plan: the present job's hours lost. */
  slip: number;
  /** Hours a week while it runs: study, unpaid practicum, paid work. */
  study: number;
  practicum: number;
  work: number;
  /** Dollars, paid once. */
  cost: number;
  /**
   * Dollars for keeping what it gives from its end until a time, renewals due at that time not counted; never more
   * for a later end or an earlier time.
   */
  keeping: (end: number, until: number) => number;
  /** Dollars per weekly hour and step that can be earned once the move has ended; 0 = none. */
  rate: number;
};

export type Problem = {
  moves: readonly PlanMove[];
  /**
   * Atoms that hold at every t with from <= t <= until without any move. What `accrues` holds later by the time that
   * the plan's moves take from it.
   */
  have: readonly { atom: number; from: number; until: number; accrues: boolean }[];
  goal: Need;
  /** Hours a week that may be spent on study, and on practicum and paid work together. */
  study: number;
  work: number;
  /** Hours of work a week that practicum must leave free for earning; from 0 to `work`. */
  keep: number;
  /** Dollars out of pocket at most. */
  budget: number;
  /** Dollars for keeping what is held at time 0 until a time; never less for a later time. */
  keeping: (until: number) => number;
  /** Earning rate now, and at least this rate once the goal is reached. */
  baseRate: number;
  goalRate: number;
  /** Steps over which pay is counted; the goal must be reached by then. */
  horizon: number;
};

/**
 * Moves (by place in the problem) with their starts. Each move is done at most once. Moves may follow each other
 * within one step, but none rests, directly or in a circle, on itself. `time` is a step at or after every end when
 * the goal holds.
 */
export type Schedule = {
  moves: readonly number[];
  start: readonly number[];
  end: readonly number[];
  time: number;
};

/**
 * What plans are compared by. `time` = the schedule's, at most the horizon; `cost` = the sum of costs and of all
 * keeping until then, at most the budget; `net` = pay over the horizon less cost, where pay at each step is the best
 * rate reached by then times the weekly hours that practicum leaves free.
 */
export type Point = { time: number; cost: number; net: number };

export type PlanResult = { schedule: Schedule; point: Point };

const same = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** Is `a` at least as good as `b` in everything, and better in something? */
export function beats(a: Point, b: Point): boolean {
  const better =
    (a.time < b.time && !same(a.time, b.time)) ||
    (a.cost < b.cost && !same(a.cost, b.cost)) ||
    (a.net > b.net && !same(a.net, b.net));
  return (
    better &&
    (a.time <= b.time || same(a.time, b.time)) &&
    (a.cost <= b.cost || same(a.cost, b.cost)) &&
    (a.net >= b.net || same(a.net, b.net))
  );
}

export const samePoint = (a: Point, b: Point): boolean =>
  same(a.time, b.time) && same(a.cost, b.cost) && same(a.net, b.net);

/** Does the need hold, given which atoms do? */
export function holds(need: Need, atom: (a: number) => boolean): boolean {
  if ('atom' in need) return atom(need.atom);
  if ('all' in need) return need.all.every((n) => holds(n, atom));
  return need.any.some((n) => holds(n, atom));
}

/** The atoms that a need speaks of. */
export function atomsOf(need: Need): number[] {
  if ('atom' in need) return [need.atom];
  return ('all' in need ? need.all : need.any).flatMap(atomsOf);
}

/** Steps by which what accrues by itself holds later with these moves. */
export const lostTo = ({ moves }: Problem, chosen: readonly number[]): number =>
  chosen.reduce((sum, m) => sum + moves[m]!.slip, 0);

/** Since when something held without a move holds, when so many steps are lost. */
export const heldFrom = (h: Problem['have'][number], lost: number): number =>
  h.accrues ? h.from + lost : h.from;
