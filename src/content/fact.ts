import { z } from 'zod';
import { readDate } from '#kernel/dates.ts';

/**
 * How sure we are, never promoted: `verified` = read in the owner's own text (or two independent sources agree);
 * `likely` = one credible secondary source or an old official one; `unverified` = memory or one weak source,
 * and it never decides anything.
 */
export const Confidence = z.enum(['verified', 'likely', 'unverified']);
export type Confidence = z.infer<typeof Confidence>;

/** A day or a month, ISO. */
export const IsoDate = z.string().refine((text) => readDate(text) !== null, 'a date like 2024-05-31 or 2024-05');

/** Where a claim stands: a source's id, and the place in it. A bare id means the source as a whole. */
export const Citation = z.union([
  z.string().transform((source) => ({ source })),
  z.strictObject({ source: z.string(), at: z.string().optional() }),
]);
export type Citation = { source: string; at?: string | undefined };

const cited = {
  cite: z.array(Citation).default([]),
  /** The date printed on the source or the period it describes, in words where it is not a date. */
  as_of: z.string().nullable().default(null),
  confidence: Confidence,
  note: z.string().optional(),
};

/** Another reading of the same fact, kept and shown. */
export const Conflict = z.strictObject({
  about: z.string(),
  readings: z
    .array(z.strictObject({ value: z.unknown(), cite: z.array(Citation).default([]), as_of: z.string().nullable().default(null), note: z.string().optional() }))
    .min(1),
  resolution: z.string().optional(),
});
export type Conflict = z.infer<typeof Conflict>;

const needsCitation = (fact: { confidence: Confidence; cite: unknown[]; basis?: string | undefined }) =>
  fact.cite.length > 0 || fact.confidence === 'unverified' || fact.basis === 'inference';

/** A value with its sources. `value: null` = not known; it is shown as such and never filled in. */
export const fact = <T extends z.ZodType>(value: T) =>
  z
    .strictObject({
      value: value.nullable(),
      ...cited,
      basis: z.literal('inference').optional(),
      conflicts: z
        .array(z.strictObject({ value: z.unknown(), cite: z.array(Citation).default([]), as_of: z.string().nullable().default(null), note: z.string().optional() }))
        .optional(),
    })
    .refine(needsCitation, 'a fact needs a citation unless it is unverified');

export type Fact<T> = {
  value: T | null;
  cite: Citation[];
  as_of: string | null;
  confidence: Confidence;
  note?: string | undefined;
  basis?: 'inference' | undefined;
  conflicts?: { value?: unknown; cite: Citation[]; as_of: string | null; note?: string | undefined }[] | undefined;
};

/** A sentence that is a fact: what holds, with its sources. */
export const Statement = fact(z.string());
export const NumberFact = fact(z.number());
export const TextFact = fact(z.string());

/** Money: one amount, or amounts by kind of applicant. */
export const MoneyFact = fact(z.union([z.number(), z.record(z.string(), z.number())]));

/** When the file was last compared with its sources; grows stale. */
export const Checked = z.strictObject({ on: IsoDate });

export const Effective = z.strictObject({ from: IsoDate.nullable().default(null), until: IsoDate.nullable().default(null) });
