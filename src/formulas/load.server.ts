import { existsSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { FormulaFile, Sources, type Source } from '#content/index.ts';
import { readYaml, yamlFiles, type Problem } from '#content/load.server.ts';
import { openParsed } from '#content/parsed.server.ts';
import { z } from 'zod';
import { formulaOf, type Formula } from './formula.ts';
import type { Formulas } from './names.ts';

const Read = FormulaFile.transform((file, context): Formula => {
  const read = formulaOf(file);
  if ('formula' in read) return read.formula;
  for (const { path, message } of read.flaws) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** The formulas of a content folder, and the sources they cite. */
export type FormulasOnFile = { formulas: Formulas; sources: ReadonlyMap<string, Source> };

/** Those of a folder that has no problems; else it throws, with a line for each. */
export function soundFormulas(folder: string): FormulasOnFile {
  const { problems, ...read } = loadFormulas(folder);
  if (problems.length === 0) return read;
  throw new Error(problems.map((p) => `${p.file}:${p.line} ${p.path} ${p.message}`).join('\n'));
}

/**
 * Reads formulas/ and sources/ of a content folder. Problems name file and line: a wrong shape, an expression that cannot be
 * read, an example that does not come out, a source that is not on file. A folder without formulas/ has none.
 */
export function loadFormulas(folder: string): FormulasOnFile & { problems: Problem[] } {
  const problems: Problem[] = [];
  const kept = openParsed(folder);
  const sources = new Map<string, Source>();
  const byId = new Map<string, Formula>();
  const byName = new Map<string, Formula>();
  const each = <T>(shelf: string, schema: z.ZodType<T>, put: (value: T, file: string) => void): void => {
    const home = join(folder, shelf);
    for (const path of existsSync(home) ? yamlFiles(home) : []) {
      const read = readYaml(folder, path, schema, kept);
      const file = relative(folder, path).split(sep).join('/');
      if ('value' in read) put(read.value, file);
      else problems.push(...read.problems);
    }
  };
  each('sources', Sources, (value) => {
    for (const source of value.sources) sources.set(source.id, source);
  });
  each('formulas', Read, (formula, file) => {
    const say = (path: string, message: string): void => void problems.push({ file, line: 1, path, message });
    const { id, also } = formula.file;
    if (id !== basename(file, '.yaml')) say('id', `the id ${id} and the file's name differ`);
    byId.set(id, formula);
    for (const name of [id, ...also]) {
      const other = byName.get(name);
      if (other)
        say('also', `${name} is ${other === formula ? 'there twice' : `a name of ${other.file.id} too`}`);
      byName.set(name, formula);
    }
    for (const cite of citedIn(formula))
      if (!sources.has(cite)) say('cite', `cites ${cite}, which is not in sources`);
  });
  return { formulas: { byId, byName }, sources, problems };
}

const citedIn = ({ file }: Formula): Set<string> =>
  new Set(
    [file, ...file.limits, ...file.examples].flatMap((part) =>
      'cite' in part ? part.cite.map((c) => c.source) : [],
    ),
  );
