import { heldFrom, type Need, type Problem } from './problem.ts';

/**
 * The needs of a problem as one circuit of numbered gates, each below those that use it and equal needs once, so that
 * a value of every need is worked out in one pass over arrays. What always holds and what nothing can bring is left
 * out of it.
 */
export type Circuit = {
  /** Gate of each move's needs by move, and last the goal's. */
  roots: Int32Array;
  /** Every gate: the parts of which all or any is wanted, or an atom. */
  gates: readonly Gate[];
  /** Gates of atoms that each move gives. */
  gives: readonly Int32Array[];
  /** Whether it gives them for ever, in the same order. */
  lasting: readonly (readonly boolean[])[];
  /** Moves that give the atom of a gate. */
  givers: readonly (readonly number[])[];
  /** Since when the atom of a gate holds without any move, when so many steps are lost; Infinity = never. */
  since: (lost: number) => Float64Array;
  /** Gates, and complements of moves, so that few rest on what comes after them. */
  order: Int32Array;
};
export type Gate = { kind: 'atom' | 'all' | 'any'; parts: Int32Array };

/** @param usable moves that may be in a plan at all */
export function circuitOf(problem: Problem, usable: (move: number) => boolean): Circuit {
  const gates: Gate[] = [];
  const numbers = new Map<string, number>();
  const atoms = new Map<number, number>();
  const given = new Set(problem.moves.flatMap((m, i) => (usable(i) ? m.gives.map((g) => g.atom) : [])));
  const had = new Set(problem.have.map((h) => h.atom));
  const always = new Set(
    problem.have.filter((h) => h.from <= 0 && h.until >= problem.horizon).map((h) => h.atom),
  );

  const gate = (kind: Gate['kind'], parts: readonly number[], name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    gates.push({ kind, parts: Int32Array.from(parts) });
    numbers.set(name, gates.length - 1);
    return gates.length - 1;
  };
  const join = (kind: 'all' | 'any', parts: readonly number[]): number => {
    const [unit, zero] = kind === 'all' ? [holds, never] : [never, holds];
    if (parts.includes(zero)) return zero;
    const left = [...new Set(parts.filter((p) => p !== unit))].sort((a, b) => a - b);
    return left.length === 1 ? left[0]! : gate(kind, left, `${kind} ${left.join(' ')}`);
  };
  const gateOf = (need: Need): number => {
    if ('all' in need) return join('all', need.all.map(gateOf));
    if ('any' in need) return join('any', need.any.map(gateOf));
    if (always.has(need.atom)) return holds;
    if (!given.has(need.atom) && !had.has(need.atom)) return never;
    const number = gate('atom', [], `atom ${need.atom}`);
    atoms.set(need.atom, number);
    return number;
  };
  const holds = gate('all', [], 'all ');
  const never = gate('any', [], 'any ');

  const roots = Int32Array.from([...problem.moves.map((m) => m.needs), problem.goal], gateOf);
  const wanted = problem.moves.map((m) => m.gives.filter((g) => atoms.has(g.atom)));
  const gives = wanted.map((list) => Int32Array.from(list, (g) => atoms.get(g.atom)!));
  const lasting = wanted.map((list) => list.map((g) => g.lasts >= problem.horizon));
  const givers = gates.map((): number[] => []);
  gives.forEach((list, m) => usable(m) && list.forEach((g) => givers[g]!.push(m)));
  const since = sinceOf(problem, gates.length, atoms);
  const circuit = { roots, gates, gives, lasting, givers, since };
  return { ...circuit, order: orderOf(circuit, since(0)) };
}

/** @param atoms gate of each atom */
function sinceOf({ have }: Problem, gates: number, atoms: ReadonlyMap<number, number>): Circuit['since'] {
  const known = new Map<number, Float64Array>();
  return (lost) => {
    let since = known.get(lost);
    if (since) return since;
    known.set(lost, (since = new Float64Array(gates).fill(Infinity)));
    for (const h of have) {
      const gate = atoms.get(h.atom);
      const from = heldFrom(h, lost);
      if (gate !== undefined && from <= h.until) since[gate] = Math.min(since[gate]!, from);
    }
    return since;
  };
}

/** Works out every gate from its parts, given the atoms' values: of `all` the greatest, of `any` the least. */
export function settle({ gates }: Circuit, at: Float64Array): void {
  for (let g = 0; g < gates.length; g++) at[g] = valueOf(gates[g]!, at[g]!, at);
}

function valueOf({ kind, parts }: Gate, own: number, at: Float64Array): number {
  if (kind === 'atom') return own;
  let best = kind === 'all' ? 0 : Infinity;
  for (let p = 0; p < parts.length; p++) {
    const x = at[parts[p]!]!;
    if (kind === 'all' ? x > best : x < best) best = x;
  }
  return best;
}

/**
 * The least values that agree: an atom has its own or that of the best open move that gives it, gates as above, a
 * move what `value` makes of its needs' value (never less than it). Unreachable = Infinity.
 * @param own value of each atom's gate by itself
 * @param moves filled with a value for each move
 * @param at filled with a value for each gate
 */
export function least(
  circuit: Circuit,
  own: Float64Array,
  open: (move: number) => boolean,
  value: (move: number, needs: number) => number,
  moves: Float64Array,
  at: Float64Array,
): void {
  const { gates, roots, gives, order } = circuit;
  at.set(own);
  moves.fill(Infinity);
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < order.length; i++) {
      const item = order[i]!;
      if (item >= 0) {
        const now = valueOf(gates[item]!, at[item]!, at);
        if (now < at[item]!) [at[item], changed] = [now, true];
        continue;
      }
      const m = ~item;
      const needs = at[roots[m]!]!;
      if (needs === Infinity || !open(m)) continue;
      const now = value(m, needs);
      if (now >= moves[m]!) continue;
      moves[m] = now;
      for (const g of gives[m]!)
        if (now < at[g]!) {
          at[g] = now;
          changed = true;
        }
    }
  }
}

/**
 * An order of gates (by number) and moves (by the complement of theirs) in which each comes after most of what it
 * rests on, so that values settle in few rounds: by the round in which it first can hold.
 */
function orderOf({ roots, gates, gives }: Omit<Circuit, 'order'>, since: Float64Array): Int32Array {
  const order: number[] = [];
  const held = Uint8Array.from(since, (t) => (t < Infinity ? 1 : 0));
  const done = new Set<number>();
  const moves = new Set(gives.keys());
  for (let found = -1; found < order.length;) {
    found = order.length;
    gates.forEach(({ kind, parts }, g) => {
      if (done.has(g)) return;
      if (kind === 'all') held[g] = parts.every((p) => held[p]) ? 1 : 0;
      if (kind === 'any') held[g] = parts.some((p) => held[p]) ? 1 : 0;
      if (held[g] && done.add(g)) order.push(g);
    });
    for (const m of moves) {
      if (!held[roots[m]!]) continue;
      moves.delete(m);
      order.push(~m);
      for (const g of gives[m]!) held[g] = 1;
    }
  }
  return Int32Array.from(
    [...order, ...gates.keys()].filter((item, i) => i < order.length || !done.has(item)),
  );
}
