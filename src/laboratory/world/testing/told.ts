import type { Catalog } from '../../catalog/index.ts';
import { populationOf, type DiseaseClass, type Population } from '../index.ts';

/** Catalog and population as plain values, so that they can be handed to another process or a browser. */
export type Told = {
  readonly shelves: { readonly [shelf: string]: readonly { readonly id: string }[] };
  readonly written: Parameters<typeof populationOf>[0];
  readonly classes: readonly DiseaseClass[];
};

export function loadedFrom({ shelves, written, classes }: Told): {
  catalog: Catalog;
  population: Population;
} {
  const maps = Object.entries(shelves).map(([name, list]) => [name, new Map(list.map((e) => [e.id, e]))]);
  const population = populationOf(written, classes);
  if ('problems' in population) throw new Error(population.problems.join('\n'));
  return { catalog: Object.fromEntries(maps) as Catalog, population };
}
