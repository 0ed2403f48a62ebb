import { isText } from '#kernel/text.ts';
import type { Json } from './token.ts';

const DEEPEST = 30;
/** Putting a badge into its one order takes longer with every object: 1,000 take a fraction of a second. */
const MOST_OBJECTS = 1000;

/** What a signature covers: a proof inside the badge its meaning (its RDF), the signature of a token its letters. */
export type Covered = 'meaning' | 'letters';

/**
 * What no badge holds, in words; null when there is nothing of the kind.
 *
 * A Data Integrity proof covers the meaning of a badge, not its letters. The same meaning can be written so that
 * it looks like something else, or so that whoever looks for a key does not find it: a full address in the place of a key,
 * `{"@value": …}`, a key with `null`, which means nothing and is not signed. Such writing is refused, so that what is shown
 * and looked at here is what was signed.
 */
export function oddIn(badge: Json, covered: Covered): string | null {
  const waiting: { value: unknown; depth: number; top: boolean }[] = [{ value: badge, depth: 0, top: true }];
  let objects = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: each, depth, top } = next;
    if (each === null && covered === 'meaning') return 'it holds a null, which no signature covers';
    if (typeof each === 'string' && !isText(each))
      return 'it holds a character that no text has, such as U+0000';
    if (typeof each !== 'object' || each === null) continue;
    if (++objects > MOST_OBJECTS)
      return `it has more than ${MOST_OBJECTS} parts, which no honest badge needs`;
    if (depth > DEEPEST) return `its parts stand more than ${DEEPEST} deep in one another`;
    if (covered === 'meaning' && !top && isAlso(each, badge))
      return 'it speaks of itself in a second place, where a part of it can be hidden';
    for (const [key, inner] of Object.entries(each)) {
      const fault = Array.isArray(each) ? null : faultOfKey(key, covered, top);
      if (fault) return fault;
      waiting.push({ value: inner, depth: depth + 1, top: false });
    }
  }
  return null;
}

/** Two objects of one id are one thing to a proof: a part of the badge could be moved away from where it is looked for. */
const isAlso = (each: object, badge: Json): boolean =>
  'id' in each && typeof each.id === 'string' && each.id === badge['id'] && Object.keys(each).length > 1;

/** @param top only there may `@context` stand */
function faultOfKey(key: string, covered: Covered, top: boolean): string | null {
  if (key === '__proto__' || !isText(key)) return 'it has a key that no badge has';
  if (covered === 'letters') return null;
  const shown = JSON.stringify(key.slice(0, 60));
  if (key.startsWith('@') && !(top && key === '@context'))
    return `it uses ${shown}, with which a badge can look other than what was signed`;
  if (key.includes(':'))
    return `it uses the address ${shown} as a key, with which a part of a badge can be hidden`;
  return null;
}
