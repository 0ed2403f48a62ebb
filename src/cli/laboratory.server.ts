import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { nearest } from '#kernel/nearest.ts';
import { loadLaboratory, type Laboratory } from '#laboratory/load.server.ts';
import { contentRoot } from './content-folder.server.ts';
import { BadInput } from './refusal.ts';

/** Our own laboratory; what is wrong with it is our fault, and not the caller's. */
export function laboratory(): Laboratory {
  const read = loadLaboratory(contentRoot());
  if ('laboratory' in read) return read.laboratory;
  throw new Error(read.problems.map((p) => `${p.file}:${p.line} ${p.path} ${p.message}`).join('\n'));
}

/** The scenario of this id, or the nearest one named in the refusal. */
export function scenarioOf({ scenarios }: Laboratory, id: string): ScenarioEntry {
  const found = scenarios.get(id);
  if (found) return found;
  const [near] = nearest(id, [...scenarios.keys()], 1);
  throw new BadInput(
    `there is no scenario ${JSON.stringify(id)}${near ? `; did you mean ${near}?` : ''}; benchpath lab list names them`,
  );
}
