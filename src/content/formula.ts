import { z } from 'zod';
import { Checked, Citation, Confidence } from './fact.ts';

/** Names inside expressions: lower case, no hyphen, which would be a minus. */
const Word = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a word like urine_na');
const Name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name like corrected-calcium');
/** A unit of UCUM; `1` = none. */
const Unit = z.string().min(1);

/**
 * What is taken, in the unit of the input: `from` and `to` are inside, `above` and `below` outside. It is wide: it refuses
 * slips (a wrong unit, a lost point), and is no reference interval.
 */
const Range = z
  .strictObject({
    from: z.number().optional(),
    above: z.number().optional(),
    to: z.number().optional(),
    below: z.number().optional(),
  })
  .refine((r) => r.from === undefined || r.above === undefined, 'from or above, not both')
  .refine((r) => r.to === undefined || r.below === undefined, 'to or below, not both');

/** Low, high and step of values for exercises; of a list, how many values it holds. */
const Draw = z.tuple([z.number(), z.number(), z.number().positive()]);

const Input = z.discriminatedUnion('kind', [
  z.strictObject({
    /** `list` = several numbers of one kind, such as control values. */
    kind: z.enum(['number', 'whole', 'list']),
    id: Word,
    name: z.string(),
    /** Other spellings of the id. */
    also: z.array(Word).default([]),
    unit: Unit,
    range: Range,
    draw: Draw.optional(),
  }),
  z.strictObject({
    kind: z.literal('choice'),
    id: Word,
    name: z.string(),
    also: z.array(Word).default([]),
    choices: z
      .array(z.strictObject({ id: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), name: z.string() }))
      .min(2),
  }),
]);

/** Written in the language of src/formulas/README.md; the loader reads it. */
const Expression = z.string().min(1);

/**
 * When it must not be used (`refuse`), or only with care (`caution`): a sentence, and the condition under which it is said.
 * A caution without a condition is always said.
 */
const Limit = z
  .strictObject({
    when: Expression.optional(),
    refuse: z.string().optional(),
    caution: z.string().optional(),
    cite: z.array(Citation).default([]),
  })
  .refine((l) => (l.refuse === undefined) !== (l.caution === undefined), 'refuse or caution, one of them')
  .refine((l) => l.refuse === undefined || l.when !== undefined, 'what refuses says when');

const Given = z.record(Word, z.union([z.number(), z.string(), z.array(z.number())]));

/** A worked example, which is a test: what comes out, within so much, or that it is refused. */
const Example = z.union([
  z.strictObject({
    in: Given,
    /** Of the only output, or by output. */
    out: z.union([z.number(), z.record(Word, z.number())]),
    within: z.number().nonnegative(),
    /** Who published it; none = computed here. */
    cite: z.array(Citation).default([]),
    note: z.string().optional(),
  }),
  z.strictObject({ in: Given, refused: z.literal(true) }),
]);

/** A formula of the bench: content/formulas/ID.yaml. It is data; src/formulas reads and computes it. */
export const FormulaFile = z
  .strictObject({
    id: Name,
    name: z.string(),
    also: z.array(Name).default([]),
    /** The question it answers. */
    answers: z.string(),
    /** The part of the curriculum it belongs to. */
    area: z.string().regex(/^[a-z]+\.[a-z_]+$/),
    inputs: z.array(Input).min(1),
    /** Values on the way, in this order; each may use those before it. */
    steps: z.array(z.strictObject({ id: Word, expression: Expression })).default([]),
    outputs: z
      .array(
        z.strictObject({
          id: Word,
          name: z.string(),
          unit: Unit,
          /** With how many decimals it is reported. */
          decimals: z.int().min(0).max(6),
          expression: Expression,
          /** Answers that an exercise may have. */
          plausible: z.tuple([z.number(), z.number()]).optional(),
        }),
      )
      .min(1),
    limits: z.array(Limit).default([]),
    /** Other published forms. */
    variants: z.array(z.string()).default([]),
    /** Wrong ways that people take; each gives a tempting wrong answer. */
    mistakes: z.array(z.strictObject({ id: Name, expression: Expression })).default([]),
    examples: z.array(Example).min(1),
    cite: z.array(Citation).default([]),
    confidence: Confidence,
    note: z.string().optional(),
    checked: Checked,
  })
  .refine((f) => f.cite.length > 0 || f.confidence === 'unverified', {
    message: 'a formula needs a citation unless it is unverified',
    path: ['cite'],
  });
export type FormulaFile = z.infer<typeof FormulaFile>;
export type FormulaInput = z.infer<typeof Input>;
