import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Library } from '#content/index.ts';
import { loadLibrary } from '#content/library.server.ts';
import { yamlFiles, type Problem } from '#content/load.server.ts';
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
      ...problemLines(
        folder,
        own(problems).map((p) => located(folder, p)),
      ),
    );
  return library;
}

/** Each problem as a line: file, line, place, what is wrong. */
export const problemLines = (folder: string, problems: readonly Problem[]): string[] =>
  problems.map((p) => `${join(folder, p.file)}:${p.line}${p.path ? ` ${p.path}` : ''}: ${p.message}`);

/** Without the complaints that something is not on file whose own file could not be read: that problem is named already. */
function own(problems: readonly Problem[]): Problem[] {
  const unread = new Set(problems.filter((p) => p.line > 0).map((p) => basename(p.file, '.yaml')));
  return problems.filter((p) => p.line > 0 || !unread.has(/^names ([^ ,]+)/.exec(p.message)?.[1] ?? ''));
}

/** A problem between files names an entry only (`licenses/us-ca-mlt`): its file, and the first line with the word at fault. */
function located(folder: string, p: Problem): Problem {
  if (p.line > 0) return p;
  const end = `/${p.file.split('/').at(-1)!}.yaml`;
  const file = yamlFiles(folder).find((path) =>
    `/${relative(folder, path).split(sep).join('/')}`.endsWith(end),
  );
  if (!file) return { ...p, line: 1 };
  const word = /^(?:cites|names) ([^ ,]+)/.exec(p.message)?.[1];
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = word ? lines.findIndex((line) => line.split(/[\s,[\]{}:'"]+/).includes(word)) : -1;
  return { ...p, file: relative(folder, file), line: Math.max(at, 0) + 1 };
}
