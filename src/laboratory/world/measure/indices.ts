import type { Sample } from './interference.ts';

/** What the analyzer reads of the color of plasma, beside the analytes. */
export const INDICES = ['hidx', 'iidx', 'lidx'] as const;
export type Index = (typeof INDICES)[number];
export const isIndex = (analyte: string): analyte is Index => INDICES.some((i) => i === analyte);

/**
 * Free hemoglobin in g/L; bilirubin in mg/dL; turbidity, which follows triglyceride so that sodium is off by 4 mmol/L near 700
 * (facts `lipemia`).
 */
export function indexOf(sample: Sample, index: Index): number {
  switch (index) {
    case 'hidx':
      return 0.02 + sample.freeHemoglobin.inTube + sample.freeHemoglobin.inBody;
    case 'iidx':
      return sample.values['tbil'] ?? 0.5;
    case 'lidx':
      return 5 + Math.max(0, (sample.values['trig'] ?? 90) - 60) * 0.2;
  }
}

/** Scatter (SD) at an amount. */
export const INDEX_SCATTER: { readonly [index in Index]: (x: number) => number } = {
  hidx: (x) => 0.015 + 0.02 * x,
  iidx: (x) => 0.1 + 0.02 * x,
  lidx: (x) => 1.5 + 0.03 * x,
};
