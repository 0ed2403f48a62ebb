import { z } from 'zod';

const held = { record: z.string(), events: z.int(), evidence: z.int() };

export const ExportOutput = z.strictObject({ file: z.string(), record: z.string(), bytes: z.int() });
export const ImportOutput = z.strictObject({ ...held, brought: z.boolean() });
/** `wrong`: what is wrong with the file; null = it is whole. */
export const OpenOutput = z.strictObject({
  folder: z.string(),
  files: z.int(),
  wrong: z.string().nullable(),
});
