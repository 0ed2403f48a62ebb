import type { Need, PlanMove, Problem } from '../../src/pathways/plan/problem.ts';

/** A random planning problem as plain data, so that it can be printed, shrunk and given to two solvers. */
export type Instance = Omit<Problem, 'moves' | 'keeping'> & {
  moves: MoveData[];
  held: (Renewal & { due: number })[];
};

/** Falls due every so many steps, at so many dollars. */
export type Renewal = { after: number; fee: number };

/** Starts are the multiples of `every` up to `lastStart`; the move ends `length` steps later. */
export type MoveData = Omit<PlanMove, 'begin' | 'end' | 'keeping'> & {
  renewal: Renewal;
  length: number;
  every: number;
  lastStart: number;
};

export function problemOf(instance: Instance): Problem {
  const { held, ...rest } = instance;
  return {
    ...rest,
    moves: instance.moves.map(moveOf),
    keeping: (until) => held.reduce((sum, h) => sum + h.fee * dues(h.due, h.after, until), 0),
  };
}

/** How many of the steps first, first + after, … come before another. */
const dues = (first: number, after: number, until: number) => Math.max(0, Math.ceil((until - first) / after));

function moveOf({ length, every, lastStart, renewal, ...rest }: MoveData): PlanMove {
  const begin = (t: number) => {
    const start = Math.ceil(t / every) * every;
    return start > lastStart ? Infinity : start;
  };
  const keeping = (end: number, until: number) =>
    renewal.fee * dues(end + renewal.after, renewal.after, until);
  return { ...rest, begin, keeping, end: (t) => t + length };
}

/** The instance of a seed; the same for ever. */
export function instanceOf(seed: number): Instance {
  const random = seeded(seed);
  const upTo = (n: number) => Math.floor(random() * (n + 1));
  const chance = (p: number) => random() < p;
  const pick = <T>(items: readonly T[]): T => items[upTo(items.length - 1)]!;

  const atoms = 3 + Math.min(upTo(3), upTo(3));
  const count = 2 + Math.max(upTo(4), upTo(4));
  const dear = chance(0.5) ? 4 : 9;
  const horizon = 8 + upTo(4);
  const atom = (): Need => ({ atom: upTo(atoms - 1) });
  const need = (depth: number): Need => {
    if (depth === 0 || chance(0.4)) return atom();
    const kids = Array.from({ length: 1 + upTo(2) }, () => need(depth - 1));
    return chance(0.5) ? { all: kids } : { any: kids };
  };
  const lasts = () => (chance(0.4) ? upTo(3) : Infinity);
  const have = Array.from({ length: upTo(2) }, () => {
    const from = chance(0.5) ? 0 : upTo(horizon);
    const until = chance(0.5) ? Infinity : from + upTo(5);
    return { atom: upTo(atoms - 1), from, until, accrues: from > 0 && chance(0.5) };
  });
  const tight = chance(0.6);
  const study = tight ? 2 + upTo(2) : 9;
  const work = 3 + upTo(2);
  const move = (): MoveData => {
    const length = pick([0, 1, 1, 2, 2, 3]);
    const hours = {
      study: chance(0.5) ? 1 + upTo(2) : 0,
      practicum: length > 0 && chance(0.3) ? 1 + upTo(2) : 0,
      work: chance(0.25) ? 1 + upTo(2) : 0,
    };
    return {
      needs: chance(0.5) ? { all: [] } : need(2),
      gives: Array.from({ length: chance(0.25) ? 2 : 1 }, () => ({ atom: upTo(atoms - 1), lasts: lasts() })),
      length,
      every: pick([1, 1, 1, 2, 3]),
      lastStart: chance(0.1) ? upTo(horizon) : Infinity,
      ...hours,
      slip: hours.practicum > 0 ? upTo(length) : 0,
      cost: upTo(dear),
      rate: chance(0.35) ? 1 + upTo(2) : 0,
      renewal: { after: 1 + upTo(3), fee: chance(0.3) ? 1 + upTo(2) : 0 },
    };
  };
  const moves = Array.from({ length: count }, move);
  const held = Array.from({ length: chance(0.2) ? 1 : 0 }, () => ({
    due: upTo(horizon),
    after: 1 + upTo(4),
    fee: 1 + upTo(2),
  }));
  return {
    moves,
    have,
    held,
    goal: chance(0.15) ? { all: [] } : need(2),
    study,
    work,
    keep: chance(0.4) ? upTo(2) : 0,
    budget: chance(0.5) ? dear + upTo(2 * dear) : 99,
    baseRate: upTo(1),
    goalRate: upTo(3),
    horizon,
  };
}

/** Numbers in [0, 1) from a whole-number seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
