import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ClassEntry, PopulationEntry } from '#content/laboratory/index.ts';
import { yamlFiles } from '#content/load.server.ts';
import { loadCatalog } from '../../catalog/load.server.ts';
import type { Told } from './told.ts';

/** What is on file, for `probe`. */
export function toldFrom(contentFolder: string): Told {
  const { catalog } = loadCatalog(contentFolder);
  const read = (path: string): unknown => parse(readFileSync(path, 'utf8'));
  const folder = join(contentFolder, 'laboratory');
  return {
    shelves: {
      analytes: [...catalog.analytes.values()],
      tubes: [...catalog.tubes.values()],
      fluids: [...catalog.fluids.values()],
    },
    written: PopulationEntry.parse(read(join(folder, 'population.yaml'))),
    classes: yamlFiles(join(folder, 'classes')).map((path) => ClassEntry.parse(read(path))),
  };
}
