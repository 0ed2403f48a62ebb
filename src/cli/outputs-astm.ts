import { z } from 'zod';

/** What `benchpath astm parse --json` writes. */
export const AstmParseOutput = z.strictObject({
  frames: z
    .array(
      z.strictObject({
        number: z.int().min(0).max(7).nullable().describe('Null where the character is none of 0 to 7.'),
        end: z.enum(['ETX', 'ETB']).describe('ETB = goes on in the next frame.'),
        checksum: z.string().describe('As it came.'),
        ok: z.boolean().describe('Whether it is the checksum of what came, and the number is one.'),
      }),
    )
    .describe('Every frame as it came, also those sent again. Empty where the file holds bare records.'),
  records: z.array(
    z.strictObject({
      type: z.string().describe('H, P, O, R, C, Q, L, M or S.'),
      fields: z
        .array(z.array(z.array(z.string())))
        .describe(
          'Field, repetition, component, unescaped; always so deep. fields[n - 1] is field n of the standard, so the first is the type. Field 2 of H, the delimiters, is one text.',
        ),
      raw: z.string().describe('The record as it stands, put together from its frames, without its end.'),
    }),
  ),
});
export type AstmParseOutput = z.infer<typeof AstmParseOutput>;

/** What `benchpath astm check --json` writes. */
export const AstmCheckOutput = z.strictObject({
  messages: z.int(),
  frames: z.int().describe('0 = the file holds bare records.'),
  problems: z.array(
    z.strictObject({
      path: z
        .string()
        .describe('R[2].4 is field 4 of the second R record, frame[3] the third frame; message = all of it.'),
      problem: z.string(),
      severity: z
        .enum(['error', 'warning'])
        .describe('An error can lose or misfile a result; a warning is understood all the same.'),
    }),
  ),
});
export type AstmCheckOutput = z.infer<typeof AstmCheckOutput>;
