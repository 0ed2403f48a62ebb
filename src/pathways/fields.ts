import type { FIELDS } from '#kernel/words.ts';
import { MET, UNKNOWN, UNMET, most, type V } from './verdict.ts';

type Family = (typeof FIELDS)[number];

/** Written degree fields and the families they belong to. A field not listed here is asked about, not guessed. */
const FAMILIES: { [field: string]: readonly Family[] } = {
  biology: ['biological', 'natural-science', 'any-science'],
  microbiology: ['biological', 'natural-science', 'any-science'],
  'molecular-biology': ['biological', 'natural-science', 'any-science'],
  'cell-biology': ['biological', 'natural-science', 'any-science'],
  genetics: ['biological', 'natural-science', 'any-science'],
  immunology: ['biological', 'natural-science', 'any-science'],
  physiology: ['biological', 'natural-science', 'any-science'],
  zoology: ['biological', 'natural-science', 'any-science'],
  botany: ['biological', 'natural-science', 'any-science'],
  'biological-science': ['biological', 'natural-science', 'any-science'],
  biochemistry: ['biological', 'chemical', 'natural-science', 'any-science'],
  chemistry: ['chemical', 'natural-science', 'any-science'],
  'chemical-science': ['chemical', 'natural-science', 'any-science'],
  physics: ['physical', 'natural-science', 'any-science'],
  'physical-science': ['physical', 'natural-science', 'any-science'],
  geology: ['physical', 'natural-science', 'any-science'],
  mathematics: ['mathematics'],
  nursing: ['nursing'],
  'medical-laboratory-science': ['clinical-laboratory', 'any-science'],
  'clinical-laboratory-science': ['clinical-laboratory', 'any-science'],
  'medical-technology': ['clinical-laboratory', 'any-science'],
  'medical-laboratory-technology': ['clinical-laboratory', 'any-science'],
  'laboratory-science': ['clinical-laboratory', 'any-science'],
  cytotechnology: ['cytotechnology', 'any-science'],
  histotechnology: ['histotechnology', 'any-science'],
  'liberal-arts': [],
  business: [],
  education: [],
  english: [],
  history: [],
  psychology: [],
  'computer-science': [],
  engineering: [],
  arts: [],
  'other-non-science': [],
};

export const KNOWN_FIELDS: readonly string[] = Object.keys(FAMILIES);

/** Does a written field belong to one of the families? Not told, or not on our list: unknown. */
export function fieldFits(field: string | null, families: readonly Family[] | undefined): V {
  if (!families) return MET;
  if (field === null) return UNKNOWN;
  const known = FAMILIES[field];
  if (!known) return UNKNOWN;
  return known.reduce<V>((v, family) => most(v, families.includes(family) ? MET : UNMET), UNMET);
}
