import { z } from 'zod';
import { Confidence } from './outputs.ts';

/** What `--json` of benchpath calc writes; schemas/ publishes it. */
const Unit = z.string().describe('A UCUM unit; 1 = none.');
const Sources = z.array(
  z.strictObject({
    source: z.string(),
    at: z.string().optional(),
    title: z.string(),
    url: z.string().nullable(),
  }),
);

export const CalcOutput = z.strictObject({
  formula: z.string(),
  name: z.string(),
  inputs: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.number()).readonly()])),
  value: z.number().describe('Of the first output, as computed.'),
  text: z.string().describe('Of the first output, as reported.'),
  unit: Unit,
  outputs: z.array(
    z.strictObject({ id: z.string(), name: z.string(), value: z.number(), text: z.string(), unit: Unit }),
  ),
  working: z
    .array(
      z.strictObject({
        id: z.string(),
        expression: z.string(),
        written: z.string().describe('The expression with the numbers put in.'),
        value: z.number(),
      }),
    )
    .describe('Values on the way, then the outputs.'),
  cautions: z.array(z.string()),
  confidence: Confidence,
  cite: Sources,
});

const Range = z
  .strictObject({
    from: z.number().optional(),
    above: z.number().optional(),
    to: z.number().optional(),
    below: z.number().optional(),
  })
  .describe('What is taken: from and to are inside, above and below outside. No reference interval.');

export const CalcListOutput = z.strictObject({
  formulas: z.array(
    z.strictObject({
      id: z.string(),
      also: z.array(z.string()).describe('Other names.'),
      name: z.string(),
      answers: z.string(),
      area: z.string(),
      inputs: z.array(
        z.strictObject({
          id: z.string(),
          also: z.array(z.string()),
          name: z.string(),
          kind: z.enum(['number', 'whole', 'list', 'choice']),
          unit: Unit.nullable(),
          range: Range.nullable(),
          choices: z.array(z.strictObject({ id: z.string(), name: z.string() })).nullable(),
        }),
      ),
      outputs: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          unit: Unit,
          decimals: z.number(),
          expression: z.string(),
        }),
      ),
      limits: z.array(
        z.strictObject({
          when: z.string().nullable().describe('null = always.'),
          refuses: z.boolean(),
          text: z.string(),
        }),
      ),
      confidence: Confidence,
      cite: Sources,
    }),
  ),
});

export type CalcListed = z.infer<typeof CalcListOutput>['formulas'][number];
export type CalcCited = z.infer<typeof Sources>;
