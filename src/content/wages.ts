import { z } from 'zod';
import { Checked, Citation, Confidence } from './fact.ts';

/** A warning that goes with figures, word for word. With `socs` or `states` it goes with those only. */
export const Caution = z
  .strictObject({
    id: z.string(),
    says: z.string(),
    socs: z.array(z.string()).optional(),
    states: z.array(z.string()).optional(),
    cite: z.array(Citation).default([]),
    confidence: Confidence,
    basis: z.literal('inference').optional(),
    note: z.string().optional(),
  })
  .refine((c) => c.cite.length > 0 || c.confidence === 'unverified' || c.basis, 'a caution needs a citation, or say it is an inference');
export type Caution = z.infer<typeof Caution>;
export const Cautions = z.strictObject({ cautions: z.array(Caution).min(1) });

/** What holds for every row of one CSV file of the same name. `cautions` are ids. */
export const TableAbout = z.strictObject({
  id: z.string(),
  title: z.string(),
  period: z.string(),
  publisher: z.string(),
  cite: z.array(Citation).min(1),
  foundIn: z.string(),
  license: z.string(),
  confidence: Confidence,
  cautions: z.array(z.string()),
  note: z.string().optional(),
});
export type TableAbout = z.infer<typeof TableAbout>;
export const TablesAbout = z.strictObject({ tables: z.array(TableAbout).min(1) });

const Amount = z.union([z.number(), z.string()]);
const written = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** In plain words, what the figure measures. */
  what: z.string(),
  /** A number in `unit`, a sentence, or several by name. `null` = not known, never filled in. */
  value: z.union([Amount, z.record(z.string(), Amount)]).nullable(),
  unit: z.string().optional(),
  /** For pay by employer: over the national median of the same year. */
  ratio: z.number().optional(),
  /** The time the figure describes; `null` = the source does not say. */
  period: z.string().nullable(),
  cite: z.array(Citation),
  confidence: Confidence,
  /** How it was worked out of other figures. */
  derived: z.string().optional(),
  note: z.string().optional(),
};

/** Single figures on one subject; publisher and cautions of the file hold where a figure has none of its own. */
export const FigureFile = z.strictObject({
  id: z.string(),
  title: z.string(),
  publisher: z.string(),
  cautions: z.array(z.string()),
  checked: Checked,
  figures: z
    .array(
      z
        .strictObject({ ...written, publisher: z.string().optional(), cautions: z.array(z.string()).optional() })
        .refine((f) => f.cite.length > 0 || f.confidence === 'unverified', 'a figure needs a citation unless it is unverified'),
    )
    .min(1),
});
export type FigureFile = z.infer<typeof FigureFile>;
export type Figure = Omit<FigureFile['figures'][number], 'publisher' | 'cautions'> & { publisher: string; cautions: string[]; subject: string };

/** Seen and not to be used. */
export const Rejected = z.strictObject({ rejected: z.array(z.strictObject({ what: z.string(), why: z.string() })) });
export type Rejected = z.infer<typeof Rejected>['rejected'][number];
