import { z } from 'zod';
import { RULE_IDS } from '#laboratory/quality/index.ts';

/** What `benchpath qc --json` writes. */
export const QcOutput = z.strictObject({
  flags: z
    .array(
      z.strictObject({
        rule: z.enum(RULE_IDS),
        run: z.int().describe('From 1: the run that completes what the rule looks for.'),
        materials: z
          .array(z.string())
          .describe('Ids of the materials whose points break it, in their order.'),
      }),
    )
    .describe('One for each rule and run, by run and then in the order of the list of rules.'),
});
export type QcOutput = z.infer<typeof QcOutput>;
