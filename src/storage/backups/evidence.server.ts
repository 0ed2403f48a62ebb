import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256OfFile } from './sums.server.ts';

/** The folder of evidence, in a data folder and in a backup: `evidence/RECORD/SHA256`, files that never change. */
export const EVIDENCE = 'evidence';

/** `RECORD/SHA256` of each file of evidence under `root`; half-written files have other names. */
export async function evidenceIn(root: string): Promise<string[]> {
  const records = await readdir(join(root, EVIDENCE), { withFileTypes: true }).catch(gone);
  const files: string[] = [];
  for (const { name } of records.filter((entry) => entry.isDirectory()))
    for (const file of await readdir(join(root, EVIDENCE, name)).catch(gone))
      if (/^[0-9a-f]{64}$/.test(file)) files.push(`${name}/${file}`);
  return files.sort();
}

/** A folder that is not there is empty; one that cannot be read is no empty folder. */
const gone = (error: NodeJS.ErrnoException): [] => {
  if (error.code === 'ENOENT') return [];
  throw error;
};

/**
 * Brings each file of evidence under `from` that `to` has not yet. One that the backup `before` holds whole is not written
 * again: both names then stand for one file on the disk. One that is removed meanwhile is left out.
 */
export async function bringEvidence(from: string, to: string, before: string | null): Promise<void> {
  for (const file of await evidenceIn(from)) {
    const path = join(to, EVIDENCE, file);
    if (existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if (before !== null && (await linked(join(before, EVIDENCE, file), path))) continue;
    await copyEvidence(join(from, EVIDENCE, file), path).catch(gone);
  }
}

/** Only bytes that still are what their name says are passed on; systems without links copy. */
async function linked(old: string, path: string): Promise<boolean> {
  try {
    if ((await sha256OfFile(old)) !== old.slice(-64)) return false;
    await link(old, path);
    return true;
  } catch {
    return false;
  }
}

export async function copyEvidence(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, 0o600);
}
