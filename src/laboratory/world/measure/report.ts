import type { Catalog } from '../../catalog/index.ts';
import type { Measured } from '../measured.ts';

export const nothing = (
  analyte: string,
  truth: number | string | null,
  alarms: readonly string[] = [],
): Measured => ({ analyte, value: null, text: null, beyond: null, alarms, truth, withoutScatter: null });

/** Rounded to the analyte's decimals, and held within what can be measured at this dilution; `still` = without scatter. */
export function reported(
  analyte: string,
  raw: number,
  still: number,
  truth: number | string | null,
  dilution: number,
  catalog: Catalog,
): Measured {
  const known = catalog.analytes.get(analyte);
  const result = { ...nothing(analyte, truth), withoutScatter: still };
  const range = known?.range;
  const [low, high] = range ? [range.low * dilution, range.high * dilution] : [0, Infinity];
  if (raw < low) return { ...result, value: low, beyond: '<' };
  if (raw > high) return { ...result, value: high, beyond: '>' };
  return { ...result, value: round(raw, known?.decimals ?? 2) };
}

export function round(x: number, decimals: number): number {
  const scale = TENS[decimals] ?? 1;
  return Math.round(x * scale) / scale + 0;
}
const TENS = [1, 10, 100, 1_000, 10_000];
