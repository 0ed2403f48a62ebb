import { z } from 'zod';
import {
  ACCREDITORS, DISCIPLINES, FIELDS, LEVELS, MILITARY_FIELDS, PROCEDURES, PROGRAMS, SETTINGS, WORK,
} from '#kernel/words.ts'; // prettier-ignore
import { Citation, Confidence, IsoDate } from './fact.ts';

/**
 * The closed vocabulary in which every rule is written. A condition is `all`, `any`, `at_least`, or a leaf:
 * one key naming the kind, and beside it where the leaf is cited. What each leaf means is in
 * src/pathways/leaves; a rule that does not fit extends the vocabulary, with a test.
 */
export const Discipline = z.enum(DISCIPLINES);
export const Level = z.enum(LEVELS);

/** A time limit counted back from the day the rule is applied. Between the two limits nobody could confirm: unknown. */
const Within = z.strictObject({
  years: z.number().positive(),
  disputedTo: z.number().positive().optional(),
});

const leafKinds = {
  /** A degree of at least this level. `accredited: institutional` = by a regional or national accreditor; `regional` = that only. */
  degree: z.strictObject({
    level: Level,
    fields: z.array(z.enum(FIELDS)).optional(),
    accredited: z.enum(['institutional', 'regional']).optional(),
    within: Within.optional(),
    scienceHours: z.number().optional(),
  }),
  /** Semester hours in the subjects together (`all` = all college credit). 1.5 quarter hours = 1 semester hour. */
  credits: z.strictObject({
    semesterHours: z.number().positive(),
    subjects: z.array(z.string()).min(1),
    within: Within.optional(),
  }),
  /** At least one course (or `semesterHours` of it) in any of the subjects. */
  course: z.strictObject({ anyOf: z.array(z.string()).min(1), semesterHours: z.number().optional() }),
  /** A completed training program. `accreditors: any` = whoever accredits it. */
  program: z.strictObject({
    types: z.array(z.enum(PROGRAMS)).min(1),
    accreditors: z.union([z.literal('any'), z.array(z.enum(ACCREDITORS)).min(1)]),
    within: Within.optional(),
    clockHours: z.number().optional(),
    rotations: z.array(z.union([Discipline, z.literal('the-discipline')])).optional(),
  }),
  /**
   * Work. Months (or hours) are full-time equivalents at `fullTimeHours` a week; months in jobs that touch one of
   * the disciplines count, and together the jobs must cover `cover` of them (`all`, or a number).
   */
  experience: z.strictObject({
    months: z.number().positive().optional(),
    hours: z.number().positive().optional(),
    fullTimeHours: z.number().positive().optional(),
    /** `the-discipline` stands for the member's own in a file that serves sibling credentials. */
    disciplines: z.array(z.union([Discipline, z.literal('the-discipline')])).optional(),
    cover: z.union([z.literal('all'), z.number().int().positive()]).default('all'),
    within: Within.optional(),
    settings: z.union([z.literal('clinical'), z.literal('any'), z.array(z.enum(SETTINGS)).min(1)]).default('clinical'),
    as: z.array(z.enum(WORK)).optional(),
    complexity: z.enum(['nonwaived', 'high']).optional(),
    /** Counted only after this license or credential was issued (any one of them). */
    whileHolding: z.array(z.string()).optional(),
    /** Work in this state does not count, as `us-ca`; of a job whose state is not told it is unknown. */
    notIn: z.string().regex(/^us-[a-z]{2}$/).optional(),
  }),
  /** Holds one of the credentials; `current` = not lapsed, `within` = issued so recently. `from` = issued (exam taken) on or after that day. */
  credential: z.strictObject({
    anyOf: z.array(z.union([z.string(), z.strictObject({ id: z.string(), from: IsoDate })])).min(1),
    current: z.boolean().default(false),
    within: Within.optional(),
  }),
  /** Holds a license: one of the ids, or one of the level from elsewhere. */
  license: z.strictObject({
    anyOf: z.array(z.string()).optional(),
    level: z.string().optional(),
    notIn: z.string().optional(),
    current: z.boolean().default(true),
  }),
  military: z.strictObject({
    fields: z.array(z.enum(MILITARY_FIELDS)).min(1),
    weeks: z.number().positive().optional(),
    within: Within.optional(),
  }),
  /** A course of training that is no program of its own, by topic. */
  training: z.strictObject({
    topic: z.string(),
    hours: z.number().positive().optional(),
    weeks: z.number().positive().optional(),
    within: Within.optional(),
  }),
  procedures: z.strictObject({ of: z.enum(PROCEDURES), count: z.number().int().positive() }),
  /** Meets another rule on file: a credential, a license or a federal role, by id. */
  eligible: z.strictObject({ for: z.string() }),
  /**
   * Holds the license for this work that the state asks for; met where the state asks for none. `phlebotomy` = to draw
   * blood; `assistant` = to work as a laboratory assistant, asked where such a license of the state is on file.
   */
  stateLicense: z.strictObject({
    level: z.enum(['testing', 'supervisor', 'director', 'phlebotomy', 'assistant']),
    complexity: z.enum(['moderate', 'high']).optional(),
  }),
  age: z.strictObject({ min: z.number().int().positive() }),
  residency: z.strictObject({ state: z.string(), months: z.number().positive() }),
  /** In such work on that day and without a break since. */
  serving: z.strictObject({ since: IsoDate, as: z.array(z.enum(WORK)).min(1) }),
  /** Something done when applying (a fee, a document, an online quiz, fingerprints). It decides nothing; it is a step. */
  formality: z.strictObject({ what: z.string() }),
  /** A part of the rule whose text could not be read, or that our record cannot tell: always unknown. */
  unread: z.strictObject({ what: z.string(), ask: z.string() }),
} as const;

