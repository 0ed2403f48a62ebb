import { decimalOf, farther, type Decimal } from './decimal.ts';

/** Mean and SD of a control material, made ready to judge its points. */
export type Scale = {
  readonly mean: number;
  readonly sd: number;
  /** What rounding can move a z by, at z = 0. */
  readonly slack: number;
  readonly exact: { readonly mean: Decimal; readonly sd: Decimal };
  /** Mean and SD as whole multiples of 1 / steps; 0 steps = their digits are too many. */
  readonly steps: number;
  readonly whole: { readonly mean: number; readonly sd: number };
};

/** Sums and products of whole numbers below this, as they stand here, are exact. */
const WHOLE = 2 ** 46;

/** @param sd above 0 */
export function scaleOf(mean: number, sd: number): Scale {
  if (!Number.isFinite(mean) || !(sd > 0 && sd < Infinity)) throw new RangeError(`no scale: ${mean} ± ${sd}`);
  const exact = { mean: decimalOf(mean), sd: decimalOf(sd) };
  // A digit more than theirs: a value may end in one, as half an SD does.
  const places = 1 + Math.max(0, -exact.mean.exponent, -exact.sd.exponent);
  const grid = places <= 15 ? 10 ** places : 0;
  const whole = { mean: Math.round(mean * grid), sd: Math.round(sd * grid) };
  const steps = Math.max(Math.abs(whole.mean), whole.sd) < WHOLE ? grid : 0;
  const slack = (8 * Number.EPSILON * Math.abs(mean) + 4 * Number.MIN_VALUE) / sd;
  return { mean, sd, slack, exact, steps, whole };
}

/** The limits of the rules in SD, and the least zone of a point that lies beyond each. */
export const ZONE_BEYOND = { 0: 1, 1: 2, 2: 3, 2.5: 4, 3: 5, 3.5: 6 } as const;

/**
 * Where a value lies: 0 = exactly on the mean; 1 off it, 2 beyond 1 SD, 3 beyond 2, 4 beyond 2.5, 5 beyond 3, 6 beyond 3.5;
 * negative below the mean. Strictly beyond: a value exactly at a limit is inside it, in decimals as they are written, where
 * floating point puts (100.2 − 100) / 0.1 beyond 2.
 */
export function zoneOf(value: number, scale: Scale): number {
  if (value === scale.mean) return 0;
  const z = Math.abs((value - scale.mean) / scale.sd);
  const halves = Math.round(2 * z);
  // A z that rounding cannot have brought across a limit is decided; near one the decimals themselves are compared.
  const near = !(Math.abs(z - halves / 2) > scale.slack + 8 * Number.EPSILON * z);
  const size = near ? zoneNear(value, halves, scale) : zoneClear(z);
  return value > scale.mean ? size : -size;
}

const zoneClear = (z: number): number => (z < 1 ? 1 : z < 2 ? 2 : z < 2.5 ? 3 : z < 3 ? 4 : z < 3.5 ? 5 : 6);

/** The zones at and just beyond each number of half SDs that is a limit. */
const HALVES = [2, 4, 5, 6, 7];

function zoneNear(value: number, halves: number, scale: Scale): number {
  // Coarse numbers beside a small SD: more than one limit may be near.
  if (!Number.isFinite(halves) || scale.slack > 0.1) return zoneAmong(value, HALVES, 1, scale);
  const at = HALVES.indexOf(halves);
  if (at < 0) return zoneClear(halves / 2);
  return zoneAmong(value, [halves], at + 1, scale);
}

const zoneAmong = (value: number, limits: readonly number[], inside: number, scale: Scale): number =>
  limits.reduce((zone, halves) => zone + (isBeyond(value, halves, scale) ? 1 : 0), inside);

/** Whether a value lies strictly beyond so many half SDs. */
function isBeyond(value: number, halves: number, { steps, whole, exact }: Scale): boolean {
  const n = Math.round(value * steps);
  // Dividing whole numbers rounds correctly, so this finds the value whose digits end within the steps.
  if (steps > 0 && Math.abs(n) < WHOLE && n / steps === value)
    return 2 * Math.abs(n - whole.mean) > halves * whole.sd;
  return farther(decimalOf(value), exact.mean, halves, exact.sd) > 0;
}
