import type { RuleId } from './rule.ts';
import { decimalOf, farther } from './decimal.ts';

/** Bias of a mean against its target, in percent of the target. */
export const biasPercent = (mean: number, target: number): number => (100 * (mean - target)) / target;

/** How many SD fit between the bias and the allowable error; all in percent (bench facts, `qc.sigma`; likely). */
export const sigma = (teaPercent: number, bias: number, cv: number): number =>
  (teaPercent - Math.abs(bias)) / cv;

/**
 * The share of a Gaussian beyond 1.65 SD on one side is 5 %. A shift of sigma − 1.65 SD leaves 5 % of results beyond the
 * allowable error (bench facts), and total error at 5 % is the bias and 1.65 CV more.
 */
const FIVE_PERCENT = 1.65;
export const criticalShift = (sigmaMetric: number): number => sigmaMetric - FIVE_PERCENT;
export const totalError = (bias: number, cv: number): number => Math.abs(bias) + FIVE_PERCENT * cv;

/**
 * Expanded uncertainty (k = 2), percent: what imprecision and the uncertainty of the bias make together, the bias itself
 * counted in. A usual way and not from the bench facts: unverified, and decides nothing.
 */
export const expandedUncertainty = (cv: number, bias: number, biasUncertainty: number): number =>
  2 * Math.hypot(cv, bias, biasUncertainty);

/** Rules for two levels by sigma, N controls a run over R runs. Recalled from a published figure: likely. */
export type Advice = {
  sigmaMin: number;
  grade: 'world class' | 'excellent' | 'good' | 'marginal' | 'poor';
  /** Empty = no rules make up for it: improve the method. */
  rules: readonly RuleId[];
  n: string;
  r: string | null;
  or: string | null;
};
export const ADVICE_CONFIDENCE = 'likely';
export const ADVICE_CITE = ['bench-wg-sigma'];

const MULTI: RuleId[] = ['1_3s', '2_2s', 'R_4s'];
export const ADVICE: readonly Advice[] = [
  { sigmaMin: 6, grade: 'world class', rules: ['1_3s'], n: '2', r: '1', or: null },
  { sigmaMin: 5, grade: 'excellent', rules: MULTI, n: '2', r: '1', or: null },
  { sigmaMin: 4, grade: 'good', rules: [...MULTI, '4_1s'], n: '4', r: '1', or: 'N 2, R 2' },
  { sigmaMin: 3, grade: 'marginal', rules: [...MULTI, '4_1s', '8_x'], n: '4', r: '2', or: 'N 2, R 4' },
  { sigmaMin: -Infinity, grade: 'poor', rules: [], n: '6 to 8', r: null, or: null },
];

/** What to use, from the figures as they are written: a sigma of exactly 6 counts as 6, whatever division makes of it. */
export function advice(teaPercent: number, bias: number, cv: number): Advice {
  const [tea, off, spread] = [teaPercent, Math.abs(bias), cv].map(decimalOf) as [D, D, D];
  const reaches = (least: number) => teaPercent > Math.abs(bias) && farther(tea, off, 2 * least, spread) >= 0;
  return ADVICE.find((a) => a.sigmaMin === -Infinity || reaches(a.sigmaMin))!;
}
type D = ReturnType<typeof decimalOf>;
