import { z } from 'zod';
import type { Deed } from './deed.ts';
import { readDeed } from './read-deed.ts';
import type { Shift } from './shift.ts';
import { stateHash } from './state-hash.ts';

/** A shift as it can be played again: the scenario, the seed, and every deed in order. */
export const ShiftLog = z.strictObject({
  benchpath: z.literal('shift-log/1'),
  scenario: z.string(),
  seed: z.string(),
  deeds: z.array(z.strictObject({ deed: z.unknown(), outside: z.literal(true).optional() })).max(20_000),
  stateHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

export const logOf = (shift: Shift): z.infer<typeof ShiftLog> => ({
  benchpath: 'shift-log/1',
  scenario: shift.scenario.id,
  seed: shift.seed,
  deeds: shift.log.map(({ deed, outside }) => ({ deed, ...(outside ? { outside: true as const } : {}) })),
  stateHash: stateHash(shift),
});

export type ReadLog = {
  scenario: string;
  seed: string;
  deeds: { deed: Deed; outside?: boolean }[];
  stateHash: string | null;
};

/** Reads a log; what is wrong with it comes back as sentences. */
export function readLog(value: unknown): ReadLog | { problems: string[] } {
  const parsed = ShiftLog.safeParse(value);
  if (!parsed.success)
    return { problems: parsed.error.issues.map((i) => `${i.path.join('.') || 'the log'}: ${i.message}`) };
  const problems: string[] = [];
  const deeds = parsed.data.deeds.flatMap(({ deed, outside }, i) => {
    const read = readDeed(deed);
    if ('problem' in read) {
      problems.push(`deeds.${i}: ${read.problem}`);
      return [];
    }
    return [{ deed: read, ...(outside ? { outside: true } : {}) }];
  });
  const { scenario, seed, stateHash: hash } = parsed.data;
  return problems.length > 0 ? { problems } : { scenario, seed, deeds, stateHash: hash ?? null };
}
