import { busyUntil } from './busy.ts';
import { circuitOf, least } from './circuit.ts';
import type { Clock } from './clock.ts';
import { pieces } from './pieces.ts';
import { tailsOf } from './tails.ts';
import { twinsIn } from './twins.ts';
import { lostTo, type PlanMove, type Point, type Problem } from './problem.ts';

/** What stands open to a half-chosen set. */
export type Outlook = {
  /** For each piece still missing, the moves of which every set that supports it holds one. */
  missing: readonly (readonly number[])[];
  best: Point;
};

export type Bounds = ReturnType<typeof bounds>;

/**
 * What a half-chosen set of moves can still come to, at the very best. What is said of a set holds for every set that
 * contains it and nothing that is shut out.
 */
export function bounds(problem: Problem, clock: Clock) {
  const { moves, horizon } = problem;
  const goal = moves.length;
  // A move that alone is over a limit of hours is in no plan.
  const fits = (m: PlanMove) =>
    m.study <= problem.study &&
    m.practicum <= problem.work - problem.keep &&
    m.practicum + m.work <= problem.work;
  const shut = Uint8Array.from(moves, (m) => (fits(m) || m.begin(0) === m.end(m.begin(0)) ? 0 : 1));
  const soonest = new Float64Array(moves.length);
  const wide = circuitOf(problem, (m) => !shut[m]);
  least(wide, wide.since(0), (m) => !shut[m], clock.endOf, soonest, new Float64Array(wide.gates.length));
  soonest.forEach((end, m) => (shut[m] ||= end > horizon ? 1 : 0));
  const circuit = circuitOf(problem, (m) => !shut[m]);
  const order = soonest.map((end, m) => end * 10 + moves[m]!.cost);
  const { roots } = circuit;
  const since = circuit.since(0);
  const free = since.map((t) => (t === Infinity ? Infinity : 0));
  const [when, price, standing] = [since.slice(), since.slice(), since.slice()];
  const [dearest, reached, tails] = [soonest.slice(), soonest.slice(), soonest.slice()];
  const use = since.slice();
  const twins = twinsIn(problem, circuit);
  const raising = [...moves.keys()].filter((m) => moves[m]!.rate > problem.baseRate && !shut[m]);

  /**
   * @param out moves shut out; those that only hopeless sets hold are added
   * @param hopeless is nothing so good, with what is chosen and one move more, wanted?
   * @returns null when no set with what is chosen is worth looking at
   */
  const look = (
    chosen: readonly number[],
    inside: Uint8Array,
    out: Uint8Array,
    hopeless: (best: Point, more: number) => boolean,
  ): Outlook | null => {
    const open = (m: number) => !out[m];
    const needed = [goal, ...chosen].map((m) => roots[m]!);
    const spent = chosen.reduce((sum, m) => sum + moves[m]!.cost, 0);
    least(circuit, free, (m) => inside[m] === 1, () => 0, reached, standing); // prettier-ignore
    for (;;) {
      least(circuit, circuit.since(lostTo(problem, chosen)), open, clock.endOf, soonest, when);
      if (needed.some((g) => when[g]! > horizon)) return null;
      tailsOf(circuit, clock.shortest, open, tails, use);
      if (chosen.some((m, i) => chosen.some((other, k) => k > i && twins(m, other, use)))) return null;
      const head = (m: number) => clock.beginOf(m, when[roots[m]!]!);
      const time = Math.max(
        when[roots[goal]!]!,
        busyUntil(problem, chosen, clock, head, (m) => tails[m]!),
        ...chosen.map((m) => soonest[m]! + tails[m]!),
      );
      if (time > horizon) return null;
      const paid = spent + problem.keeping(time);
      const missing = pieces(circuit, needed, standing, when, inside, out);
      if (missing.some((one) => one.length === 0)) return null;
      const priced = (m: number, needs: number) => (inside[m] ? needs : needs + moves[m]!.cost);
      least(circuit, free, open, priced, dearest, price);
      const more = Math.max(apart(missing), ...needed.map((g) => price[g]!));
      const best = bestOf(time, paid + more, chosen, out);
      if (!best || hopeless(best, -1)) return null;
      let fewer = false;
      for (let m = 0; m < goal; m++) {
        if (out[m] || inside[m]) continue;
        const then = Math.max(time, soonest[m]! + tails[m]!);
        const cost = paid + Math.max(more, dearest[m]!);
        const held = { time: then, cost, net: best.net + best.cost - cost };
        const spare = chosen.some((other) => twins(m, other, use));
        if (!spare && possible(then, cost) && !hopeless(held, m)) continue;
        out[m] = 1;
        fewer = true;
      }
      if (!fewer) return { missing, best };
    }
  };

  const possible = (time: number, cost: number) => time <= horizon && cost <= problem.budget + 1e-9;

  const bestOf = (time: number, cost: number, chosen: readonly number[], out: Uint8Array): Point | null =>
    possible(time, cost) ? { time, cost, net: pay(chosen, out, time) - cost } : null;

  /** The least that pieces cost of which no two share a move. */
  const apart = (missing: readonly (readonly number[])[]): number => {
    const used = new Set<number>();
    const priced = missing.map((one) => ({ one, cost: Math.min(...one.map((m) => moves[m]!.cost)) }));
    let sum = 0;
    for (const { one, cost } of priced.sort((a, b) => b.cost - a.cost)) {
      if (cost === 0 || one.some((m) => used.has(m))) continue;
      one.forEach((m) => used.add(m));
      sum += cost;
    }
    return sum;
  };

  /**
   * Pay with every rate as early as it can come and practicum as early as it can be. Rates only rise, so real
   * practicum, which comes no earlier, costs no less.
   */
  const pay = (chosen: readonly number[], out: Uint8Array, time: number): number => {
    const steps = raising.filter((m) => !out[m]).map((m) => ({ at: soonest[m]!, rate: moves[m]!.rate }));
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
    let sum = earned(0, horizon, problem.work);
    for (const m of chosen) {
      if (moves[m]!.practicum === 0) continue;
      const begin = Math.max(0, Math.min(horizon, soonest[m]!) - clock.shortest[m]! - 4);
      sum -= earned(begin, Math.min(begin + clock.shortest[m]!, horizon), moves[m]!.practicum);
    }
    return sum;
  };

  return {
    look,
    problem,
    shut,
    raising,
    circuit,
    /** As the last look found them: the earliest end of each move, and since when each gate can hold. */
    soonest,
    when,
    /** Cheap and quick moves come first. */
    order: (m: number): number => order[m]!,
  };
}
