import type { Circuit } from './circuit.ts';

/**
 * For each piece that is still missing, the moves of which every set that supports it must hold one.
 * @param roots gates of the needs that must hold
 * @param standing Infinity for each gate that the chosen moves do not support
 * @param reachable Infinity for each gate that no open move can bring any more
 */
export function pieces(
  { gates, givers, roots: needs }: Circuit,
  roots: readonly number[],
  standing: Float64Array,
  reachable: Float64Array,
  inside: Uint8Array,
  out: Uint8Array,
): number[][] {
  const width = new Map<number, number>();
  /** About how many moves bring a gate. */
  const widthOf = (gate: number): number => {
    const known = width.get(gate);
    if (known !== undefined) return known;
    width.set(gate, Infinity);
    const { kind, parts } = gates[gate]!;
    let wide = kind === 'all' ? Infinity : 0;
    if (kind === 'atom')
      for (const m of givers[gate]!) wide += out[m] ? 0 : inside[m] ? widthOf(needs[m]!) : 1;
    else if (kind === 'any') for (const p of parts) wide += reachable[p] === Infinity ? 0 : widthOf(p);
    else for (const p of parts) if (standing[p] === Infinity) wide = Math.min(wide, widthOf(p));
    width.set(gate, wide);
    return wide;
  };
  const gather = (gate: number, into: Set<number>, seen: Set<number>): void => {
    if (seen.has(gate)) return;
    seen.add(gate);
    const { kind, parts } = gates[gate]!;
    if (kind === 'atom') {
      for (const m of givers[gate]!)
        if (inside[m]) gather(needs[m]!, into, seen);
        else if (!out[m]) into.add(m);
    } else if (kind === 'any') {
      for (const p of parts) if (reachable[p]! < Infinity) gather(p, into, seen);
    } else {
      let [narrow, least] = [-1, Infinity];
      for (const p of parts)
        if (standing[p] === Infinity && (narrow < 0 || widthOf(p) < least)) [narrow, least] = [p, widthOf(p)];
      if (narrow >= 0) gather(narrow, into, seen);
    }
  };
  const found: number[][] = [];
  const split = new Set<number>();
  const part = (gate: number): void => {
    if (standing[gate]! < Infinity || split.has(gate)) return;
    split.add(gate);
    if (gates[gate]!.kind === 'all') return gates[gate]!.parts.forEach(part);
    const into = new Set<number>();
    gather(gate, into, new Set());
    found.push([...into]);
  };
  roots.forEach(part);
  return found;
}
