import { z } from 'zod';
import { DOMAINS, ROBOTS, type Domain } from '#laboratory/scoring/index.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Percent = z
  .number()
  .nullable()
  .describe('Percent of the credit that could be had; null = nothing of it had to be decided.');
const domains = Object.fromEntries(Object.keys(DOMAINS).map((d) => [d, Percent])) as {
  [domain in Domain]: typeof Percent;
};

/** What `benchpath lab list --json` writes. */
export const LabListOutput = z.strictObject({
  scenarios: z.array(
    z.strictObject({
      id: z.string(),
      type: z.union([z.int(), z.literal('composite')]).describe('Number in the list of scenario types.'),
      title: z.string(),
      departments: z.array(z.string()),
      level: z.int(),
      role: z.string().describe('The least role that may close it.'),
      kind: z.enum(['drill', 'routine']),
      minutes: z.int(),
      specimens: z.int(),
      seeds: z.array(z.int()),
    }),
  ),
});

/** What `benchpath lab run --json` writes. */
export const LabRunOutput = z.strictObject({
  scenario: z.string(),
  seed: z.string(),
  robot: z.enum(ROBOTS),
  score: z
    .number()
    .nullable()
    .describe(
      'From -20 to 100; at most 59 with a gate. null = the seed has nothing that both habits get wrong.',
    ),
  domains: z.strictObject(domains),
  gates: z.array(z.strictObject({ id: z.string(), says: z.string() })),
  passed: z.boolean(),
  harm: z.strictObject({ here: z.number(), gold: z.number(), releaseAll: z.number(), holdAll: z.number() }),
  minutes: z.number().describe('Simulated minutes until it was finished.'),
  stateHash: Hash,
  truthCommitment: Hash,
});
export type LabRunOutput = z.infer<typeof LabRunOutput>;

/** What `benchpath lab replay --json` writes. */
export const LabReplayOutput = z.strictObject({
  scenario: z.string(),
  seed: z.string(),
  deeds: z.int(),
  score: z.number().nullable(),
  stateHash: Hash,
  truthCommitment: Hash,
  same: z.boolean().nullable().describe('Whether the hash is that of the log; null = the log names none.'),
});
export type LabListOutput = z.infer<typeof LabListOutput>;
export type LabReplayOutput = z.infer<typeof LabReplayOutput>;