export type LeafKind = keyof typeof leafKinds;
export const LEAF_KINDS = Object.keys(leafKinds) as LeafKind[];

const meta = {
  cite: z.array(Citation).optional(),
  as_of: z.string().optional(),
  confidence: Confidence.optional(),
  note: z.string().optional(),
};

type Meta = { cite?: Citation[] | undefined; as_of?: string | undefined; confidence?: Confidence | undefined; note?: string | undefined };
export type LeafOf<K extends LeafKind> = { [P in K]: z.infer<(typeof leafKinds)[P]> } & Meta;
export type Leaf = { [K in LeafKind]: LeafOf<K> }[LeafKind];
export type Condition =
  | ({ all: Condition[] } & Meta)
  | ({ any: Condition[] } & Meta)
  | ({ at_least: { count: number; of: Condition[] } } & Meta)
  | Leaf;

/** Each leaf with what may stand beside it; schemas/ is made from them. */
export const leafSchemas = LEAF_KINDS.map((kind) => z.strictObject({ [kind]: leafKinds[kind], ...meta }));

export const Condition: z.ZodType<Condition> = z.lazy(() => {
  const byKey: Record<string, z.ZodType> = {
    all: z.strictObject({ all: z.array(Condition).min(1), ...meta }),
    any: z.strictObject({ any: z.array(Condition).min(1), ...meta }),
    at_least: z.strictObject({ at_least: z.strictObject({ count: z.number().int().positive(), of: z.array(Condition).min(1) }), ...meta }),
  };
  LEAF_KINDS.forEach((kind, i) => (byKey[kind] = leafSchemas[i]!));
  return z.unknown().transform((value, ctx) => {
    const keys = value && typeof value === 'object' ? Object.keys(value).filter((key) => key in byKey) : [];
    if (keys.length !== 1) {
      ctx.addIssue({ code: 'custom', message: `a condition has exactly one of: ${Object.keys(byKey).join(', ')}` });
      return z.NEVER;
    }
    const parsed = byKey[keys[0]!]!.safeParse(value);
    if (parsed.success) return parsed.data as Condition;
    for (const issue of parsed.error.issues) ctx.addIssue({ code: 'custom', message: issue.message, path: issue.path as PropertyKey[] });
    return z.NEVER;
  }) as unknown as z.ZodType<Condition>;
});

/** The kind of a leaf, or null for `all`, `any` and `at_least`. */
export function leafKind(condition: Condition): LeafKind | null {
  for (const kind of LEAF_KINDS) if (kind in condition) return kind;
  return null;
}

/** The conditions directly under one. */
export function parts(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('at_least' in condition) return condition.at_least.of;
  return [];
}
