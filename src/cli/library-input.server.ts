import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Library } from '#content/index.ts';
import { loadLibrary } from '#content/library.server.ts';
import { BadInput } from './refusal.ts';

/** The library in a content folder; each problem of it is a line. */
export function libraryFrom(folder: string): Library {
  if (!existsSync(folder)) throw new BadInput(`${folder}: no such folder; name a content folder`);
  if (!statSync(folder).isDirectory()) throw new BadInput(`${folder}: this is a file; name a content folder`);
  const { library, problems } = loadLibrary(folder);
  if (library.sources.size === 0 && problems.length === 0)
    throw new BadInput(
      `${folder}: this is no content folder; one holds sources/, credentials/, licenses/, federal/ and moves/`,
    );
  if (problems.length > 0)
    throw new BadInput(
      ...problems.map((p) => `${join(folder, p.file)}:${p.line}${p.path ? ` ${p.path}` : ''}: ${p.message}`),
    );
  return library;
}
