import { join } from 'node:path';
import { loadLaboratory, type Laboratory } from '../../load.server.ts';

const read = loadLaboratory(join(import.meta.dirname, '../../../../content'));
if ('problems' in read)
  throw new Error(read.problems.map((p) => `${p.file}:${p.line} ${p.message}`).join('\n'));

/** The laboratory of the product's own content. */
export const LABORATORY: Laboratory = read.laboratory;

export const scenario = (id: string) => {
  const found = LABORATORY.scenarios.get(id);
  if (!found) throw new Error(`no scenario ${id}`);
  return found;
};
