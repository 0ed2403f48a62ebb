import { z } from 'zod';
import { CHECKS } from '#wallet/index.ts';

/** What `--json` of the commands about badges writes; schemas/ publishes it. */
const address = z.string().describe('did:web, did:key or https.');

export const BadgeCheckOutput = z.strictObject({
  verdict: z
    .enum(['valid', 'not valid', 'not known'])
    .describe('Not valid: a check failed. Not known: none failed, but one could not be made here.'),
  id: z.string().nullable(),
  name: z.string().nullable().describe('What the badge says; null when it could not be read.'),
  issuer: z.strictObject({ id: z.string(), name: z.string().nullable() }).nullable(),
  checks: z.array(
    z.strictObject({
      check: z.enum(CHECKS),
      outcome: z.enum(['passed', 'failed', 'skipped']),
      reason: z.string(),
    }),
  ),
});

export const BadgeIssueOutput = z.strictObject({
  id: z.string(),
  address: z.string().nullable().describe('Where everybody can look at it; null without a public address.'),
  issuer: address,
});

export const BadgeRevokeOutput = z.strictObject({
  id: z.string(),
  revoked: z.literal(true),
  before: z.boolean().describe('Whether it was revoked before.'),
});

export const BadgePinOutput = z.strictObject({ id: address, kind: z.enum(['issuer', 'list']) });

export const IssuerRotateOutput = z.strictObject({
  key: z.string().describe('The verification method that signs now.'),
  issuer: address,
  before: address.describe('The issuer before; the same for a did:web.'),
  lost: z.boolean(),
});
