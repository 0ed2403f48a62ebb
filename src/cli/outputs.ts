import { z } from 'zod';
import { CHANGE_KINDS } from '#watch/index.ts';

/** What `--json` writes, command by command. schemas/ publishes it; it grows, but what is here stays. */
export const Verdict = z.enum(['met', 'unmet', 'unknown']);
export const Confidence = z.enum(['verified', 'likely', 'unverified']);
export const Cite = z.strictObject({ source: z.string(), at: z.string().optional() });
const RuleKind = z.enum(['credential', 'license', 'role']);
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const proof = {
  kind: z.string(),
  verdict: Verdict,
  count: z.number().optional(),
  need: z.string(),
  found: z.string().optional(),
  facts: z.array(z.strictObject({ path: z.string(), text: z.string() })),
  cite: z.array(Cite),
  confidence: Confidence,
  as_of: z.string().nullable(),
  note: z.string().optional(),
  ask: z.array(z.string()),
};
type Proof = z.infer<z.ZodObject<typeof proof>> & { parts: Proof[] };
export const ProofOutput: z.ZodType<Proof> = z
  .strictObject({
    ...proof,
    get parts() {
      return z.array(ProofOutput);
    },
  })
  .meta({
    id: 'proof',
    description: 'One node of a proof: what is needed, what the record shows, where the rule stands.',
  }) as unknown as z.ZodType<Proof>;

export const AssessOutput = z.strictObject({
  on: Day,
  verdicts: z.array(
    z.strictObject({
      id: z.string(),
      type: RuleKind,
      name: z.string(),
      verdict: Verdict,
      confidence: Confidence.describe('The weakest confidence among the facts that decide.'),
      decidedBy: z
        .string()
        .optional()
        .describe('The one question each of whose answers settles an unknown verdict.'),
      ask: z
        .array(z.string())
        .describe(
          'Questions that could change an unknown verdict, fewest first: places in the record, or `ask:` and whom.',
        ),
      changes: z
        .array(z.array(z.strictObject({ need: z.string(), kind: z.string(), cite: z.array(Cite) })))
        .describe('The smallest sets of changes that would make it met.'),
      pathways: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          verdict: Verdict,
          confidence: Confidence,
          proof: ProofOutput,
        }),
      ),
    }),
  ),
});

export const PlanOutput = z.strictObject({
  goal: z.string(),
  on: Day,
  complete: z
    .boolean()
    .describe(
      '`plans` holds every plan that no other beats on months, dollars and ten-year net pay. False only where a very large search was cut short: the plans hold, but a better one may be missing.',
    ),
  plans: z.array(
    z.strictObject({
      months: z.number(),
      costUsd: z.number(),
      netPayUsd: z.number().describe('Laboratory pay over ten years less what is paid out.'),
      steps: z.array(
        z.strictObject({
          move: z.string(),
          from: Day,
          to: Day,
          costUsd: z.number(),
          payUsd: z.number().describe('Laboratory pay earned during the step, because of it.'),
          serves: z.array(z.string()).describe('`<rule>/<pathway>: <need>`'),
          cite: z.array(z.string()).describe('Ids of sources.'),
        }),
      ),
    }),
  ),
  why: z
    .array(
      z.strictObject({
        kind: z.enum(['reached', 'limit', 'state', 'need', 'unread']),
        what: z.string(),
        limit: z.string().optional(),
        cite: z.array(z.string()).optional(),
      }),
    )
    .optional()
    .describe('Why there is no plan; `reached` = the goal is met already.'),
});

const Standing = z.enum(['active', 'discontinued', 'unconfirmed']);
export const RulesListOutput = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: z.string(),
      type: RuleKind,
      name: z.string(),
      level: z.string(),
      checked: z.string(),
      pathways: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          status: Standing,
          from: z.string().nullable(),
          until: z.string().nullable(),
          confidence: Confidence,
        }),
      ),
    }),
  ),
});

export const RulesStaleOutput = z.strictObject({
  on: Day,
  afterDays: z.number(),
  stale: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string(),
      name: z.string(),
      checked: z.string(),
      days: z.number(),
    }),
  ),
});

export const RulesCheckOutput = z.strictObject({
  folder: z.string(),
  counts: z.record(z.string(), z.number()),
  problems: z.array(z.never()),
});

export const RulesDiffOutput = z.strictObject({
  old: z.string(),
  new: z.string(),
  on: Day,
  rules: z.array(
    z.strictObject({
      id: z.string(),
      type: z.enum(['credential', 'license', 'role', 'place', 'move', 'continuing education', 'assumptions']),
      name: z.string(),
      change: z.enum(['added', 'removed', 'changed']),
      what: z.array(
        z.strictObject({ kind: z.enum(CHANGE_KINDS), pathway: z.string().nullable(), what: z.string() }),
      ),
    }),
  ),
  verdicts: z.array(
    z.strictObject({
      record: z.string(),
      id: z.string(),
      before: Verdict.nullable().describe('null = not on file'),
      after: Verdict.nullable(),
      pathways: z.array(
        z.strictObject({ id: z.string(), before: Verdict.nullable(), after: Verdict.nullable() }),
      ),
    }),
  ),
});

export type PlanOutput = z.infer<typeof PlanOutput>;
export type RulesListOutput = z.infer<typeof RulesListOutput>;
export type RulesStaleOutput = z.infer<typeof RulesStaleOutput>;
export type RulesDiffOutput = z.infer<typeof RulesDiffOutput>;
