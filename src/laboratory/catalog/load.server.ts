import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { z } from 'zod';
import { Sources } from '#content/index.ts';
import {
  AnalyteEntry, camel, FaultEntry, FluidEntry, INTERFERENCES, PanelEntry, POLICIES, TubeEntry,
} from '#content/laboratory/index.ts'; // prettier-ignore
import { parseYaml, yamlFiles, type Problem } from '#content/load.server.ts';
import { openParsed } from '#content/parsed.server.ts';
import { analyteOf } from './analyte.ts';
import { faultOf } from './authority.ts';
import type { Catalog } from './catalog.ts';
import { unreadableIn } from './expressions.ts';
import { missingIn } from './named.ts';
import { fluidOf, panelOf, tubeOf } from './specimen.ts';

/** Folders that hold one entry a file, each file named by its id. */
const SHELVES = {
  analytes: [AnalyteEntry, analyteOf],
  tubes: [TubeEntry, tubeOf],
  fluids: [FluidEntry, fluidOf],
  panels: [PanelEntry, panelOf],
  faults: [FaultEntry, faultOf],
} as const;
const WHOLE = { policies: POLICIES, interferences: INTERFERENCES } as const;

/**
 * Reads content/laboratory. Every citation must be a source of content/sources, and every id that one file names must have
 * its own. Problems name file (below the content folder) and line; a catalog with problems is not to be used.
 */
export function loadCatalog(contentFolder: string): { catalog: Catalog; problems: Problem[] } {
  const problems: Problem[] = [];
  const kept = openParsed(contentFolder);
  const texts = new Map<string, string>();
  const read = <T>(path: string, schema: z.ZodType<T>): T | null => {
    const file = relative(contentFolder, path).split(sep).join('/');
    const text = readFileSync(path, 'utf8');
    texts.set(file, text);
    const parsed = parseYaml(text, schema, file, kept);
    if ('value' in parsed) return parsed.value;
    problems.push(...parsed.problems);
    return null;
  };
  const filesOf = (...folder: string[]) => {
    const path = join(contentFolder, ...folder);
    return existsSync(path) ? yamlFiles(path) : [];
  };
  const at = (file: string, word: string, message: string) => {
    const line = (texts.get(file) ?? '').split('\n').findIndex((l) => l.split(/[^\w-]+/).includes(word)) + 1;
    problems.push({ file, line: Math.max(line, 1), path: '', message });
  };

  const sources = new Set(
    filesOf('sources')
      .flatMap((path) => read(path, Sources)?.sources ?? [])
      .map((s) => s.id),
  );
  const cites = (file: string, value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) cites(file, inner);
    else if (value && typeof value === 'object')
      for (const [key, inner] of Object.entries(value))
        if (key === 'cite') {
          for (const { source } of inner as { source: string }[])
            if (!sources.has(source)) at(file, source, `cites ${source}, which is not in sources`);
        } else cites(file, inner);
  };

  const catalog = { policies: {}, interferences: {} } as unknown as Catalog;
  for (const [name, [schema, made]] of Object.entries(SHELVES)) {
    const shelf = new Map<string, unknown>();
    (catalog as unknown as { [name: string]: unknown })[name] = shelf;
    for (const path of filesOf('laboratory', name)) {
      const file = relative(contentFolder, path).split(sep).join('/');
      const entry = read(path, schema as z.ZodType<{ id: string; department?: string }>);
      if (!entry) continue;
      cites(file, entry);
      const home = name === 'analytes' ? `${name}/${entry.department}` : name;
      if (file !== `laboratory/${home}/${entry.id}.yaml`)
        at(file, entry.id, `belongs in laboratory/${home}/${entry.id}.yaml by its id`);
      if (shelf.has(entry.id)) at(file, entry.id, `${entry.id} is used twice`);
      shelf.set(entry.id, (made as (e: never) => unknown)(entry as never));
    }
    if (shelf.size === 0)
      problems.push({ file: `laboratory/${name}`, line: 0, path: '', message: 'holds no file' });
  }
  for (const [name, schemas] of Object.entries(WHOLE)) {
    for (const [id, schema] of Object.entries(schemas)) {
      const file = `laboratory/${name}/${id}.yaml`;
      if (!existsSync(join(contentFolder, file))) {
        problems.push({ file, line: 0, path: '', message: 'no such file' });
        continue;
      }
      const value = read(join(contentFolder, file), schema as z.ZodType);
      cites(file, value);
      (catalog[name as 'policies'] as { [id: string]: unknown })[camel(id)] = value;
    }
    for (const path of filesOf('laboratory', name))
      if (!Object.hasOwn(schemas, basename(path, '.yaml')))
        problems.push({
          file: relative(contentFolder, path),
          line: 1,
          path: '',
          message: 'nothing reads this file',
        });
  }
  // Names are compared once every file could be read; before that half of them would seem to be missing.
  if (problems.length > 0) return { catalog, problems };
  for (const { file, kind, id } of missingIn(catalog))
    at(`laboratory/${file}.yaml`, id, `names the ${kind} ${id}, which is not on file`);
  for (const { file, text, message } of unreadableIn(catalog)) {
    const lines = texts.get(`laboratory/${file}.yaml`)!.split('\n');
    const line = lines.findIndex((l) => l.includes(text)) + 1;
    problems.push({
      file: `laboratory/${file}.yaml`,
      line: Math.max(line, 1),
      path: '',
      message: `"${text}": ${message}`,
    });
  }
  return { catalog, problems };
}
