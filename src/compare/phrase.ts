import { parts, type Condition } from '#content/index.ts';
import { describe, type NameOf } from '#pathways/index.ts';

type Fits = (condition: Condition) => boolean;

/** The fitting parts of a condition, wherever they stand in it. */
export function fitting(condition: Condition, fits: Fits): Condition[] {
  return fits(condition) ? [condition] : parts(condition).flatMap((c) => fitting(c, fits));
}

/** The fitting leaves of a condition as one phrase: "or" inside `any`, "and" elsewhere. Empty = it has none. */
export function phrase(condition: Condition, fits: Fits, name: NameOf): string {
  if (fits(condition)) return describe(condition, name);
  const same = sameWorkInAny(condition);
  if (same && fits(same)) return `${describe(same, name)}, all in one specialty`;
  const said = [...new Set(parts(condition).map((c) => phrase(c, fits, name)))];
  const choice = 'any' in condition || 'at_least' in condition;
  const asked = said.filter(Boolean);
  // One branch of a choice may ask for nothing of the kind; then what the others ask is not asked of everyone.
  const partial = choice && asked.length > 0 && asked.length < said.length;
  return asked.join(choice ? '; or ' : '; and ') + (partial ? ' (in some of its cases)' : '');
}

/** A choice among equal spans of work, one for each specialty, as that span without a specialty. */
function sameWorkInAny(condition: Condition): Condition | null {
  if (!('any' in condition) || condition.any.length < 3) return null;
  const plain = condition.any.map((c): Condition | null => {
    // Beside the work may stand a part that could not be read.
    const [work, ...more] = parts(c).length > 0 && 'all' in c ? c.all.filter((p) => !('unread' in p)) : [c];
    if (!work || more.length > 0 || !('experience' in work)) return null;
    const { disciplines: _, ...rest } = work.experience;
    return { experience: { ...rest, cover: 'all' } };
  });
  const first = plain[0];
  return first && plain.every((p) => JSON.stringify(p) === JSON.stringify(first)) ? first : null;
}

export const capital = (text: string): string => (text ? text[0]!.toUpperCase() + text.slice(1) : '');
export const sentence = (text: string): string => (text ? `${capital(text)}.` : '');
