import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makePrivateFolder } from './folder.server.ts';

/** SHA-256 of a file's bytes, as 64 hexadecimal digits. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Whether a backup still has the bytes it was written with, by the `.sha256` file beside it. */
export async function isWhole(backup: string): Promise<boolean> {
  const written = await readFile(`${backup}.sha256`, 'utf8').catch(() => '');
  return existsSync(backup) && written.slice(0, 64) === (await sha256OfFile(backup));
}

/** Waits until a file or a folder is on the disk and not only in memory. */
async function sync(path: string): Promise<void> {
  // Windows can sync neither a folder nor a file that is open for reading.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** `2026-01-31T10-20-30-000Z-LABEL.EXTENSION`, or the first free name after it: a backup is never overwritten. */
function freeName(folder: string, label: string, extension: string, at: Date): string {
  const stem = `${at.toISOString().replaceAll(/[:.]/g, '-')}-${label}`;
  for (let n = 1; ; n++) {
    const file = join(folder, `${stem}${n === 1 ? '' : `-${n}`}.${extension}`);
    if (!existsSync(file)) return file;
  }
}

/**
 * Writes one backup so that a half-written one never carries a backup's name: `write` fills a partial file, which
 * is synced, summed (`sha256sum --check` reads the file beside it) and only then renamed.
 * @returns the path of the backup
 */
export async function writeBackup(
  folder: string,
  name: { label: string; extension: string; at: Date },
  write: (partial: string) => Promise<void>,
): Promise<string> {
  makePrivateFolder(folder);
  const file = freeName(folder, name.label, name.extension, name.at);
  const partial = `${file}.partial`;
  try {
    await writeFile(partial, '', { mode: 0o600 });
    await write(partial);
    await sync(partial);
    await writeFile(`${file}.sha256`, `${await sha256OfFile(partial)}  ${basename(file)}\n`, { mode: 0o600 });
    await sync(`${file}.sha256`);
    await rename(partial, file);
    await sync(folder);
    return file;
  } finally {
    await rm(partial, { force: true });
  }
}
