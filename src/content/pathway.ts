import { z } from 'zod';
import { Citation, Checked, Confidence, Conflict, Effective, IsoDate, MoneyFact, NumberFact, Statement, TextFact, fact } from './fact.ts';
import { Condition } from './condition.ts';

/** One way to qualify. */
export const Pathway = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    /** `unconfirmed` = named by a source, its terms not confirmed; `discontinued` carries `effective.until`. */
    status: z.enum(['active', 'discontinued', 'unconfirmed']).default('active'),
    effective: Effective.default({ from: null, until: null }),
    examRequired: z.boolean().default(true),
    requirement: Condition,
    cite: z.array(Citation).default([]),
    as_of: z.string().nullable().default(null),
    confidence: Confidence,
    conflicts: z.array(Conflict).default([]),
    notes: z.array(z.string()).default([]),
  })
  .refine((p) => p.cite.length > 0 || p.confidence === 'unverified', 'a pathway needs a citation unless it is unverified');
export type Pathway = z.infer<typeof Pathway>;

/** A worked case that an expert can add without knowing the code; every one is a test. */
export const Example = z.strictObject({
  name: z.string(),
  on: IsoDate,
  /** A pathway's id; without one the verdict of the whole. */
  pathway: z.string().optional(),
  record: z.record(z.string(), z.unknown()),
  verdict: z.enum(['met', 'unmet', 'unknown']),
});
export type Example = z.infer<typeof Example>;

export const CREDENTIAL_LEVELS = ['assistant', 'technician', 'technologist', 'specialist', 'leadership', 'add-on', 'training'] as const;

export const Exam = z.strictObject({
  questions: fact(z.union([z.number(), z.record(z.string(), z.number())])).optional(),
  minutes: NumberFact.optional(),
  adaptive: fact(z.boolean()).optional(),
  scale: fact(z.tuple([z.number(), z.number()])).optional(),
  passScore: NumberFact.optional(),
  /** Percent of the exam by area: [low, high], or one number. */
  content: fact(z.record(z.string(), z.union([z.number(), z.tuple([z.number(), z.number()])]))).optional(),
  vendor: TextFact.optional(),
  facts: z.array(Statement).default([]),
});

export const Renewal = z.strictObject({
  years: NumberFact.optional(),
  points: NumberFact.optional(),
  ceHours: NumberFact.optional(),
  fee: MoneyFact.optional(),
  annualFee: MoneyFact.optional(),
  rules: z.array(Statement).default([]),
});

const shared = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** One or two plain sentences: what it is and who it is for. */
  summary: z.string(),
  checked: Checked,
  aliases: z.array(z.string()).default([]),
  renewal: Renewal.optional(),
  conflicts: z.array(Conflict).default([]),
  facts: z.array(Statement).default([]),
  examples: z.array(Example).default([]),
};

export const Credential = z.strictObject({
  ...shared,
  name: z.string(),
  short: z.string(),
  body: z.string(),
  level: z.enum(CREDENTIAL_LEVELS),
  status: z.enum(['active', 'discontinued', 'unconfirmed']),
  effective: Effective.default({ from: null, until: null }),
  /** Sibling credentials that share the pathways; `the-discipline` in a condition stands for the member's own. */
  members: z.array(z.strictObject({ id: z.string(), name: z.string(), short: z.string(), discipline: z.string().optional() })).default([]),
  pathways: z.array(Pathway).min(1),
  exam: Exam.optional(),
  fees: z.strictObject({ application: MoneyFact.optional() }).default({}),
  passRate: fact(z.union([z.number(), z.record(z.string(), z.number())])).optional(),
  /** Weeks from a complete application to a result, where a source gives them. */
  processing: fact(z.strictObject({ low: z.number(), high: z.number() })).optional(),
});
export type Credential = z.infer<typeof Credential>;

export const LICENSE_LEVELS = [
  'technician', 'technologist', 'limited-technologist', 'specialist', 'supervisor', 'director', 'assistant', 'phlebotomy',
  'histotechnician', 'histotechnologist', 'cytotechnologist', 'point-of-care', 'trainee', 'temporary', 'endorsement',
] as const; // prettier-ignore

export const License = z.strictObject({
  ...shared,
  name: z.string(),
  jurisdiction: z.string(),
  level: z.enum(LICENSE_LEVELS),
  /** What the holder may do under it; the CLIA roles look here for the state's license. */
  permits: z.array(z.enum(['waived-testing', 'moderate-testing', 'high-testing', 'supervise', 'direct', 'phlebotomy', 'histology', 'cytology'])).default([]),
  pathways: z.array(Pathway).min(1),
  scope: z.array(z.strictObject({ may: z.boolean().nullable(), what: Statement })).default([]),
  steps: z.array(Statement).default([]),
  fees: z.record(z.string(), MoneyFact).default({}),
  processing: fact(z.strictObject({ low: z.number(), high: z.number() })).optional(),
  temporary: Statement.optional(),
});
export type License = z.infer<typeof License>;

export const FederalRole = z.strictObject({
  ...shared,
  name: z.string(),
  cfr: z.string(),
  pathways: z.array(Pathway).min(1),
});
export type FederalRole = z.infer<typeof FederalRole>;
