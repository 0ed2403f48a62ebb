import type { Circuit } from './circuit.ts';

/**
 * The least time from the end of each move to the goal, with fewest steps between. In a plan that no other beats every
 * move is done for what a later one or the goal asks for (a job that pays is asked for by the goal, see levels.ts): else the plan without it is as good. So a
 * move ends at least as long before the goal as the quickest that may want it takes. Infinity = nothing wants it.
 * @param open may this move be in the plan?
 * @param tails filled with a value for each move
 * @param at filled with a value for each gate: the least time from when it is used to the goal
 */
export function tailsOf(
  { roots, gates, gives, order }: Circuit,
  shortest: readonly number[],
  open: (move: number) => boolean,
  tails: Float64Array,
  at: Float64Array,
): void {
  at.fill(Infinity);
  at[roots[tails.length]!] = 0;
  tails.fill(Infinity);
  for (let changed = true; changed;) {
    changed = false;
    for (let i = order.length - 1; i >= 0; i--) {
      const item = order[i]!;
      if (item >= 0) {
        for (const part of gates[item]!.parts)
          if (at[item]! < at[part]!) [at[part], changed] = [at[item]!, true];
        continue;
      }
      const m = ~item;
      for (const g of gives[m]!) if (at[g]! < tails[m]!) tails[m] = at[g]!;
      const through = tails[m]! + shortest[m]!;
      if (through >= at[roots[m]!]! || !open(m)) continue;
      at[roots[m]!] = through;
      changed = true;
    }
  }
}
