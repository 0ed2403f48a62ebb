import { z } from 'zod';
import { Citation, Checked, Confidence, Statement } from './fact.ts';
import { Condition } from './condition.ts';
import { Coursework, Degree, Job, Military, Procedure, Program, Training } from './record.ts';

/**
 * A figure that a plan computes with. Where nobody published one `value` is null, the page says "ask your school",
 * and `assume` is the visible assumption that the person can change.
 */
export const Estimate = z
  .strictObject({
    value: z.number().min(0).nullable(),
    low: z.number().min(0).nullable().optional(),
    high: z.number().min(0).nullable().optional(),
    assume: z.number().min(0).optional(),
    cite: z.array(Citation).default([]),
    as_of: z.string().nullable().default(null),
    confidence: Confidence,
    /** How the figure was come by, or why this is assumed. */
    note: z.string().optional(),
  })
  .refine((e) => e.value === null || e.cite.length > 0, 'a figure needs a citation; without one write value: null and assume')
  .refine((e) => e.value !== null || e.assume !== undefined, 'without a value say what is assumed');
export type Estimate = z.infer<typeof Estimate>;

/** What a move adds to the record. Dates are filled in when it is planned: `completed` at its end. */
export const Adds = z.strictObject({
  education: z.array(z.union([Degree, Program])).optional(),
  coursework: z.array(Coursework).optional(),
  experience: z.array(Job).optional(),
  military: z.array(Military).optional(),
  training: z.array(Training).optional(),
  procedures: z.array(Procedure).optional(),
});
export type Adds = z.infer<typeof Adds>;

/**
 * Service in the armed forces that a move binds to. Nobody is offered it who did not say that they would enlist (the
 * record's `limits.enlist`). It leaves no hours for other work, and the plan goes on when it is over.
 */
export const Service = z.strictObject({
  /** Months from the first day of the move to the end of the service. */
  months: Estimate,
  /** What no rule on file can promise and the person must have confirmed, and by whom. */
  confirm: z.string(),
  ask: z.string(),
  /** How sure a step is that rests on such a promise; it is never verified. */
  confidence: Confidence.exclude(['verified']),
});
export type Service = z.infer<typeof Service>;

export const MOVE_KINDS = ['program', 'courses', 'work', 'training'] as const;

/**
 * Something a person can do that changes the record. Exams and license applications are made from the credentials
 * and licenses themselves; here stand programs, courses, training and work.
 */
export const Move = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(MOVE_KINDS),
  name: z.string(),
  summary: z.string(),
  /** What it takes to begin. */
  begin: Condition.optional(),
  /** The states in which it is offered or counts, as two letters; none = anywhere. */
  states: z.array(z.string()).optional(),
  /** Another move that must be finished first (the class part before the rotations). */
  after: z.string().optional(),
  service: Service.optional(),
  /** Length in months. For `work` it is set by the rule that asks for the work; for `courses` by the hours needed. */
  months: Estimate.optional(),
  /** Days of the year on which it begins, as MM-DD; none = any day. */
  terms: z.strictObject({ days: z.array(z.string().regex(/^\d\d-\d\d$/)).min(1), note: z.string() }).optional(),
  /** Weeks between applying and the first day. */
  leadWeeks: Estimate.optional(),
  studyHoursPerWeek: Estimate.optional(),
  /** Unpaid hours a week in a laboratory or at a bench, which cannot be spent earning. */
  practicumHoursPerWeek: Estimate.optional(),
  /** Paid hours a week (work, or duty where the move binds to service). */
  workHoursPerWeek: Estimate.optional(),
  /** Dollars out of pocket: `value` typical, with low and high. For `courses` without `months`, dollars for one semester hour. */
  costUsd: Estimate,
  adds: Adds.default({}),
  /** Whose wage it earns. */
  pay: z.enum(['phlebotomist', 'technician', 'technologist', 'assistant']).optional(),
  /** For `work`: which disciplines such a job can cover, and as what. */
  facts: z.array(Statement).default([]),
  checked: Checked,
});
export type Move = z.infer<typeof Move>;

/** Figures a plan needs that belong to no single move: how long an application takes where no source says. */
export const Assumptions = z.strictObject({
  id: z.literal('assumptions'),
  /** Weeks from a complete exam application to a result. */
  examWeeks: Estimate,
  /** Weeks from a complete license application to the license, where the state gives none. */
  licenseWeeks: Estimate,
  /** Dollars for an exam, a license or a renewal whose fee is not on file, so that the unknown one never looks like the cheap one. */
  examFeeUsd: Estimate,
  licenseFeeUsd: Estimate,
  renewalFeeUsd: Estimate,
  /** Weeks to find a laboratory job. */
  jobWeeks: Estimate,
  /** Study hours a week for one semester hour of a course, and how long a term is. */
  studyHoursPerCredit: Estimate,
  termMonths: Estimate,
  creditsPerTerm: Estimate,
});
export type Assumptions = z.infer<typeof Assumptions>;
