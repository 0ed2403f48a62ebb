import type { ScenarioEntry } from '#content/laboratory/index.ts';
import type { Problem } from '#content/load.server.ts';
import { loadCatalog } from './catalog/load.server.ts';
import type { Made } from './shift/index.ts';
import { loadScenarios } from './shift/load.server.ts';
import { loadPopulation } from './world/load.server.ts';

/** What the laboratory is made of: its facts, whom patients are drawn from, and its scenarios by id, in the order of their types. */
export type Laboratory = Made & { scenarios: Map<string, ScenarioEntry> };

/** Reads content/laboratory whole. With problems it is not to be used. */
export function loadLaboratory(contentFolder: string): { laboratory: Laboratory } | { problems: Problem[] } {
  const { catalog, problems } = loadCatalog(contentFolder);
  const people = loadPopulation(contentFolder);
  const { scenarios, problems: unread } = loadScenarios(contentFolder);
  const all = [...problems, ...('problems' in people ? people.problems : []), ...unread];
  return 'population' in people && all.length === 0
    ? { laboratory: { catalog, population: people.population, scenarios } }
    : { problems: all };
}
