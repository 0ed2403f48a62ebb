import { z } from 'zod';

const Moment = z.iso.datetime();
const TablesOutput = z
  .record(z.string(), z.strictObject({ rows: z.number(), sum: z.string() }))
  .describe('By table: its rows, and the sum of their SHA-256 hashes modulo 2^256 (hexadecimal).');

/** What `--json` of the commands that look after the data writes; schemas/ publishes it. */
export const BackupOutput = z.strictObject({
  backup: z.string().describe('The path of the new folder.'),
  rows: z.number(),
  evidence: z.number().describe('Files of evidence.'),
  verified: Moment,
});

export const RestoreOutput = z.strictObject({
  where: z.string(),
  dataFolder: z.string(),
  tables: TablesOutput,
  evidence: z.number(),
});

export const MoveOutput = z.strictObject({ from: z.string(), to: z.string(), tables: TablesOutput });

export const DoctorOutput = z.strictObject({
  at: Moment,
  sound: z.boolean().describe('False when a finding is wrong; the exit status is then 3.'),
  findings: z.array(
    z.strictObject({
      about: z.string(),
      state: z.enum(['fine', 'look', 'wrong']),
      text: z.string(),
      act: z.string().optional().describe('What to do.'),
    }),
  ),
});
