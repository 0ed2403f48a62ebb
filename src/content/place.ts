import { z } from 'zod';
import { Checked, Citation, Confidence, Conflict, Statement, TextFact } from './fact.ts';

/** A state, district or territory, and whether laboratory people need its license. */
export const Jurisdiction = z.strictObject({
  id: z.string().regex(/^us-[a-z]{2}$/),
  name: z.string(),
  license: z.enum(['required', 'none', 'unknown']),
  cite: z.array(Citation).default([]),
  as_of: z.string().nullable().default(null),
  confidence: Confidence,
  basis: z.literal('inference').optional(),
  board: TextFact.optional(),
  law: TextFact.optional(),
  /** Where to ask, as the board's own page. */
  ask: z.strictObject({ name: z.string(), url: z.string().nullable() }),
  /** Whether drawing blood as a phlebotomist asks for the state's license; the statement says it in words. */
  phlebotomyLicense: z.enum(['required', 'none', 'unknown']).default('unknown'),
  phlebotomy: Statement.optional(),
  facts: z.array(Statement).default([]),
  conflicts: z.array(Conflict).default([]),
  checked: Checked,
});
export type Jurisdiction = z.infer<typeof Jurisdiction>;

/** Several small jurisdictions in one file: those that ask for no license, and those nobody could settle. */
export const Jurisdictions = z.strictObject({ jurisdictions: z.array(Jurisdiction).min(1) });

/** Whoever issues credentials or accredits programs. */
export const Body = z.strictObject({
  id: z.string(),
  name: z.string(),
  short: z.string(),
  kind: z.enum(['credential-body', 'accreditor', 'government']),
  url: z.string().nullable(),
  summary: z.string(),
  facts: z.array(Statement).default([]),
  checked: Checked,
});
export type Body = z.infer<typeof Body>;

export const Source = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  date: z.string().nullable().default(null),
  /** When the copy was made or what era it describes, where it bears no date. */
  era: z.string().optional(),
  foundIn: z.string().optional(),
  caution: z.string().optional(),
});
export type Source = z.infer<typeof Source>;
export const Sources = z.strictObject({ sources: z.array(Source).min(1) });

/** Facts on one subject that belong to no single rule: competency assessment, the ladder, open questions. */
export const Topic = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  facts: z.array(Statement).default([]),
  conflicts: z.array(Conflict).default([]),
  checked: Checked,
});
export type Topic = z.infer<typeof Topic>;
