import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ScenarioEntry } from '#content/laboratory/index.ts';
import { parseYaml, yamlFiles, type Problem } from '#content/load.server.ts';

/** The scenarios of a content folder (laboratory/scenarios), by id, in the order of the design's list of types. */
export function loadScenarios(contentFolder: string): {
  scenarios: Map<string, ScenarioEntry>;
  problems: Problem[];
} {
  const name = (path: string) => relative(contentFolder, path).split(sep).join('/');
  const folder = join(contentFolder, 'laboratory', 'scenarios');
  const problems: Problem[] = [];
  const read: ScenarioEntry[] = [];
  for (const path of existsSync(folder) ? yamlFiles(folder) : []) {
    const parsed = parseYaml(readFileSync(path, 'utf8'), ScenarioEntry, name(path));
    if ('problems' in parsed) problems.push(...parsed.problems);
    else if (!path.endsWith(`${sep}${parsed.value.id}.yaml`))
      problems.push({
        file: name(path),
        line: 1,
        path: 'id',
        message: `a file of another name than ${parsed.value.id}`,
      });
    else read.push(parsed.value);
  }
  const place = (s: ScenarioEntry) => (s.type === 'composite' ? Infinity : s.type);
  read.sort((a, b) => place(a) - place(b) || a.level - b.level || (a.id < b.id ? -1 : 1));
  return { scenarios: new Map(read.map((s) => [s.id, s])), problems };
}
