import { z } from 'zod';
import { Citation, Confidence } from '../fact.ts';

/**
 * How surely something stands. Without a source it is `unverified`, or says its basis: `inference` = worked out from
 * other facts; `practice` = known in the field, with no one source that could be cited. A value on practice is a named
 * default of the simulated laboratory, never a rule of anybody's.
 */
export const standing = {
  confidence: Confidence,
  cite: z.array(Citation).default([]),
  basis: z.enum(['inference', 'practice']).optional(),
  note: z.string().optional(),
};

export type Standing = {
  confidence: Confidence;
  cite: { source: string; at?: string | undefined }[];
  basis?: 'inference' | 'practice' | undefined;
  note?: string | undefined;
};

const stands = (s: { confidence: Confidence; cite: unknown[]; basis?: string | undefined }) =>
  s.cite.length > 0 || s.confidence === 'unverified' || (s.basis !== undefined && s.confidence === 'likely');
const NEEDS = 'needs a citation unless it is unverified, or likely with a basis';

/** An entry whose fields all stand as its own `confidence`, `cite` and `basis` say. */
export const entry = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject({ ...shape, ...standing }).refine((e) => stands(e as unknown as Standing), NEEDS);

/** One value with its own standing. */
export const stated = <T extends z.ZodType>(value: T) => entry({ value });

export type Stated<T> = Standing & { value: T };

/** Ids as files are named by them. */
export const Id = z.string().regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, 'an id is lower case letters, digits, - and _');

/** A sentence with its standing. */
export const Said = entry({ says: z.string() });

/** Two numbers, the lower first. */
export const Span = z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, 'the lower number comes first');
