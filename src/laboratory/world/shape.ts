// What the world needs to know of the catalog; narrower than the catalog itself, so that a test can write one by hand.

export type Analyte = {
  readonly id: string;
  readonly unit: string | null;
  /** Places after the point in a report. */
  readonly decimals: number;
  /** Percent, at a level where decisions are made. */
  readonly analyticalCv: number | null;
  /** Percent, within and between healthy people. */
  readonly within: number | null;
  readonly between: number | null;
  /** What the analyzer can measure without dilution. */
  readonly range: { readonly low: number; readonly high: number } | null;
};

export type Catalog = {
  readonly analytes: ReadonlyMap<string, Analyte>;
  /** What runs in drips: content by analyte id, each in the analyte's unit; what is absent is 0. */
  readonly fluids: ReadonlyMap<string, { readonly [analyte: string]: number }>;
};
