/** An allowable total error: percent, an amount in the analyte's unit, or both, of which the greater counts. */
export type Tea = { readonly pct?: number; readonly abs?: number };

/** The allowable error at a value, in its unit. */
export const allowedAt = (value: number, { pct = 0, abs = 0 }: Tea): number =>
  Math.max((Math.abs(value) * pct) / 100, abs);

/** Whether a difference keeps within what is allowed; at the limit it does, and rounding in the last digits changes nothing. */
export const keepsWithin = (difference: number, allowed: number): boolean =>
  Math.abs(difference) <= allowed * (1 + 1e-12) + 1e-300;
