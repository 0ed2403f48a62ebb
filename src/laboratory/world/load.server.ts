import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseYaml, yamlFiles, type Problem } from '#content/load.server.ts';
import { ClassEntry, PopulationEntry } from '#content/laboratory/population.ts';
import { populationOf, type Population } from './population.ts';

/** Whom the simulation draws from: content/laboratory/population.yaml and classes/. `root`: the folder that holds `content`. */
export function loadPopulation(root: string): { population: Population } | { problems: Problem[] } {
  const folder = join(root, 'content', 'laboratory');
  const file = join(folder, 'population.yaml');
  const written = parseYaml(readFileSync(file, 'utf8'), PopulationEntry, relative(root, file));
  const problems: Problem[] = 'problems' in written ? [...written.problems] : [];
  const classes = yamlFiles(join(folder, 'classes')).flatMap((path) => {
    const read = parseYaml(readFileSync(path, 'utf8'), ClassEntry, relative(root, path));
    if ('problems' in read) problems.push(...read.problems);
    return 'value' in read ? [read.value] : [];
  });
  if (!('value' in written) || problems.length > 0) return { problems };
  const made = populationOf(written.value, classes);
  if (!('problems' in made)) return { population: made };
  return {
    problems: made.problems.map((message) => ({ file: relative(root, file), line: 1, path: '', message })),
  };
}
