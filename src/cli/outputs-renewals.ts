import { z } from 'zod';
import { Cite, Confidence, Day, ProofOutput, Verdict } from './outputs.ts';

const Amount = z.number().describe('Hours or points, by `unit`.');

/** What `benchpath renewals --json` writes. */
export const RenewalsOutput = z.strictObject({
  on: Day,
  told: z.boolean().describe('Whether activities were given. Not given = not told.'),
  standings: z.array(
    z.strictObject({
      holding: z.string().describe('Its place in the record.'),
      id: z.string(),
      name: z.string(),
      rule: z.string().describe('Id of the rule in content/continuing.'),
      unit: z.enum(['contact-hour', 'point']),
      period: z.strictObject({ from: Day, to: Day }).nullable().describe('Days whose hours count.'),
      due: Day.nullable().describe('The last of them.'),
      stopped: z
        .string()
        .nullable()
        .describe('The status by which it is no longer in force, whatever its dates.'),
      lapsedOn: Day.nullable().describe('The day on which it lapsed; null = it has not.'),
      verdict: Verdict,
      confidence: Confidence,
      ask: z
        .array(z.string())
        .describe(
          'What could settle an unknown verdict: places in the record or the activities, or whom to ask.',
        ),
      have: Amount,
      need: Amount.nullable(),
      missing: z.strictObject({
        total: Amount.nullable(),
        any: Amount.nullable().describe('Of these, in any area.'),
        needs: z.array(z.strictObject({ key: z.string(), name: z.string(), amount: Amount })),
      }),
      cut: z
        .strictObject({ needs: z.array(z.string()), asked: Amount, have: Amount })
        .nullable()
        .describe('The needs that together ask for more than there is; one more hour in any of them counts.'),
      counted: z.array(
        z.strictObject({ activity: z.string(), toward: z.string(), name: z.string(), amount: Amount }),
      ),
      left: z.array(
        z.strictObject({
          activity: z.string(),
          amount: Amount.nullable(),
          sure: z.boolean().describe('False = it may still count.'),
          why: z.array(
            z.strictObject({
              kind: z.string(),
              text: z.string(),
              cite: z.array(Cite),
              ask: z.string().optional(),
            }),
          ),
        }),
      ),
      proof: ProofOutput,
    }),
  ),
  next: z
    .strictObject({
      areas: z.array(z.string()).describe('Any of these would do.'),
      gains: z.array(
        z.strictObject({ holding: z.string(), id: z.string(), due: Day.nullable(), amount: Amount }),
      ),
    })
    .nullable()
    .describe('The subject in which an activity of today helps most, by the nearest deadline.'),
  uncovered: z
    .array(z.strictObject({ holding: z.string(), id: z.string() }))
    .describe('Held, with no rule on file.'),
  deadlines: z.array(
    z.strictObject({
      on: Day,
      kind: z.enum(['expires', 'education', 'window', 'plan']),
      about: z.string(),
      what: z.string(),
      note: z.string(),
      overdue: z.boolean(),
      source: z.strictObject({
        from: z.enum(['record', 'rules', 'plan']),
        path: z.string().optional(),
        cite: z.array(Cite),
        confidence: Confidence,
      }),
    }),
  ),
});
export type RenewalsOutput = z.infer<typeof RenewalsOutput>;
