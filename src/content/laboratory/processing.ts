import { z } from 'zod';
import { entry, Id, Said, Span } from './stated.ts';

/** content/laboratory/policies/rejection.yaml */
export const Rejection = z.strictObject({
  reasons: z.array(
    entry({
      code: Id,
      /** Code of HL7 table 0490; null where it has none that fits. */
      hl70490: z.string().nullable(),
      /** A tube is rejected whole, or only the tests that suffer. */
      scope: z.enum(['tube', 'test']),
      says: z.string(),
    }),
  ),
  onReject: z.array(z.string()),
  /** How often it happens: a share of 1, `of` so many where that was published. */
  rates: z.array(
    entry({ id: Id, says: z.string(), rate: z.number().min(0).max(1), of: z.number().int().positive().optional() }),
  ),
});
export type Rejection = z.infer<typeof Rejection>;

/** content/laboratory/policies/hl70490.yaml */
export const RejectCodes = entry({ table: z.literal('HL70490'), codes: z.record(z.string().regex(/^[A-Z]{2}$/), z.string()) });
export type RejectCodes = z.infer<typeof RejectCodes>;

/** content/laboratory/policies/order-of-draw.yaml */
export const OrderOfDraw = entry({
  sequence: z.array(z.strictObject({ place: z.number().int().positive(), tubes: z.array(Id), says: z.string() })),
  why: z.string(),
  ifBroken: z.array(z.strictObject({ from: Id, into: z.array(Id).min(1), effect: z.string() })),
  /** For a finger or heel the order is another. */
  capillary: z.array(z.string()),
});
export type OrderOfDraw = z.infer<typeof OrderOfDraw>;

/** content/laboratory/policies/centrifugation.yaml */
export const Centrifugation = entry({ force: z.string(), notSpun: z.array(Id), rules: z.array(z.string()) });
export type Centrifugation = z.infer<typeof Centrifugation>;

/** content/laboratory/policies/stability.yaml */
export const Stability = z.strictObject({
  entries: z.array(
    entry({
      id: Id,
      analytes: z.array(Id),
      tubes: z.array(Id).min(1),
      state: z.enum(['unspun', 'spun', 'any']),
      at: z.enum(['room', 'cold', 'ice', 'warm', 'light']),
      /** From collection; null = no limit is on file. */
      maxMinutes: z.number().positive().nullable(),
      when: z.string().optional(),
      /** What time does to the value: in its unit per hour, or in percent of it; the lowest and the highest told. */
      change: z.strictObject({ analyte: Id, perHour: Span.optional(), percentPerHour: Span.optional() }).optional(),
      says: z.string(),
    }),
  ),
});
export type Stability = z.infer<typeof Stability>;

/** content/laboratory/policies/critical-calls.yaml; all times in minutes from the moment a result is there. */
export const CriticalCalls = entry({
  minutes: entry({
    firstAttempt: z.number().positive(),
    complete: z.number().positive(),
    hardStop: z.number().positive(),
    retryEvery: z.number().positive(),
  }),
  facts: z.array(Said),
  record: z.array(z.string()),
  readBack: z.array(z.string()),
  again: z.array(z.string()),
  beforeCalling: z.array(z.string()),
  inWords: z.array(z.string()),
});
export type CriticalCalls = z.infer<typeof CriticalCalls>;

/** content/laboratory/policies/turnaround.yaml; minutes. */
export const Turnaround = entry({
  targets: z.record(Id, z.number().positive()),
  suggestion: entry({ percent: z.number(), withinMinutes: z.number(), begins: z.string(), ends: z.string() }),
  survey: entry({
    rows: z.array(
      z.strictObject({
        priority: z.enum(['stat', 'routine']),
        analyte: Id,
        median: z.number(),
        p10: z.number(),
        p90: z.number(),
      }),
    ),
  }),
});
export type Turnaround = z.infer<typeof Turnaround>;
