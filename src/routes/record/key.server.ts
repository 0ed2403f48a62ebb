import { createHash } from 'node:crypto';
import type { Entry } from '#record/form/index.ts';

/**
 * What an entry is addressed by: what it says, not where it stands, so that an old tab never changes or removes the
 * entry that has its place by now. Entries that say the same are the same.
 */
export const keyOf = (entry: Entry): string => {
  const told = Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22);
};
