/** A verdict as a number, so that `all` is the least and `any` the greatest (Kleene's strong logic). */
export const UNMET = 0;
export const UNKNOWN = 1;
export const MET = 2;
export type V = 0 | 1 | 2;

export type Verdict = 'unmet' | 'unknown' | 'met';
const NAMES = ['unmet', 'unknown', 'met'] as const;
export const nameOf = (v: V): Verdict => NAMES[v];

export const least = (a: V, b: V): V => (a < b ? a : b);
export const most = (a: V, b: V): V => (a > b ? a : b);

/** From what surely holds and what could still hold. */
export const between = (surely: boolean, possibly: boolean): V => (surely ? MET : possibly ? UNKNOWN : UNMET);
