import { z } from 'zod';
import { Id } from './stated.ts';

/** Hand-made numbers of the simulation: no source stands behind them, so they decide no grade. */
const OURS = z.literal('unverified');

const Positive = z.number().positive();

/** Healthy people: the median, CVs in percent where the analyte's own are absent or would not fit its reference interval. */
const HealthyEntry = z.strictObject({
  F: z.number().nonnegative(),
  M: z.number().nonnegative(),
  between: Positive.optional(),
  within: Positive.optional(),
  /** Hours after which half of a deviation from the usual value is gone. */
  halfLife: Positive,
});

/** Two analytes, and how strongly their logarithms move together. */
const PairEntry = z.tuple([Id, Id, z.number().gt(-1).lt(1)]);

/** content/laboratory/population.yaml */
export const PopulationEntry = z.strictObject({
  confidence: OURS,
  healthy: z.record(Id, HealthyEntry),
  /** By organ system. */
  between: z.record(z.string(), z.array(PairEntry)),
  within: z.record(z.string(), z.array(PairEntry)),
  names: z.strictObject({
    family: z.array(z.string().regex(/^[A-Z]+$/)).min(1),
    given: z.strictObject({ F: z.array(z.string().regex(/^[A-Z]+$/)).min(1), M: z.array(z.string().regex(/^[A-Z]+$/)).min(1) }),
  }),
  wards: z.array(z.string()).min(1),
});
export type PopulationEntry = z.infer<typeof PopulationEntry>;

/** How an illness moves an analyte: times the healthy median, or to a median of its own. `spread`: CV in percent in place of the healthy one. */
const ShiftEntry = z
  .strictObject({ times: Positive.optional(), to: Positive.optional(), spread: Positive.optional() })
  .refine((s) => s.times === undefined || s.to === undefined, 'either `times` or `to`')
  .refine((s) => Object.keys(s).length > 0, 'says nothing');

/** content/laboratory/classes/ID.yaml */
export const ClassEntry = z.strictObject({
  id: Id,
  name: z.string(),
  confidence: OURS,
  /** What a chart would say, in a few words. */
  says: z.string().optional(),
  values: z.record(Id, ShiftEntry).default({}),
  drugs: z.array(z.string()).default([]),
  substances: z
    .strictObject({ heparin: Positive, biotin: Positive, freeHemoglobin: Positive, heterophile: Positive })
    .partial()
    .default({}),
  /** Kinds of blood cells and of urine that go with it, by the names of their rooms. */
  blood: z.array(z.string()).default([]),
  urine: z.array(z.string()).default([]),
  sex: z.enum(['F', 'M']).optional(),
  /** Whole years. */
  age: z.strictObject({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative() }).optional(),
  ward: z.string().optional(),
  hardToDraw: z.boolean().default(false),
});
export type ClassEntry = z.infer<typeof ClassEntry>;
