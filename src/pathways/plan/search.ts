import { beats, type Need, type Point, type Problem } from './problem.ts';

/**
 * Finds the sets of moves that can support the goal and be unbeaten, by branch and bound.
 *
 * A set is built by choosing, for each atom that is needed, where it comes from: the record, or one move. All who
 * need an atom that does not lapse take it from the source that gives it first, so one choice serves them all; an
 * atom that can lapse is chosen for each who needs it. The paying moves of a set are chosen first (`paying`), and
 * no others may come in, so that an upper bound of pay is known. A branch is left when some plan found already
 * beats the best that the branch could still become.
 */
export function search(problem: Problem, paying: readonly number[], found: () => readonly Point[], visit: (moves: number[]) => void): void {
  const allowed = problem.moves.map((m, i) => m.rate <= problem.baseRate || paying.includes(i));
  const every = sourcesOf(problem, allowed);
  const soonest = soonestOf(problem, allowed, every);
  const sources = new Map([...every].map(([atom, list]) => [atom, list.filter((x) => x.move < 0 || soonest.end[x.move]! <= problem.horizon).sort((a, b) => soonest.of(a) - soonest.of(b))]));
  const cheapest = cheapestOf(problem, allowed, sources);
  if (paying.some((m) => soonest.end[m]! > problem.horizon)) return;
  const hope = hopesOf(problem, paying, soonest);
  const seen = new Set<string>();
  const chosen: number[] = [];
  const inside = new Uint8Array(problem.moves.length);
  const open: { by: number; need: Need }[] = [];
  const edges: { by: number; from: Source }[] = [];
  const settled = new Map<number, Source>();
  let cost = 0;

  const hopeless = (): boolean => {
    if (cost > problem.budget + 1e-9) return true;
    const time = hope.times(chosen, edges, open);
    if (time > problem.horizon) return true;
    let more = 0;
    for (const o of open) more = Math.max(more, cheapest.need(o.need, inside));
    if (cost + more > problem.budget + 1e-9) return true;
    const bound = { time, cost: cost + more, net: hope.pay(chosen, time) - cost - more };
    return found().some((p) => beats(p, bound));
  };

  const go = (): void => {
    if (hopeless()) return;
    const next = narrowest();
    if (!next) {
      const moves = [...chosen].sort((a, b) => a - b);
      const key = moves.join();
      if (!seen.has(key)) {
        seen.add(key);
        visit(moves);
      }
      return;
    }
    branch(next.by, next.need);
    open.push(next);
  };

  /** The open need with the fewest ways to meet it, taken out of the list: what is settled early prunes most. */
  const narrowest = () => {
    let [best, fewest] = [-1, Infinity];
    for (let i = 0; i < open.length && fewest > 1; i++) {
      const n = width(open[i]!.need);
      if (n < fewest) [best, fewest] = [i, n];
    }
    if (best < 0) return null;
    const [next] = open.splice(best, 1);
    return next!;
  };

  const width = (need: Need): number => {
    if ('all' in need) return 1;
    if ('any' in need) return need.any.length;
    return settled.has(need.atom) || soonest.given(need) ? 1 : (sources.get(need.atom)?.length ?? 0);
  };

  const branch = (by: number, need: Need): void => {
    if ('all' in need) {
      for (const part of need.all) open.push({ by, need: part });
      go();
      open.length -= need.all.length;
      return;
    }
    if ('any' in need) {
      const free = need.any.find((part) => soonest.given(part));
      for (const part of free ? [free] : [...need.any].sort((a, b) => soonest.need(a) - soonest.need(b))) {
        if (soonest.need(part) > problem.horizon) continue;
        open.push({ by, need: part });
        go();
        open.pop();
      }
      return;
    }
    if (soonest.given(need)) return go();
    const once = settled.get(need.atom);
    const list = sources.get(need.atom) ?? [];
    if (once) return take(by, need.atom, once, false);
    const lasting = list.every((x) => x.lasting);
    // What is there already is tried first: it costs nothing more, and a good plan found early prunes the rest.
    for (const source of list) if (source.move < 0 || inside[source.move]) take(by, need.atom, source, lasting);
    for (const source of list) if (source.move >= 0 && !inside[source.move]) take(by, need.atom, source, lasting);
  };

  const take = (by: number, atom: number, source: Source, forAll: boolean): void => {
    edges.push({ by, from: source });
    if (forAll) settled.set(atom, source);
    const { move } = source;
    if (move < 0 || inside[move]) go();
    else {
      inside[move] = 1;
      chosen.push(move);
      cost += problem.moves[move]!.cost;
      open.push({ by: move, need: problem.moves[move]!.needs });
      go();
      open.pop();
      cost -= problem.moves[move]!.cost;
      chosen.pop();
      inside[move] = 0;
    }
    if (forAll) settled.delete(atom);
    edges.pop();
  };

  for (const m of paying) {
    inside[m] = 1;
    chosen.push(m);
    cost += problem.moves[m]!.cost;
    open.push({ by: m, need: problem.moves[m]!.needs });
  }
  open.push({ by: -1, need: problem.goal });
  go();
}

/** Where an atom can come from: a move, or (move -1) the record from step `at` on. */
type Source = { move: number; at: number; lasting: boolean };

function sourcesOf(problem: Problem, allowed: readonly boolean[]): Map<number, Source[]> {
  const sources = new Map<number, Source[]>();
  const put = (atom: number, source: Source) => sources.set(atom, [...(sources.get(atom) ?? []), source]);
  for (const h of problem.have) put(h.atom, { move: -1, at: h.from, lasting: h.until >= problem.horizon });
  problem.moves.forEach((m, i) => {
    if (allowed[i]) for (const g of m.gives) put(g.atom, { move: i, at: 0, lasting: g.lasts >= problem.horizon });
  });
  return sources;
}

