import { exp, power } from '../arithmetic.ts';
import { MEAN_NORMAL_PT } from '../derived.ts';
import { LENGTHENED } from '../heparin.ts';
import type { Channel } from './instrument.ts';
import type { Sample } from './interference.ts';

/**
 * Citrate in plasma against a tube filled to the line with blood of hematocrit 45: 0.3 mL stand ready for 2.7 mL of blood. Blood
 * with more plasma counts as that: a tube too short is too short whoever it is from.
 */
export function citrateRatio(fill: number, hematocrit: number, citrate = 0.3): number {
  const part = (filled: number, percent: number, milliliters: number) => {
    const plasma = 2.7 * filled * (1 - Math.min(90, Math.max(45, percent)) / 100);
    return milliliters / (plasma + milliliters);
  };
  return part(Math.max(0.05, fill), hematocrit, citrate) / part(1, 45, 0.3);
}

/** mL of citrate for 2.7 mL of blood of so high a hematocrit: 1.85e-3 (100 - hematocrit) mL (facts `hct_over_55`); never more than 0.3. */
export const citrateFor = (hematocrit: number): number =>
  Math.min(0.3, 1.85e-3 * (100 - Math.min(90, hematocrit)) * 2.7);

/**
 * What a clotting test of this reagent finds. Too much citrate lengthens the aPTT most and the PT less; at 70 % of the line or at
 * a hematocrit of 62 % an aPTT of 31 s reads about 58. Heparin lengthens the thrombin time most, then the aPTT; the PT only beyond
 * what its reagent neutralizes; a reptilase time never. Sizes of this simulation.
 */
export function clottingSees(s: Sample, analyte: string, amount: number, channel: Channel): number {
  const ratio = citrateRatio(
    s.fill,
    s.values['hct'] ?? 45,
    s.citrateFor === undefined ? 0.3 : citrateFor(s.citrateFor),
  );
  const excess = Math.min(0.4, Math.max(0, ratio - 1));
  const cube = excess * excess * excess;
  const slow = LENGTHENED[analyte]?.(s.heparin) ?? 1;
  const diluted = Math.min(1, (1 - 0.168 * ratio) / (1 - 0.168));
  // EDTA in place of citrate: nothing clots in time.
  const chelated = 1 + 12 * Math.min(1, s.edta / 4);
  const clotted = s.clotted > 0 ? (s.clotted < 0.3 ? 1 - 0.4 * s.clotted : 1 + 2 * (s.clotted - 0.3)) : 1;
  switch (analyte) {
    case 'pt': {
      const { isi, meanNormal } = channel.thromboplastin ?? { isi: 1, meanNormal: MEAN_NORMAL_PT };
      const long = amount * slow * exp(5 * cube) * chelated * clotted;
      return meanNormal * power(long / MEAN_NORMAL_PT, 1 / isi);
    }
    case 'aptt':
      return amount * slow * exp(16.9 * cube) * chelated * clotted;
    case 'tt':
      return amount * slow * exp(2 * cube) * chelated;
    case 'rept':
      return amount * exp(2 * cube) * chelated;
    case 'fib':
      return (amount * diluted) / (1 + 0.3 * Math.max(0, s.heparin - 1));
    default:
      return amount * diluted;
  }
}
