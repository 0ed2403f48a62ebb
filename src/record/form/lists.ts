import type { Option } from '../words.ts';

/** One of a list that content knows; `short` is its name inside a sentence, `group` where it stands in a long list. */
export type Listed = Option & { short?: string; group?: string };

/** What is on file to choose from. `courses` are parts of subjects; `topics` what rules ask training in. */
export type ListName = 'credentials' | 'licenses' | 'states' | 'subjects' | 'courses' | 'fields' | 'topics';
export type Lists = { [name in ListName]: readonly Listed[] };

/** What something on a list is called inside a sentence; what is on no list, as it is. */
export function nameIn(list: readonly Listed[], value: string): string {
  const found = list.find((o) => o.value === value);
  return found?.short ?? found?.label ?? value;
}
