import { z } from 'zod';
import { Authority } from './authority.ts';
import { QualityControl } from './control.ts';
import * as interference from './interference.ts';
import { Autoverification, DeltaPolicy, HematologyReview, UrinalysisCorrelation } from './judging.ts';
import {
  Centrifugation,
  CriticalCalls,
  OrderOfDraw,
  RejectCodes,
  Rejection,
  Stability,
  Turnaround,
} from './processing.ts';

export * from './analyte.ts';
export * from './authority.ts';
export { idsIn } from './judging.ts';
export { isLoinc } from './loinc.ts';
export * from './population.ts';
export * from './scenario.ts';
export * from './specimen.ts';
export type { Stated } from './stated.ts';

/** Each file of content/laboratory/policies with its schema. */
export const POLICIES = {
  'rejection': Rejection,
  'hl70490': RejectCodes,
  'order-of-draw': OrderOfDraw,
  'centrifugation': Centrifugation,
  'stability': Stability,
  'critical-calls': CriticalCalls,
  'autoverification': Autoverification,
  'delta': DeltaPolicy,
  'authority': Authority,
  'turnaround': Turnaround,
  'hematology-review': HematologyReview,
  'urinalysis-correlation': UrinalysisCorrelation,
  'quality-control': QualityControl,
} as const;

/** Each file of content/laboratory/interferences with its schema. */
export const INTERFERENCES = {
  'hemolysis': interference.Hemolysis,
  'lipemia': interference.Lipemia,
  'icterus': interference.Icterus,
  'edta': interference.Edta,
  'dilution': interference.Dilution,
  'citrate-ratio': interference.CitrateRatio,
  'cbc-artifacts': interference.CbcArtifacts,
  'cold-agglutinin': interference.ColdAgglutinin,
  'carry-over': interference.CarryOver,
  'hook': interference.Hook,
} as const;

/** The policies as read, by the name of their file in camel case. */
export type Policies = { [K in keyof typeof POLICIES as Camel<K>]: z.infer<(typeof POLICIES)[K]> };
export type Interferences = { [K in keyof typeof INTERFERENCES as Camel<K>]: z.infer<(typeof INTERFERENCES)[K]> };

type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;

/** `order-of-draw` → `orderOfDraw`. */
export const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
