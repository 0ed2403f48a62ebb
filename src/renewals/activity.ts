import { z } from 'zod';
import { ActivityKind, SubjectArea } from '#content/index.ts';
import { readDate } from '#kernel/dates.ts';
import { isText } from '#kernel/text.ts';

const text = z.string().refine(isText, 'it holds a character that no text has');
const line = text
  .refine((t) => t.trim() !== '', 'write something here')
  .refine((t) => t.length <= 300, 'it is longer than 300 characters');
/** Quarter hours, as certificates have them; nobody learns for more than a thousand hours in one activity. */
const amount = z
  .number('write a number')
  .min(0.25, 'write at least 0.25')
  .max(1000, 'write at most 1000')
  .multipleOf(0.25, 'write it in quarters, like 1.25');

/**
 * Something done to keep up. An attribute that is absent is not told. Its hours may count in any of its `areas`,
 * divided as is best.
 */
export const Activity = z
  .strictObject({
    /** Names it in answers; a file may leave it out. */
    id: line.optional(),
    title: line,
    provider: line.optional(),
    /** The day it was finished; a month will do. */
    date: z
      .string('write a date like 2026-05-31 or 2026-05')
      .refine((d) => readDate(d) !== null, 'write a date like 2026-05-31 or 2026-05'),
    /** Contact hours, as the certificate says them. */
    hours: amount.optional(),
    /** Minutes in such an hour, where the certificate says it. */
    minutesPerHour: z.union([z.literal(50), z.literal(60)], 'write 50 or 60').optional(),
    points: amount.optional(),
    areas: z.array(SubjectArea).min(1, 'name one area at least, or leave the line out').optional(),
    kind: ActivityKind.optional(),
    /** Who approved it: ids of bodies and states (`ascp`, `us-fl`), or other names. */
    accreditation: z.array(line).max(30, 'name at most 30').optional(),
    /** Names of evidence: a certificate's file. */
    evidence: z.array(line).max(200, 'name at most 200 files').optional(),
  })
  .refine((a) => a.hours !== undefined || a.points !== undefined, 'tell its hours or its points');
export type Activity = z.infer<typeof Activity>;

/** The activities file, `benchpath: activities/1`. The list is complete: what is not in it was not done. */
export const ActivityFile = z.strictObject({
  benchpath: z.literal('activities/1', 'begin the file with `benchpath: activities/1`'),
  activities: z.array(Activity).max(5000, 'a career has fewer than 5,000 activities'),
});
export type ActivityFile = z.infer<typeof ActivityFile>;

/** Activities with a name each: their own id, else their place in the list. */
export type Named = Activity & { id: string };
export const named = (activities: readonly Activity[]): Named[] =>
  activities.map((a, i) => ({ ...a, id: a.id ?? `activities[${i}]` }));
