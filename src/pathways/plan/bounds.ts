import type { Need, PlanMove, Point, Problem } from './problem.ts';
import { shortest, timeOfHours } from './schedule.ts';

/**
 * What a half-chosen set of moves can still come to, at the very best. `paying` are the moves whose pay may count;
 * no others that raise pay come in. Each bound holds for every set that contains what is chosen.
 */
export function bounds(problem: Problem, paying: readonly number[]) {
  const { moves } = problem;
  // A move that alone is over a limit of hours is in no plan.
  const fits = (m: PlanMove) =>
    m.study <= problem.study &&
    m.practicum <= problem.work - problem.keep &&
    m.practicum + m.work <= problem.work;
  const allowed = moves.map(
    (m, i) =>
      (fits(m) || m.begin(0) === m.end(m.begin(0))) && (m.rate <= problem.baseRate || paying.includes(i)),
  );
  const sources = new Map<number, number[]>();
  moves.forEach(
    (m, i) => allowed[i] && m.gives.forEach((g) => sources.set(g.atom, [...(sources.get(g.atom) ?? []), i])),
  );
  const have = new Map<number, number>();
  for (const h of problem.have) have.set(h.atom, Math.min(have.get(h.atom) ?? Infinity, h.from));

  const over = (n: Need, atom: (a: number) => number, none: number): number => {
    if ('atom' in n) return atom(n.atom);
    if ('all' in n) return n.all.reduce((t, part) => Math.max(t, over(part, atom, none)), none);
    return n.any.reduce((t, part) => Math.min(t, over(part, atom, none)), Infinity);
  };
  const least = (values: Float64Array, a: number, own: (a: number) => number) =>
    (sources.get(a) ?? []).reduce((t, m) => Math.min(t, values[m]!), own(a));

  const free = (a: number): number => (have.has(a) ? 0 : Infinity);

  /** Earliest end of each move with no limit on hours, no lapses and every choice open. */
  const soonest = fixpoint(moves.length, (m, now) => {
    const ready = allowed[m]
      ? over(moves[m]!.needs, (a) => least(now, a, (x) => have.get(x) ?? Infinity), 0)
      : Infinity;
    const begin = ready === Infinity ? Infinity : moves[m]!.begin(ready);
    return begin === Infinity ? Infinity : moves[m]!.end(begin);
  });
  /** Least dollars for each move with all that it needs; what several moves need is counted once at most. */
  const whole = fixpoint(moves.length, (m, now) =>
    allowed[m] ? moves[m]!.cost + over(moves[m]!.needs, (a) => least(now, a, free), 0) : Infinity,
  );
  const goalTime = over(problem.goal, (a) => least(soonest, a, (x) => have.get(x) ?? Infinity), 0);
  const goalCost = over(problem.goal, (a) => least(whole, a, free), 0);
  const givers = new Map(
    [...sources].map(([a, list]) => [a, list.filter((m) => soonest[m]! <= problem.horizon)]),
  );
  const steps = paying.map((m) => ({ at: soonest[m]!, rate: moves[m]!.rate }));

  const best = (chosen: readonly number[], inside: Uint8Array): Point | null => {
    let [cost, dearest, time] = [0, goalCost, goalTime];
    const next = (a: number): number =>
      have.has(a)
        ? 0
        : (sources.get(a) ?? []).reduce((c, m) => Math.min(c, inside[m] ? 0 : moves[m]!.cost), Infinity);
    let more = over(problem.goal, next, 0);
    for (const m of chosen) {
      const move = moves[m]!;
      cost += move.cost;
      dearest = Math.max(dearest, whole[m]!);
      more = Math.max(more, over(move.needs, next, 0));
      time = Math.max(time, soonest[m]!);
    }
    const total = Math.max(cost + more, dearest);
    time = Math.max(time, timeOfHours(problem, chosen));
    if (total > problem.budget + 1e-9 || time > problem.horizon) return null;
    return { time, cost: total, net: pay(chosen, time) - total };
  };

  /**
   * Pay with every rate as early as it can come and practicum as early as it can be. Rates only rise, so real
   * practicum, which comes no earlier, costs no less.
   */
  const pay = (chosen: readonly number[], time: number): number => {
    const rises = [...steps, { at: time, rate: Math.max(problem.baseRate, problem.goalRate) }].sort(
      (a, b) => a.at - b.at,
    );
    const earned = (from: number, until: number, hours: number): number => {
      let [sum, at, rate] = [0, from, problem.baseRate];
      for (const rise of rises) {
        const to = Math.min(Math.max(rise.at, from), until);
        sum += (to - at) * rate * hours;
        [at, rate] = [to, Math.max(rate, rise.rate)];
      }
      return sum + (until - at) * rate * hours;
    };
    let sum = earned(0, problem.horizon, problem.work);
    for (const m of chosen) {
      if (moves[m]!.practicum === 0) continue;
      const begin = Math.max(0, Math.min(problem.horizon, soonest[m]!) - shortest(moves[m]!) - 4);
      sum -= earned(begin, Math.min(begin + shortest(moves[m]!), problem.horizon), moves[m]!.practicum);
    }
    return sum;
  };

  return {
    soonest,
    best,
    givers: (atom: number): readonly number[] => givers.get(atom) ?? [],
    /** Earliest time at which a need can hold, every choice open. */
    timeOf: remembered((need) => over(need, (a) => least(soonest, a, (x) => have.get(x) ?? Infinity), 0)),
    /** Atoms that somebody gives, or the record holds, only for a time. */
    lapsing: new Set([
      ...moves.flatMap((m) => m.gives.filter((g) => g.lasts < problem.horizon).map((g) => g.atom)),
      ...problem.have.filter((h) => h.until < problem.horizon).map((h) => h.atom),
    ]),
    /** Cheap and quick moves first: a good plan found early prunes the rest. */
    order: (m: number): number => whole[m]! + soonest[m]!,
  };
}

/** The least values that agree with a rule in which each rests on the others. */
function fixpoint(count: number, rule: (m: number, now: Float64Array) => number): Float64Array {
  const now = new Float64Array(count).fill(Infinity);
  for (let changed = true; changed;) {
    changed = false;
    for (let m = 0; m < count; m++) {
      const value = rule(m, now);
      if (value < now[m]!) [now[m], changed] = [value, true];
    }
  }
  return now;
}

/** A function of a need, worked out once for each. */
function remembered<T>(work: (need: Need) => T): (need: Need) => T {
  const known = new Map<Need, T>();
  return (need) => {
    if (!known.has(need)) known.set(need, work(need));
    return known.get(need)!;
  };
}
