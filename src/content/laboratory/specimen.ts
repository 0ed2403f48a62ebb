import { z } from 'zod';
import { DEPARTMENTS } from './analyte.ts';
import { Loinc } from './loinc.ts';
import { entry, Id, stated } from './stated.ts';

export const ADDITIVE_KINDS = ['serum', 'heparin', 'edta', 'citrate', 'fluoride', 'none', 'urine'] as const;

/** How to spin it: relative centrifugal force in g, minutes. */
export const Spin = z
  .strictObject({ gLow: z.number().positive(), gHigh: z.number().positive(), minutes: z.number().positive() })
  .refine((s) => s.gLow <= s.gHigh, 'the low force is above the high one');

/** content/laboratory/tubes/ID.yaml */
export const TubeEntry = entry({
  id: Id,
  /** The cap as people name it. Colors differ by maker; the additive is what counts. */
  cap: z.string(),
  additive: z.string(),
  kind: z.enum(ADDITIVE_KINDS),
  /** Place in the order of draw; null = drawn by itself. */
  drawOrder: z.number().int().positive().nullable(),
  /** How many times to turn it over; empty = not at all. */
  inversions: z.string(),
  fillMinPercent: z.number().positive().max(100).nullable().default(null),
  /** How long it has to clot before it is spun. */
  clotMinutes: z.number().positive().nullable().default(null),
  spin: stated(Spin).optional(),
  /** Analytes that must not be measured from it, because of what is in it. */
  never: z.array(Id).default([]),
  use: z.array(z.string()).min(1),
  says: z.string().optional(),
  /** How it is drawn on the screen: a plain color word, and a usual volume. Ours; no fact stands behind it. */
  drawing: z.strictObject({ color: z.string(), volumeMl: z.number().positive() }),
});
export type TubeEntry = z.infer<typeof TubeEntry>;

/** content/laboratory/fluids/ID.yaml: amounts in the unit of the analyte; absent = 0. */
export const FluidEntry = entry({
  id: Id,
  name: z.string(),
  content: z.record(Id, z.number().positive()),
});
export type FluidEntry = z.infer<typeof FluidEntry>;

/** content/laboratory/panels/ID.yaml: tests that are ordered together. What stands in it is our own choice of tests. */
export const PanelEntry = z.strictObject({
  id: Id,
  name: z.string(),
  department: z.enum(DEPARTMENTS),
  analytes: z.array(Id).min(1),
  tube: Id,
  loinc: stated(Loinc).optional(),
});
export type PanelEntry = z.infer<typeof PanelEntry>;
