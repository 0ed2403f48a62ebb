import { z } from 'zod';

/** What the commands about HL7 write. */
export const ProblemOutput = z.strictObject({
  path: z
    .string()
    .describe('OBX[2]-5 is field 5 of the second OBX, OBX-5.2 its second component; empty = the message.'),
  problem: z.string(),
  severity: z.enum(['error', 'warning', 'note']).describe('Only an error stands in the way of filing.'),
});

const MessageOutput = z.strictObject({
  segments: z.array(
    z.strictObject({
      id: z.string(),
      fields: z
        .array(z.array(z.array(z.array(z.string()))))
        .describe(
          'Field, repetition, component, subcomponent, unescaped. The first is field 1, in MSH too: there it is MSH-1, the field separator, and the second is MSH-2 as one text.',
        ),
      raw: z.string().describe('The segment as it stands, without its end.'),
    }),
  ),
  raw: z.string().describe('The message as it stands.'),
  separators: z.strictObject({
    field: z.string(),
    component: z.string(),
    repetition: z.string(),
    escape: z.string(),
    subcomponent: z.string(),
  }),
  charset: z.enum(['utf-8', '8859/1']).describe('How the bytes were read.'),
  notes: z.array(ProblemOutput).describe('What was odd, and read all the same.'),
});

export const Hl7ParseOutput = MessageOutput.extend({
  messages: z
    .array(MessageOutput)
    .optional()
    .describe('Where the file holds more than one message: all of them, the first too.'),
});
export type Hl7ParseOutput = z.infer<typeof Hl7ParseOutput>;

export const Hl7CheckOutput = z.strictObject({
  messages: z.int().describe('How many messages were looked at.'),
  problems: z
    .array(ProblemOutput.extend({ message: z.int().describe('Which message, from 1; 0 = the file.') }))
    .describe('By message, and in it by segment.'),
});
export type Hl7CheckOutput = z.infer<typeof Hl7CheckOutput>;
