import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ClassEntry, PopulationEntry } from '#content/laboratory/index.ts';
import { parseYaml, yamlFiles, type Problem } from '#content/load.server.ts';
import { populationOf, type Population } from './population.ts';

/** Whom the simulation draws from: laboratory/population.yaml and laboratory/classes of the content folder. */
export function loadPopulation(contentFolder: string): { population: Population } | { problems: Problem[] } {
  const name = (path: string) => relative(contentFolder, path).split(sep).join('/');
  const file = join(contentFolder, 'laboratory', 'population.yaml');
  if (!existsSync(file))
    return { problems: [{ file: name(file), line: 0, path: '', message: 'no such file' }] };
  const written = parseYaml(readFileSync(file, 'utf8'), PopulationEntry, name(file));
  const problems: Problem[] = 'problems' in written ? [...written.problems] : [];
  const folder = join(contentFolder, 'laboratory', 'classes');
  const classes = (existsSync(folder) ? yamlFiles(folder) : []).flatMap((path) => {
    const read = parseYaml(readFileSync(path, 'utf8'), ClassEntry, name(path));
    if ('problems' in read) problems.push(...read.problems);
    else if (!path.endsWith(`${sep}${read.value.id}.yaml`))
      problems.push({
        file: name(path),
        line: 1,
        path: 'id',
        message: `a file of another name than ${read.value.id}`,
      });
    return 'value' in read ? [read.value] : [];
  });
  if (!('value' in written) || problems.length > 0) return { problems };
  const made = populationOf(written.value, classes);
  if (!('problems' in made)) return { population: made };
  return { problems: made.problems.map((message) => ({ file: name(file), line: 1, path: '', message })) };
}
