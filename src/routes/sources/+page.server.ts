import { app } from '../../app.server.ts';
import { citedBy } from '#content/index.ts';
import { sourceGroups } from './groups.ts';

export const csr = false;

export function load() {
  const { library, wages } = app();
  const citing = citedBy(library, wages);
  return { groups: sourceGroups(library, citing), count: library.sources.size };
}
