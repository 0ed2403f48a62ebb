import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/**
 * What the texts of the product's own content say, as plain values kept between runs: reading YAML takes most of the time
 * in which the program starts. By the SHA-256 of each text, so that a changed text is a new one; schemas are not kept, every
 * value is checked against them each time. A folder that is not the repository's, or cannot be written, keeps nothing.
 */
export function openParsed(contentFolder: string) {
  const home = join(contentFolder, '..');
  const folder = existsSync(join(home, 'package.json')) ? join(home, '.runtime', 'content-1') : null;
  const fileOf = (text: string) => join(folder!, `${createHash('sha256').update(text).digest('hex')}.json`);
  return {
    /** Undefined: not kept, or not readable. */
    find(text: string): unknown {
      if (folder === null) return undefined;
      try {
        return JSON.parse(readFileSync(fileOf(text), 'utf8'));
      } catch {
        return undefined;
      }
    },
    keep(text: string, value: unknown): void {
      if (folder === null) return;
      const json = JSON.stringify(value);
      if (json === undefined || !isDeepStrictEqual(JSON.parse(json), value)) return;
      try {
        mkdirSync(folder, { recursive: true });
        const unfinished = `${fileOf(text)}.${process.pid}`;
        writeFileSync(unfinished, json);
        renameSync(unfinished, fileOf(text));
      } catch {
        // It is read anew next time.
      }
    },
  };
}

export type Parsed = ReturnType<typeof openParsed>;
