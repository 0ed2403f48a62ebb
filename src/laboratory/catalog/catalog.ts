import type { Interferences, Policies } from '#content/laboratory/index.ts';
import type { Analyte } from './analyte.ts';
import type { Fault } from './authority.ts';
import type { Fluid, Panel, Tube } from './specimen.ts';

/** What content/laboratory says, typed; the one thing the rooms of the laboratory read facts from. */
export type Catalog = {
  analytes: Map<string, Analyte>;
  tubes: Map<string, Tube>;
  fluids: Map<string, Fluid>;
  panels: Map<string, Panel>;
  faults: Map<string, Fault>;
  policies: Policies;
  interferences: Interferences;
};

export type { Interferences, Policies };
export type RejectionReason = Policies['rejection']['reasons'][number];
export type ConsistencyCheck = Policies['autoverification']['checks'][number];
export type ReviewRule = Policies['hematologyReview']['rules'][number];
export type CorrelationRule = Policies['urinalysisCorrelation']['rules'][number];
export type StabilityEntry = Policies['stability']['entries'][number];
