import { allowedAt, keepsWithin, type Tea } from './allowable.ts';

/** A material of assigned value, measured once or more; `at` says for which part of the range it stands. */
export type VerificationLevel = {
  readonly at: 'low' | 'mid' | 'high' | 'between';
  readonly assigned: number;
  readonly measured: readonly number[];
};

export type VerifiedLevel = {
  at: VerificationLevel['at'];
  assigned: number;
  mean: number;
  difference: number;
  /** Percent of the assigned value; null where that is 0. */
  recovery: number | null;
  allowed: number;
  within: boolean;
  /** From the straight line through all levels. */
  offLine: number;
};

export type CalibrationVerification = {
  levels: VerifiedLevel[];
  line: { slope: number; intercept: number; farthest: number };
  verdict: 'pass' | 'fail' | 'incomplete';
  missing: ('low' | 'mid' | 'high')[];
};

/**
 * Calibration verification: at least low, mid and high (42 CFR 493.1255, `bench-cfr1255`). A level passes when the mean of its
 * measurements lies within a fraction of the allowable error; the fraction is the laboratory's. Linear where no level lies
 * farther than that from the line of least squares.
 */
export function verifyCalibration(
  levels: readonly VerificationLevel[],
  tea: Tea,
  fraction: number,
): CalibrationVerification {
  const measured = levels.filter((l) => l.measured.length > 0);
  const means = measured.map((l) => l.measured.reduce((a, b) => a + b, 0) / l.measured.length);
  const { slope, intercept } = lineThrough(
    measured.map((l) => l.assigned),
    means,
  );
  const rows = measured.map(({ at, assigned }, i): VerifiedLevel => {
    const mean = means[i]!;
    const allowed = fraction * allowedAt(assigned, tea);
    return {
      at,
      assigned,
      mean,
      difference: mean - assigned,
      recovery: assigned === 0 ? null : (100 * mean) / assigned,
      allowed,
      within: keepsWithin(mean - assigned, allowed),
      offLine: mean - (intercept + slope * assigned),
    };
  });
  const missing = (['low', 'mid', 'high'] as const).filter((at) => rows.every((r) => r.at !== at));
  const good = rows.every((r) => r.within && keepsWithin(r.offLine, r.allowed));
  return {
    levels: rows,
    line: { slope, intercept, farthest: Math.max(0, ...rows.map((r) => Math.abs(r.offLine))) },
    verdict: !good ? 'fail' : missing.length > 0 ? 'incomplete' : 'pass',
    missing,
  };
}

/** Least squares; through values that are all alike the line is level. */
function lineThrough(xs: readonly number[], ys: readonly number[]): { slope: number; intercept: number } {
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / Math.max(1, list.length);
  const [mx, my] = [mean(xs), mean(ys)];
  const spread = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const slope = spread === 0 ? 0 : xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i]! - my), 0) / spread;
  return { slope, intercept: my - slope * mx };
}
