import { z } from 'zod';

/** What `benchpath fhir check --json` writes; schemas/ publishes it. */
export const FhirCheckOutput = z.strictObject({
  verdict: z.enum(['valid', 'not valid']).describe('Not valid: there is at least one error.'),
  resources: z.int().describe('How many resources were looked at: one, or one on each line.'),
  problems: z.array(
    z.strictObject({
      resource: z.int().describe('Which resource of the file, from 1.'),
      line: z.int().describe('The line it begins on.'),
      path: z.string().describe('Where: Observation.component[0].valueQuantity.code; empty = the whole.'),
      problem: z.string(),
      severity: z.enum(['error', 'warning', 'information']),
      code: z.string().describe('The issue type of FHIR: structure, required, invariant, …'),
      rule: z.string().optional().describe('The constraint of the standard, as obs-6.'),
    }),
  ),
});
export type FhirCheckOutput = z.infer<typeof FhirCheckOutput>;