/** Earliest possible times with no limits on hours, no lapses and every choice open: never later than in any plan. */
function soonestOf(problem: Problem, allowed: readonly boolean[], sources: ReadonlyMap<number, Source[]>) {
  const end = problem.moves.map(() => Infinity);
  const atom = (a: number): number => (sources.get(a) ?? []).reduce((t, s) => Math.min(t, s.move < 0 ? s.at : end[s.move]!), Infinity);
  const now = (n: Need): number => {
    if ('atom' in n) return atom(n.atom);
    if ('all' in n) return n.all.reduce((t, part) => Math.max(t, now(part)), 0);
    return n.any.reduce((t, part) => Math.min(t, now(part)), Infinity);
  };
  for (let changed = true; changed; ) {
    changed = false;
    problem.moves.forEach((m, i) => {
      const ready = allowed[i] ? now(m.needs) : Infinity;
      const begin = ready === Infinity ? Infinity : m.begin(ready);
      const ends = begin === Infinity ? Infinity : m.end(begin);
      if (ends < end[i]!) [end[i], changed] = [ends, true];
    });
  }
  const nowGiven = (n: Need): boolean => {
    if ('atom' in n) return (sources.get(n.atom) ?? []).some((s) => s.move < 0 && s.at === 0 && s.lasting);
    return 'all' in n ? n.all.every(nowGiven) : n.any.some(nowGiven);
  };
  return { end, need: remembered(now), given: remembered(nowGiven), of: (s: Source) => (s.move < 0 ? s.at : end[s.move]!) };
}

/** Least further dollars for a need, counting what is chosen already as paid: never more than in any plan. */
function cheapestOf(problem: Problem, allowed: readonly boolean[], sources: ReadonlyMap<number, Source[]>) {
  const move = problem.moves.map(() => Infinity);
  const need = (n: Need, inside?: Uint8Array): number => {
    if ('atom' in n)
      return (sources.get(n.atom) ?? []).reduce((c, s) => Math.min(c, s.move < 0 || inside?.[s.move] ? 0 : inside ? problem.moves[s.move]!.cost : move[s.move]!), Infinity);
    if ('all' in n) return n.all.reduce((c, part) => Math.max(c, need(part, inside)), 0);
    return n.any.reduce((c, part) => Math.min(c, need(part, inside)), Infinity);
  };
  for (let changed = true; changed; ) {
    changed = false;
    problem.moves.forEach((m, i) => {
      const total = allowed[i] ? m.cost + need(m.needs) : Infinity;
      if (total < move[i]!) [move[i], changed] = [total, true];
    });
  }
  return { need };
}

/** A function of a need, worked out once for each. */
function remembered<T>(work: (need: Need) => T): (need: Need) => T {
  const known = new Map<Need, T>();
  return (need) => {
    let value = known.get(need);
    if (value === undefined) known.set(need, (value = work(need)));
    return value;
  };
}

/** The best a half-chosen set can still come to: its earliest end, and the most it can pay. */
function hopesOf(problem: Problem, paying: readonly number[], soonest: ReturnType<typeof soonestOf>) {
  const n = problem.moves.length;
  const [start, end, state] = [new Float64Array(n), new Float64Array(n), new Uint8Array(n)];

  /** Earliest end with the choices made and the best hope for those still open; Infinity for a circle. */
  const times = (chosen: readonly number[], edges: readonly { by: number; from: Source }[], open: readonly { by: number; need: Need }[]): number => {
    for (const m of chosen) state[m] = 0;
    const endOf = (m: number): number => {
      if (state[m] === 2) return end[m]!;
      if (state[m] === 1) return Infinity; // a circle: each would wait for the other
      state[m] = 1;
      let ready = 0;
      for (const e of edges) if (e.by === m) ready = Math.max(ready, e.from.move < 0 ? e.from.at : endOf(e.from.move));
      for (const o of open) if (o.by === m) ready = Math.max(ready, soonest.need(o.need));
      const { begin, end: endAt } = problem.moves[m]!;
      start[m] = ready === Infinity ? Infinity : begin(ready);
      end[m] = start[m] === Infinity ? Infinity : endAt(start[m]!);
      state[m] = 2;
      return end[m]!;
    };
    let time = 0;
    for (const m of chosen) time = Math.max(time, endOf(m));
    for (const o of open) if (o.by < 0) time = Math.max(time, soonest.need(o.need));
    return time;
  };

  /**
   * Pay with every rate as early as it can come and practicum as early as it can be. Rates only rise, so real
   * practicum, which comes no earlier, costs no less.
   */
  const pay = (chosen: readonly number[], time: number): number => {
    const steps = paying.map((m) => ({ at: state[m] === 2 ? end[m]! : soonest.end[m]!, rate: problem.moves[m]!.rate }));
    steps.push({ at: time, rate: Math.max(problem.baseRate, problem.goalRate) });
    steps.sort((a, b) => a.at - b.at);
    const earned = (from: number, until: number, hours: number): number => {
      let [sum, at, rate] = [0, from, problem.baseRate];
      for (const step of steps) {
        const next = Math.min(Math.max(step.at, from), until);
        sum += (next - at) * rate * hours;
        [at, rate] = [next, Math.max(rate, step.rate)];
      }
      return sum + (until - at) * rate * hours;
    };
    let sum = earned(0, problem.horizon, problem.work);
    for (const m of chosen) {
      const { practicum } = problem.moves[m]!;
      if (practicum > 0) sum -= earned(Math.min(start[m]!, problem.horizon), Math.min(end[m]!, problem.horizon), practicum);
    }
    return sum;
  };
  return { times, pay };
}
