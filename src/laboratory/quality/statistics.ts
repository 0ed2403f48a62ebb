/** Why a control value is left out of mean and SD: something that went wrong and was found, never that it lies far out. */
export const BLUNDERS = [
  'wrong-vial', 'wrong-position', 'not-mixed', 'reconstituted-wrong', 'expired-vial', 'short-sample',
] as const; // prettier-ignore
export type Blunder = {
  readonly kind: (typeof BLUNDERS)[number];
  readonly found: string;
  readonly by: string;
};

/** One value of a control lot; `day` is the laboratory's calendar day, YYYY-MM-DD. An excluded value stays on the chart. */
export type ControlPoint = { readonly day: string; readonly value: number; readonly excluded?: Blunder };

/** Leaves a value out, or says why it stays in. */
export function exclude(point: ControlPoint, blunder: { kind: string; found: string; by: string }): { point: ControlPoint } | { refused: string } {
  const kind = BLUNDERS.find((known) => known === blunder.kind);
  if (!kind) return { refused: `A value is left out only for a blunder that was found: ${BLUNDERS.join(', ')}. Lying beyond a limit is none.` };
  if (blunder.found.trim() === '') return { refused: 'Say how it was found.' };
  if (blunder.by.trim() === '') return { refused: 'Say who found it.' };
  return { point: { ...point, excluded: { ...blunder, kind } } };
} // prettier-ignore

/** Mean, SD (n − 1) and CV in percent, in the unit of the values; null where there are too few, or the mean is 0. */
export type Summary = { n: number; mean: number | null; sd: number | null; cv: number | null };

/** Welford 1962: one pass, and no difference of large sums. */
export function summary(values: readonly number[]): Summary {
  let [n, mean, squares] = [0, 0, 0];
  for (const x of values) {
    n++;
    const off = x - mean;
    mean += off / n;
    squares += off * (x - mean);
  }
  const sd = n > 1 ? Math.sqrt(squares / (n - 1)) : null;
  return {
    n,
    mean: n > 0 ? mean : null,
    sd,
    cv: sd === null || mean === 0 ? null : (100 * sd) / Math.abs(mean),
  };
}

export type LotStatistics = {
  all: Summary;
  /** By calendar month, YYYY-MM, in order. */
  months: ({ month: string } & Summary)[];
  days: number;
  excluded: readonly ControlPoint[];
  /** Whether a laboratory may take mean and SD as its own limits, and what is missing if not. */
  own: { ready: true } | { ready: false; points: number; days: number };
};

/** A laboratory's own limits take 20 points over at least 10 days (bench facts, `qc.z_score`; likely). */
export const OWN_LIMITS = { points: 20, days: 10, confidence: 'likely' } as const;

/** What a lot's points say, without those left out. */
export function lotStatistics(points: readonly ControlPoint[]): LotStatistics {
  const kept = points.filter((p) => !p.excluded);
  const days = new Set(kept.map((p) => p.day)).size;
  const months = [...new Set(kept.map((p) => p.day.slice(0, 7)))].sort();
  const all = summary(kept.map((p) => p.value));
  const missing = {
    points: Math.max(0, OWN_LIMITS.points - all.n),
    days: Math.max(0, OWN_LIMITS.days - days),
  };
  return {
    all,
    months: months.map((month) => ({
      month,
      ...summary(kept.filter((p) => p.day.startsWith(month)).map((p) => p.value)),
    })),
    days,
    excluded: points.filter((p) => p.excluded),
    own: missing.points + missing.days === 0 ? { ready: true } : { ready: false, ...missing },
  };
}

/** Limits for a new control lot until its own are ready: its mean so far with the CV of the lots before (bench facts; likely). */
export const earlyLimits = (newMean: number, historicalCv: number): { mean: number; sd: number } => ({
  mean: newMean,
  sd: (Math.abs(newMean) * historicalCv) / 100,
});
