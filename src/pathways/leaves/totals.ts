import type { FCourse } from '../entries.ts';
import type { Chain } from '../facts.ts';
import { allIn, bitsOfSubjects, partsOf, placeOf } from '../subjects.ts';

// Hours by subject where every hour was told and every course counts, made ready for one leaf.

/** A subject and its parts, each by its place among the subjects. */
type Tree = { place: number; parts: Tree[] };
const treeOf = (subject: string): Tree => ({ place: placeOf(subject), parts: partsOf(subject).map(treeOf) });

/** Hours by a subject's place, written anew each time. */
const hoursBy = new Float64Array(32);

/** A subject's own hours or, where more, its parts' hours. */
function hoursOf(tree: Tree): number {
  let parts = 0;
  for (let i = 0; i < tree.parts.length; i++) parts += hoursOf(tree.parts[i]!);
  return Math.max(hoursBy[tree.place]!, parts);
}

/** Semester hours of one subject: its own or, where more, its parts'. */
export function totalOf(subject: string): (courses: Chain<FCourse>) => number {
  const tree = treeOf(subject);
  const self = bitsOfSubjects([subject]);
  const inside = bitsOfSubjects(allIn(subject));
  // Parts that have parts themselves, and those: where both stand in a record they must not be counted twice.
  const dividedParts = [...allIn(subject)].filter((s) => s !== subject && partsOf(s).length > 0);
  const divided = bitsOfSubjects(dividedParts);
  const deeper = bitsOfSubjects(dividedParts.flatMap(partsOf));
  return (courses) => {
    let own = 0;
    let parts = 0;
    let touched = 0;
    for (let c = courses; c; c = c.next) {
      if (!(c.own & inside)) continue;
      touched |= c.own;
      if (c.own === self) own += c.hours!;
      else parts += c.hours!;
    }
    if (!(touched & divided && touched & deeper)) return Math.max(own, parts);
    hoursBy.fill(0);
    for (let c = courses; c; c = c.next) if (c.own & inside) hoursBy[31 - Math.clz32(c.own)]! += c.hours!;
    return hoursOf(tree);
  };
}
