import { z } from 'zod';
import { DISCIPLINES } from '#kernel/words.ts';
import { Checked, Conflict, IsoDate, NumberFact, Statement, fact } from './fact.ts';
import type { Library } from './library.server.ts';

/** What belongs to the practice of a laboratory; `laboratory` in a rule stands for all of it. */
export const LABORATORY_AREAS = [...DISCIPLINES, 'embryology', 'andrology', 'laboratory-practice'] as const;

/** What an hour of continuing education can be about. */
export const SUBJECT_AREAS = [
  ...LABORATORY_AREAS, 'safety', 'safety-refresher', 'cpr', 'hiv-aids', 'medical-errors', 'law', 'florida-law', 'management', 'teaching', 'ethics', 'other',
] as const; // prettier-ignore
export const SubjectArea = z.enum(SUBJECT_AREAS);
export type SubjectArea = z.infer<typeof SubjectArea>;

const AreaWord = z.enum([...SUBJECT_AREAS, 'laboratory']);

/** The areas that a rule's words stand for, in the order of SUBJECT_AREAS. */
export function areasOf(words: readonly z.infer<typeof AreaWord>[]): SubjectArea[] {
  const named = new Set(words.flatMap((w): readonly SubjectArea[] => (w === 'laboratory' ? LABORATORY_AREAS : [w])));
  return SUBJECT_AREAS.filter((area) => named.has(area));
}

/** How an hour was spent. */
export const ACTIVITY_KINDS = [
  'course', 'conference', 'webinar', 'self-study', 'in-service', 'college-course', 'teaching', 'publication', 'exam', 'employment', 'other',
] as const; // prettier-ignore
export const ActivityKind = z.enum(ACTIVITY_KINDS);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** Hours or points that must lie in some areas; an hour counts in one such need only, and in the total. */
const AreaNeed = z.strictObject({
  /** An hour in any of these counts. */
  areas: z.array(AreaWord).min(1),
  least: NumberFact,
  /** The need stands once for each category on the license that is among `areas`. */
  each: z.literal('category').optional(),
  /** Only what the body itself has approved counts. */
  approved: z.boolean().default(false),
  /** Only these of the rule's holders owe it. */
  holders: z.array(z.string()).min(1).optional(),
});
export type AreaNeed = z.infer<typeof AreaNeed>;

const Refusal = z
  .strictObject({
    areas: z.array(AreaWord).min(1).optional(),
    kinds: z.array(ActivityKind).min(1).optional(),
    /** The first day from which it is refused; null = always. */
    from: IsoDate.nullable().default(null),
    what: Statement,
  })
  .refine((r) => (r.areas === undefined) !== (r.kinds === undefined), 'a refusal names areas or kinds');

const Accepts = z.strictObject({
  /** Only these subjects count. Absent = not on file. */
  subjects: fact(z.array(AreaWord).min(1)).optional(),
  /** Subjects that the words of `subjects` neither name nor rule out: whether they count is not known. */
  unclear: z.array(AreaWord).default([]),
  /** `any` = from whoever gives it; `approved` = from those the body lists or approves. null = not on file. */
  providers: fact(z.enum(['any', 'approved'])),
  /** The shortest activity that counts, in hours. */
  leastHours: NumberFact.optional(),
  refuses: z.array(Refusal).default([]),
});

/** A worked case that an expert can add without knowing the code; every one is a test. */
const LedgerExample = z.strictObject({
  name: z.string(),
  on: IsoDate,
  /** Entries as a record lists them; the verdict is that of the first. */
  holdings: z.array(z.record(z.string(), z.unknown())).min(1),
  activities: z.array(z.record(z.string(), z.unknown())),
  verdict: z.enum(['met', 'unmet', 'unknown']),
});

/**
 * What a body or a state asks of those who would renew. How much in all stands with each holder (`renewal.points`,
 * `renewal.ceHours`), or in `totals` for holders that have no file or no figure of their own. What is not on file is
 * absent or null, and then it never decides.
 */
export const Continuing = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** The body or jurisdiction whose rule it is; it says whom to ask, and activities name it as the one that approved them. */
  of: z.string(),
  summary: z.string(),
  checked: Checked,
  /** Credentials and licenses under this rule. */
  holders: z.array(z.string()).min(1),
  totals: z.record(z.string(), NumberFact).default({}),
  unit: z.enum(['contact-hour', 'point']),
  /** Minutes in a contact hour. Absent = not on file: hours count as the certificate says them. */
  minutes: NumberFact.optional(),
  /**
   * `term` = the years that end on the day the license or credential expires; `calendar-years-before` = the calendar
   * years before the one in which it expires.
   */
  period: fact(z.strictObject({ years: z.number().int().positive(), runs: z.enum(['term', 'calendar-years-before']) })),
  /** The day on which every term ends, where it is the same for all. */
  ends: fact(z.strictObject({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31), years: z.enum(['every', 'even', 'odd']) })).optional(),
  areas: z.array(AreaNeed).default([]),
  /** The most that counts of some kinds of activity, in the rule's unit; a kind stands in one cap only. */
  caps: z.array(z.strictObject({ kinds: z.array(ActivityKind).min(1), most: NumberFact })).default([]),
  accepts: Accepts,
  /**
   * What the first period owes: only hours in `owes`, and nothing in all. `first-license` = the first license under
   * this rule; `part-year` = a first period that is shorter than the others.
   */
  first: fact(z.strictObject({ when: z.enum(['first-license', 'part-year']), owes: z.array(AreaWord) })).optional(),
  /** What a lapsed license asks for: so many hours, within so many months back. */
  lapsed: fact(z.strictObject({ hours: z.number().positive(), months: z.number().int().positive() })).optional(),
  /** Nothing is owed by those who were first certified before this day. */
  voluntaryBefore: fact(IsoDate).optional(),
  carriesOver: fact(z.boolean()).optional(),
  facts: z.array(Statement).default([]),
  conflicts: z.array(Conflict).default([]),
  examples: z.array(LedgerExample).default([]),
});
export type Continuing = z.infer<typeof Continuing>;

/** The rule that a credential or license is under, by its id; null = none on file. */
export const continuingOf = (library: Pick<Library, 'continuing'>, holder: string): Continuing | null =>
  [...library.continuing.values()].find((c) => c.holders.includes(holder)) ?? null;
