import { nearest } from '#kernel/nearest.ts';
import type { Formula } from './formula.ts';

/** All formulas, by id and by every other spelling of it. */
export type Formulas = { byId: ReadonlyMap<string, Formula>; byName: ReadonlyMap<string, Formula> };

/** How a name is compared: `Corrected_Ca`, `corrected ca` and `corrected-ca` are one. */
export const nameOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');

/** The formula of that name, or the names nearest to it. */
export function find(formulas: Formulas, text: string): { formula: Formula } | { near: string[] } {
  const formula = formulas.byName.get(nameOf(text));
  return formula ? { formula } : { near: nearest(text, formulas.byName.keys()) };
}
