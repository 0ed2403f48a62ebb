import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadFormulas } from '#formulas/load.server.ts';
import { loadCatalog } from '#laboratory/catalog/load.server.ts';
import { unitProblems } from '#laboratory/catalog/units.server.ts';
import { loadPopulation } from '#laboratory/world/load.server.ts';
import { contentRoot } from './content-folder.server.ts';
import { json, readWords, type Command } from './command.ts';
import { libraryFrom, problemLines } from './library-input.server.ts';
import { BadInput } from './refusal.ts';

export const checkCommand: Command = async (words) => {
  const named = words.some((w) => !w.startsWith('-'));
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    named ? ['FOLDER'] : [],
    'rules check',
  );
  const folder = positionals[0] ?? contentRoot();
  const library = libraryFrom(folder);
  const formulas = formulasIn(folder);
  const laboratory = laboratoryIn(folder);
  const rules = [...library.credentials.values(), ...library.licenses.values(), ...library.roles.values()];
  const counts = {
    credentials: library.credentials.size,
    licenses: library.licenses.size,
    roles: library.roles.size,
    pathways: rules.reduce((sum, r) => sum + r.pathways.length, 0),
    places: library.jurisdictions.size,
    moves: library.moves.size,
    'continuing education': library.continuing.size,
    sources: library.sources.size,
    ...formulas,
    ...laboratory,
  };
  if (values['json']) return json({ folder, counts, problems: [] });
  const parts = Object.entries(counts).map(([what, n]) => `${n} ${what}`);
  return `No problems in ${folder}: ${parts.join(', ')}.\n`;
};

/** How many formulas are in a content folder; {} where it holds none. */
function formulasIn(folder: string): { [what: string]: number } {
  if (!existsSync(join(folder, 'formulas'))) return {};
  const { formulas, problems } = loadFormulas(folder);
  if (problems.length > 0) throw new BadInput(...problemLines(folder, problems));
  return { formulas: formulas.byId.size };
}

/** How much of the laboratory is in a content folder; {} where it holds none. */
function laboratoryIn(folder: string): { [what: string]: number } {
  if (!existsSync(join(folder, 'laboratory'))) return {};
  const { catalog, problems } = loadCatalog(folder);
  if (problems.length === 0) problems.push(...unitProblems(catalog));
  const population = loadPopulation(folder);
  if ('problems' in population) problems.push(...population.problems);
  if (problems.length > 0) throw new BadInput(...problemLines(folder, problems));
  return { analytes: catalog.analytes.size, panels: catalog.panels.size, faults: catalog.faults.size };
}
