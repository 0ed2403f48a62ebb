import { basename, relative, sep } from 'node:path';
import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { readYaml, yamlFiles, type Problem } from './load.server.ts';
import { Continuing } from './continuing.ts';
import { Coverage } from './coverage.ts';
import { Assumptions, Move } from './move.ts';
import { Credential, FederalRole, License } from './pathway.ts';
import { Body, Jurisdiction, Jurisdictions, Sources, Topic, type Source } from './place.ts';
import { openParsed } from './parsed.server.ts';
import { referenceProblems } from './references.ts';

/** Everything on file, by id. The one thing the rest of the program reads content from. */
export type Library = {
  sources: Map<string, Source>;
  bodies: Map<string, Body>;
  credentials: Map<string, Credential>;
  licenses: Map<string, License>;
  roles: Map<string, FederalRole>;
  jurisdictions: Map<string, Jurisdiction>;
  topics: Map<string, Topic>;
  moves: Map<string, Move>;
  /** Rules of continuing education. */
  continuing: Map<string, Continuing>;
  /** What plans assume where no move and no rule says; a library without it has a problem. */
  assumptions: Assumptions;
  /** What should be on file; null in a library that does not say. */
  coverage: Coverage | null;
};

export type Shelf = { pattern: RegExp; schema: z.ZodType; put: (library: Library, value: never) => unknown };

const put =
  <K extends keyof Library>(key: K) =>
  (library: Library, value: never) =>
    (library[key] as Map<string, unknown>).set((value as { id: string }).id, value);

/** Which schema reads which file, the first that fits. */
const SHELVES: Shelf[] = [
  { pattern: /^coverage\.yaml$/, schema: Coverage, put: (lib, v: Coverage) => (lib.coverage = v) },
  { pattern: /^sources\//, schema: Sources, put: (lib, v: { sources: Source[] }) => v.sources.forEach((s) => lib.sources.set(s.id, s)) },
  { pattern: /^credentials\/bodies\//, schema: Body, put: put('bodies') },
  { pattern: /^(credentials|licenses|federal)\/topics\//, schema: Topic, put: put('topics') },
  { pattern: /^credentials\//, schema: Credential, put: put('credentials') },
  {
    pattern: /^licenses\/jurisdictions\/(none|unsettled)\.yaml$/,
    schema: Jurisdictions,
    put: (lib, v: { jurisdictions: Jurisdiction[] }) => v.jurisdictions.forEach((j) => lib.jurisdictions.set(j.id, j)),
  },
  { pattern: /^licenses\/jurisdictions\//, schema: Jurisdiction, put: put('jurisdictions') },
  { pattern: /^licenses\//, schema: License, put: put('licenses') },
  { pattern: /^federal\//, schema: FederalRole, put: put('roles') },
  { pattern: /^moves\/assumptions\.yaml$/, schema: Assumptions, put: (lib, v: Assumptions) => (lib.assumptions = v) },
  { pattern: /^moves\//, schema: Move, put: put('moves') },
  { pattern: /^continuing\//, schema: Continuing, put: put('continuing') },
];

/** Reads a content folder. Problems name file and line; a library with problems is not to be used. */
export function loadLibrary(folder: string, only?: RegExp): { library: Library; problems: Problem[] } {
  const library = {
    sources: new Map(), bodies: new Map(), credentials: new Map(), licenses: new Map(), roles: new Map(),
    jurisdictions: new Map(), topics: new Map(), moves: new Map(), continuing: new Map(), coverage: null,
  } as unknown as Library; // prettier-ignore
  const problems: Problem[] = [];
  if (!existsSync(folder)) return { library, problems: [{ file: folder, line: 0, path: '', message: 'no such folder' }] };
  const kept = openParsed(folder);
  for (const path of yamlFiles(folder)) {
    const name = relative(folder, path).split(sep).join('/');
    const shelf = SHELVES.find((s) => s.pattern.test(name));
    if (!shelf) continue;
    const read = readYaml(folder, path, shelf.schema, kept);
    if ('problems' in read) {
      problems.push(...read.problems.filter((p) => !only || only.test(p.file)));
      continue;
    }
    const id = (read.value as { id?: string }).id;
    if (id !== undefined && id !== basename(name, '.yaml'))
      problems.push({ file: name, line: 1, path: 'id', message: `the id ${id} and the file's name differ` });
    shelf.put(library, read.value as never);
  }
  if (!library.assumptions && problems.length === 0)
    problems.push({ file: 'moves/assumptions.yaml', line: 0, path: '', message: 'no such file; plans need its figures' });
  return { library, problems: [...problems, ...referenceProblems(library)] };
}
