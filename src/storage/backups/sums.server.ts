import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The list of a backup's files with their hashes; `sha256sum --check SHA256SUMS` reads it. */
export const SUMS = 'SHA256SUMS';
/** Written beside the list when the backup was restored once and found whole. */
export const VERIFIED = 'verified.json';

/** SHA-256 of a file's bytes, as 64 hexadecimal digits. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Waits until a file or a folder is on the disk and not only in memory. */
export async function sync(path: string): Promise<void> {
  // Windows can sync neither a folder nor a file that is open for reading.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** The files of a folder and of those below it, with `/` between the names, in the order of their names. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Lists what a finished backup holds. Everything is on the disk when this resolves. */
export async function writeSums(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const file of await filesIn(folder)) {
    lines.push(`${await sha256OfFile(join(folder, file))}  ${file}\n`);
    await sync(join(folder, file));
  }
  await writeFile(join(folder, SUMS), lines.join(''), { mode: 0o600 });
  await sync(join(folder, SUMS));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) await sync(join(entry.parentPath, entry.name));
  await sync(folder);
}

/** What differs between a backup and its list: `FILE was changed`, `is missing`, `is not in the list`. [] = as it was written. */
export async function differences(folder: string): Promise<string[]> {
  const list = await readFile(join(folder, SUMS), 'utf8').catch(() => null);
  if (list === null) return [`${SUMS} is missing`];
  const wanted = new Map(
    [...list.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, sum, file]) => [file!, sum!]),
  );
  const found: string[] = [];
  for (const [file, sum] of wanted) {
    const path = join(folder, file);
    if (!(await stat(path).catch(() => null))?.isFile()) found.push(`${file} is missing`);
    else if ((await sha256OfFile(path)) !== sum) found.push(`${file} was changed`);
  }
  const known = new Set([...wanted.keys(), SUMS, VERIFIED]);
  for (const file of await filesIn(folder)) if (!known.has(file)) found.push(`${file} is not in the list`);
  return found;
}
