import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Kept } from './kept.ts';
import { readName } from './name.ts';
import { SUMS, VERIFIED } from './sums.server.ts';

export const backupsOf = (dataFolder: string): string => join(dataFolder, 'backups');

/** What was found when a backup was restored for trial. `sums`: SHA-256 of its list, so that the word holds for these files. */
export const Verified = z.strictObject({
  at: z.string(),
  sums: z.string(),
  rows: z.number(),
  evidence: z.number(),
});
export type Verified = z.infer<typeof Verified>;

export type Backup = Kept & { path: string };

/** The finished backups of a folder, the newest first. */
export async function backupsIn(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const named = names.flatMap((name) => readName(name) ?? []);
  const all = named.map(async (each): Promise<Backup> => {
    const path = join(folder, each.name);
    return { ...each, path, verified: (await verifiedAt(path)) !== null };
  });
  return (await Promise.all(all)).sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** The word on a backup that was restored for trial; null where there is none, or not for this list of files. */
export async function verifiedAt(backup: string): Promise<Verified | null> {
  const text = await readFile(join(backup, VERIFIED), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const word = Verified.parse(JSON.parse(text));
    return word.sums === (await sumOfSums(backup)) ? word : null;
  } catch {
    return null;
  }
}

export const sumOfSums = async (backup: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(backup, SUMS)))
    .digest('hex');
