import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { Library } from '#content/index.ts';
import { loadLibrary } from '#content/library.server.ts';
import { yamlFiles } from '#content/load.server.ts';

/** All files of a content as one text, and its SHA-256: the same files, the same digest. */
export type Content = { digest: string; files: string };

/** Reads a content folder as it is, without understanding it. */
export function contentIn(folder: string): Content {
  const files = JSON.stringify(
    yamlFiles(folder).map((path) => [
      relative(folder, path).split(sep).join('/'),
      readFileSync(path, 'utf8'),
    ]),
  );
  return { digest: createHash('sha256').update(files).digest('hex'), files };
}

/**
 * The library that such a text holds; null where this program cannot read it any more. The text is that of an earlier release,
 * read anew by the same loader, so that old and new content are judged by one program.
 */
export function libraryOf({ files }: Pick<Content, 'files'>): Library | null {
  const folder = mkdtempSync(join(tmpdir(), 'benchpath-rules-'));
  try {
    for (const [name, text] of JSON.parse(files) as [string, string][]) {
      const path = join(folder, name);
      if (relative(folder, path).startsWith('..')) return null;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const { library, problems } = loadLibrary(folder);
    return problems.length > 0 ? null : library;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
