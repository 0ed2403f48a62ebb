import { z } from 'zod';
import { entry, Id, Said } from './stated.ts';

/** A condition in the language of formulas (src/formulas): arithmetic on analyte ids, comparisons, `and`, `or`. */
export const Expression = z.string().min(1);

/** Where a check turns: the quantity, and the numbers beyond which it is held. */
const Limit = z.strictObject({
  of: Expression,
  below: z.number().optional(),
  above: z.number().optional(),
  atOrAbove: z.number().optional(),
});

const Check = z
  .strictObject({
    id: Id,
    uses: z.array(Id).min(1),
    /** When this is so, it is held. */
    hold: Expression,
    /** `tube` = everything from the tube is held. */
    scope: z.enum(['result', 'tube']),
    limits: z.array(Limit).min(1),
    says: z.string(),
  })
  .superRefine((check, context) => {
    const named = new Set(idsIn(check.hold));
    for (const id of [...named].filter((n) => !check.uses.includes(n)))
      context.addIssue({ code: 'custom', path: ['hold'], message: `names ${id}, which is not among uses` });
    if (check.limits.some((l) => idsIn(l.of).some((id) => !check.uses.includes(id))))
      context.addIssue({ code: 'custom', path: ['limits'], message: 'names what is not among uses' });
  });

/** The ids that an expression names. */
export const idsIn = (expression: string): string[] =>
  (expression.match(/[a-z][a-z0-9_]*/g) ?? []).filter((word) => word !== 'and' && word !== 'or' && word !== 'not');

/** content/laboratory/policies/autoverification.yaml */
export const Autoverification = entry({
  /** In the order in which they are tried. */
  gates: z.array(z.strictObject({ id: Id, says: z.string() })).min(1),
  checks: z.array(Check).min(1),
  validation: z.array(z.string()),
});
export type Autoverification = z.infer<typeof Autoverification>;

/** content/laboratory/policies/delta.yaml */
export const DeltaPolicy = entry({
  modes: z.array(z.string()),
  referenceChange: z.string(),
  individuality: z.string(),
  purpose: z.array(z.string()),
  facts: z.array(Said),
  mixUpArea: entry({ values: z.record(Id, z.number().min(0.5).max(1)) }),
  hospital: entry({ mcvWithin: z.number(), mcvBetween: z.number(), says: z.string() }),
  onFlag: z.array(z.string()),
  /** What happened to a patient that explains a difference; no analytes = all. */
  explainedBy: z.array(z.strictObject({ event: z.string(), analytes: z.array(Id) })),
});
export type DeltaPolicy = z.infer<typeof DeltaPolicy>;

const Beyond = z.strictObject({ below: z.number().optional(), above: z.number().optional() });

const ReviewRule = z.strictObject({
  n: z.number().int().positive(),
  when: z.string(),
  hold: Expression.optional(),
  holdUnder12: Expression.optional(),
  /** Above the high reference limit by this much or more. */
  aboveReference: z.strictObject({ analyte: Id, by: z.number() }).optional(),
  beyondRange: z.enum(['above', 'below']).optional(),
  flag: z.string().optional(),
  confirmedBefore: z.literal(true).optional(),
  patients: z.enum(['any', 'adult', 'child', 'newborn']).default('any'),
  occasion: z.enum(['any', 'first', 'delta', 'delta-passed']).default('any'),
  deltaOf: Id.optional(),
  withinDays: z.number().positive().optional(),
  sampleHours: Beyond.optional(),
  act: z
    .array(
      z.enum([
        'slide', 'manual-differential', 'dilute', 'rerun', 'other-method', 'check-clot', 'check-specimen', 'check-identity',
        'check-scattergram', 'citrate-redraw', 'new-specimen', 'comment', 'local-procedure',
      ]),
    )
    .min(1), // prettier-ignore
});

const Factor = entry({ value: z.number() });

/** content/laboratory/policies/hematology-review.yaml */
export const HematologyReview = entry({
  preface: Said,
  rules: z.array(ReviewRule),
  /** What counters say besides numbers. */
  flags: z.array(z.string()),
  manualDifferential: entry({
    cells: z.number(),
    widenTo: z.number(),
    widenAboveWbc: z.number(),
    says: z.string(),
  }),
  smear: z.array(entry({ id: Id, says: z.string() })),
  corrections: z.strictObject({
    nrbcFrom: Factor,
    citratePlatelets: Factor,
    plateletsPerField: Factor,
    whiteCellsPerField40: Factor,
    whiteCellsPerField50: Factor,
  }),
});
export type HematologyReview = z.infer<typeof HematologyReview>;

/** content/laboratory/policies/urinalysis-correlation.yaml */
export const UrinalysisCorrelation = z.strictObject({
  rules: z.array(
    entry({
      id: z.string().regex(/^UA\d+$/),
      strip: z.strictObject({ analyte: Id, is: z.string() }).optional(),
      sediment: z.string().optional(),
      other: z.string().optional(),
      hold: Expression.optional(),
      check: z.string(),
    }),
  ),
  reflex: entry({ microscopyIfPositive: z.array(Id).min(1), otherwise: z.string(), except: z.string() }),
  disagreement: entry({
    samples: z.number().int(),
    share: z.number(),
    nitriteFalseNegative: z.number(),
    redCellsFalsePositive: z.number(),
    whiteCellsFalseNegative: z.number(),
  }),
  grading: entry({ cells: z.string(), casts: z.string(), epithelium: z.string(), bacteria: z.array(z.string()) }),
  redPlasma: Said,
});
export type UrinalysisCorrelation = z.infer<typeof UrinalysisCorrelation>;
