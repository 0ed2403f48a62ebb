import { z } from 'zod';
import { readDate } from '#kernel/dates.ts';
import { isText } from '#kernel/text.ts';

const words = (most: number) =>
  z.string().trim().min(1, 'is empty').max(most, `is longer than ${most} characters`).refine(isText, 'holds a character that no text has'); // prettier-ignore
const webAddress = z
  .string()
  .max(2000)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), 'is no web address; write https://…');

/** What somebody says of a learner, to be made into a badge. */
export const Award = z
  .strictObject({
    name: words(200),
    description: words(2000),
    criteria: words(4000).describe('What one has to do to earn it.'),
    email: z
      .email('is no e-mail address')
      .max(254)
      .optional()
      .describe('The learner’s; only its hash gets into the badge.'),
    simulated: z.boolean().optional().describe('Whether the work was done in the practice laboratory.'),
    evidence: z
      .array(
        z.strictObject({ name: words(200), narrative: words(4000).optional(), url: webAddress.optional() }),
      )
      .max(20)
      .optional(),
    alignment: z
      .array(
        z.strictObject({
          name: words(200),
          url: webAddress,
          framework: words(200).optional(),
          code: words(200).optional(),
          description: words(2000).optional(),
        }),
      )
      .max(40)
      .optional()
      .describe('What it corresponds to: a task, a standard, a part of an outline.'),
    validUntil: z
      .string()
      .refine((day) => /^\d{4}-\d\d-\d\d$/.test(day) && readDate(day) !== null, 'is no day like 2028-01-31')
      .optional()
      .describe('The last day on which it holds; without one it has no end.'),
  })
  .meta({ description: 'An award, to be made into a badge.' });
export type Award = z.infer<typeof Award>;

/** What every badge of ours says of itself, so that nobody takes it for more. */
export function disclaimer(issuer: string, simulated: boolean): string {
  return [
    `This badge tells what its holder did, as ${issuer} says.`,
    'It is not a certification or license of any board or state.',
    simulated
      ? 'The work was done in a simulated laboratory; it is no direct observation of work on patients’ specimens.'
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
