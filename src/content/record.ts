import { z } from 'zod';
import { readDate } from '#kernel/dates.ts';
import { isText } from '#kernel/text.ts';
import { LABORATORY_AREAS } from './continuing.ts';
import {
  ACCREDITORS, DISCIPLINES, MILITARY_COURSES, MILITARY_FIELDS, PROCEDURES, PROGRAMS, SETTINGS, STATUSES, WORK,
} from '#kernel/words.ts'; // prettier-ignore

/**
 * The record file, `benchpath: record/1`. A list that is present is complete; a list that is absent is not told,
 * and its facts are unknown. A missing attribute inside an entry is unknown.
 */
const date = z.string().refine((text) => readDate(text) !== null, 'write a date like 2024-05-31 or 2024-05');
const text = z.string().refine(isText, 'it holds a character that no text has');
const word = text.min(1);
const until = date.nullable();
const hours = z.number().min(0).max(168);
const amount = z.number().min(0).max(100_000_000);
export { date as RecordDate };

export const Degree = z.strictObject({
  degree: z.enum(['high-school', 'associate', 'bachelor', 'master', 'doctorate', 'physician']),
  field: text.optional(),
  completed: date.optional(),
  accredited: z.enum(['regional', 'national', 'foreign', 'none']).optional(),
});
export const Program = z.strictObject({
  program: z.enum(PROGRAMS),
  accreditor: z.enum(ACCREDITORS).optional(),
  completed: date.optional(),
  /** When the program first held its accreditation; only needed when it came late. */
  accreditedSince: date.optional(),
  clockHours: z.number().min(0).optional(),
  rotations: z.array(z.enum(DISCIPLINES)).optional(),
});
export const Coursework = z
  .strictObject({
    subject: word,
    semesterHours: z.number().min(0).max(2000).optional(),
    quarterHours: z.number().min(0).max(3000).optional(),
    includes: z.array(word).optional(),
    completed: date.optional(),
  })
  .refine((c) => c.semesterHours === undefined || c.quarterHours === undefined, 'give semesterHours or quarterHours, not both');
export const Job = z
  .strictObject({
    as: z.enum(WORK).optional(),
    setting: z.enum(SETTINGS).optional(),
    from: date.optional(),
    to: until.optional(),
    hoursPerWeek: hours.optional(),
    disciplines: z.array(z.enum(DISCIPLINES)).optional(),
    complexity: z.enum(['waived', 'moderate', 'high']).optional(),
    state: text.optional(),
    payUsdPerYear: amount.optional(),
  })
  .refine((j) => !j.from || !j.to || readDate(j.from)!.earliest <= readDate(j.to)!.latest, 'the job ends before it begins');
export const Holding = z.strictObject({
  id: word,
  issued: date.optional(),
  expires: until.optional(),
  /** As printed on it; letters and leading zeros count. */
  number: word.optional(),
  /** What its giver says of it. Not told: its dates decide alone. */
  status: z.enum(STATUSES).optional(),
});
export const HeldLicense = z.strictObject({
  ...Holding.shape,
  /** The categories or specialties printed on it, where the state licenses by category. */
  categories: z.array(z.enum(LABORATORY_AREAS)).optional(),
});
export const Military = z.strictObject({
  course: z.enum(MILITARY_COURSES).optional(),
  field: z.enum(MILITARY_FIELDS).optional(),
  weeks: z.number().min(0).max(520).optional(),
  completed: date.optional(),
});
export const Training = z.strictObject({
  topic: word,
  hours: z.number().min(0).optional(),
  weeks: z.number().min(0).optional(),
  completed: date.optional(),
});
export const Procedure = z.strictObject({ of: z.enum(PROCEDURES), count: z.number().int().min(0) });

export const Limits = z.strictObject({
  studyHoursPerWeek: hours.optional(),
  workHoursPerWeek: hours.optional(),
  budgetUsd: amount.optional(),
  /** Hours of paid work a week that must stay possible all through the plan. */
  keepEarningHoursPerWeek: hours.optional(),
  states: z.array(text).optional(),
  /** Would enlist in the armed forces to be trained. Without `true` no plan asks for it. */
  enlist: z.boolean().optional(),
});

export const Record = z.strictObject({
  benchpath: z.literal('record/1'),
  state: z.string().regex(/^[A-Z]{2}$/, 'write the two letters of the state, like MN').optional(),
  stateSince: date.optional(),
  born: z.number().int().min(1900).max(2100).optional(),
  education: z.array(z.union([Degree, Program])).optional(),
  coursework: z.array(Coursework).optional(),
  experience: z.array(Job).optional(),
  credentials: z.array(Holding).optional(),
  licenses: z.array(HeldLicense).optional(),
  military: z.array(Military).optional(),
  training: z.array(Training).optional(),
  procedures: z.array(Procedure).optional(),
  limits: Limits.optional(),
});
export type Record = z.infer<typeof Record>;
export type Job = z.infer<typeof Job>;
export type Degree = z.infer<typeof Degree>;
export type Program = z.infer<typeof Program>;
export type Coursework = z.infer<typeof Coursework>;
export type Holding = z.infer<typeof Holding>;
export type HeldLicense = z.infer<typeof HeldLicense>;
export type Military = z.infer<typeof Military>;
export type Training = z.infer<typeof Training>;
export type Procedure = z.infer<typeof Procedure>;
export type Limits = z.infer<typeof Limits>;
export const EMPTY_RECORD: Record = { benchpath: 'record/1' };
