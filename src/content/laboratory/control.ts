import { z } from 'zod';
import { entry, Id, Span } from './stated.ts';

const CONTROL_RULES = [
  '1_2s', '1_2.5s', '1_3s', '1_3.5s', '2_2s', 'R_4s', '4_1s', '3_1s', '2of3_2s', '6_x', '8_x', '9_x', '10_x', '12_x', '7_T',
] as const; // prettier-ignore
const Rules = z.array(z.enum(CONTROL_RULES));

/** content/laboratory/policies/quality-control.yaml */
export const QualityControl = z.strictObject({
  points: entry({ least: z.number().int(), days: Span, says: z.string() }),
  /** Usual sets of rules by how many control results a run has; `oneOf` is a choice besides. */
  ruleSets: z.array(entry({ materials: z.array(z.number().int().positive()).min(1), rules: Rules, oneOf: Rules.default([]) })),
  sigma: entry({
    formula: z.string(),
    criticalShift: z.string(),
    /** From this sigma on: the rules, how many control results, over how many runs. */
    twoLevels: z.array(
      z.strictObject({ from: z.number(), rules: Rules, controls: z.number().int(), runs: z.number().int() }),
    ),
    below: z.string(),
    grades: z.record(Id, z.number()),
  }),
  required: z.array(
    entry({
      id: Id,
      hours: z.number().positive().optional(),
      months: z.number().positive().optional(),
      levels: z.number().int().positive().optional(),
      says: z.string(),
    }),
  ),
  troubleshooting: entry({ steps: z.array(z.string()).min(1), says: z.string() }),
  lots: z.strictObject({
    reagent: entry({ patients: Span, says: z.string() }),
    control: entry({ runs: z.number().int(), days: z.number().int(), says: z.string() }),
  }),
  chart: z.array(entry({ id: Id, says: z.string() })),
});
export type QualityControl = z.infer<typeof QualityControl>;
