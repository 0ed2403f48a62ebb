/** Where chance comes from: a whole number from 0 up to and not including `n`. */
type Below = (n: number) => number;

/** What the generators draw with. */
export type Draw = {
  below: Below;
  chance: (percent: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  /** Up to `most` of the items, none twice. */
  some: <T>(items: readonly T[], most: number) => T[];
  times: <T>(most: number, make: () => T) => T[];
};

function drawFrom(below: Below): Draw {
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const times = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);
  return {
    below,
    chance: (percent) => below(100) >= 100 - percent,
    pick,
    some: (items, most) => [...new Set(times(most, () => pick(items)))],
    times,
  };
}

/** A repeatable source (mulberry32): the same seed gives the same records on every machine. */
export function seeded(seed: number): Draw {
  let state = seed >>> 0;
  return drawFrom((n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * n);
  });
}
