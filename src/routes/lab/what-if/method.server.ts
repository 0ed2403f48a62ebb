import {
  advice,
  ADVICE_CITE,
  ADVICE_CONFIDENCE,
  criticalShift,
  sigma,
  totalError,
} from '#laboratory/quality/index.ts';
import type { Confidence } from '#content/index.ts';
import type { Laboratory } from '#laboratory/load.server.ts';

/** What a method can do against what is allowed, at an amount; null where no allowable error or scatter is on file. */
export function methodAt(laboratory: Laboratory, id: string, amount: number) {
  const analyte = laboratory.catalog.analytes.get(id);
  if (!analyte?.allowable || analyte.analyticalCv === null || amount === 0) return null;
  const { absolute, percent } = analyte.allowable;
  const tea = Math.max(percent ?? 0, absolute === undefined ? 0 : (100 * absolute) / amount);
  const cv = analyte.analyticalCv;
  const metric = sigma(tea, 0, cv);
  const { grade, rules, n, r, or } = advice(tea, 0, cv);
  const round = (x: number) => Math.round(x * 100) / 100;
  return {
    amount,
    unit: analyte.unit ?? '',
    tea: round(tea),
    cv,
    sigma: round(metric),
    criticalShift: round(criticalShift(metric)),
    totalError: round(totalError(0, cv)),
    grade,
    rules,
    n,
    r,
    or,
    confidence: ADVICE_CONFIDENCE as Confidence,
    teaConfidence: analyte.confidence.allowable,
    cvConfidence: analyte.confidence.analyticalCv,
    cite: ADVICE_CITE.map((source) => ({ source })),
  };
}
