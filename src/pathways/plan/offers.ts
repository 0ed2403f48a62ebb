import type { LeafOf } from '#content/index.ts';
import type { Facts } from '../facts.ts';
import { hoursOf } from '../leaves/coursework.ts';
import { readyDone } from '../leaves/time.ts';
import type { Draft, Want } from './draft.ts';
import { afterOf } from './giving.ts';
import { examOption, licenseOption } from './granting.ts';
import type { Option } from './option.ts';
import { coursesOption } from './programs.ts';
import { workFor } from './work-asked.ts';

/** Options worth trying for a want: every program, and what is made to measure for its kind of leaf. */
export function offersFor(d: Draft, { rule: { condition: c } }: Want): Option[] {
  const offers = [...d.programs.values()];
  if ('credential' in c)
    for (const id of c.credential.anyOf.map((x) => (typeof x === 'string' ? x : x.id))) {
      const goal = d.s.book.goals.get(id);
      if (goal?.type === 'credential')
        offers.push(d.taken.get(`exam:${id}`)?.option ?? examOption(d.s, goal));
    }
  if ('license' in c)
    for (const id of c.license.anyOf ?? []) {
      const goal = d.s.book.goals.get(id);
      if (goal) offers.push(d.taken.get(`license:${id}`)?.option ?? licenseOption(d.s, goal));
    }
  if ('credits' in c) offers.push(...coursesFor(d, c.credits));
  if ('experience' in c) offers.push(...workFor(d, c.experience));
  return offers;
}

const COURSES: { [subject: string]: string } = {
  chemistry: 'courses-chemistry',
  biology: 'courses-biology',
  science: 'courses-science',
};

/** The semester hours that are missing, and those that a program taken up for something else would leave missing. */
function coursesFor(d: Draft, c: LeafOf<'credits'>['credits']): Option[] {
  const counts = readyDone(c.within);
  const missingOf = ({ coursework: { entries } }: Facts, on = d.s.on) =>
    c.semesterHours -
    c.subjects.reduce(
      (sum, subject) => sum + hoursOf(entries, subject, (x) => counts(x.completed, on)).least,
      0,
    );
  // Hours that may come from several subjects are planned in the first that has courses of its own.
  const subject = c.subjects.find((name) => COURSES[name]) ?? c.subjects[0]!;
  const move = d.s.library.moves.get(COURSES[subject] ?? 'courses-general')!;
  const courses = (hours: number, after: string[]) =>
    coursesOption(d.s, move, subject, Math.ceil(hours * 10) / 10, after);
  const missing = missingOf(d.idle);
  const partly = [...d.programs.values()].flatMap((p) => {
    if (!d.taken.has(p.key) || p.kind !== 'program') return [];
    const left = missingOf(afterOf(d, p).facts);
    return left > 0 && left <= missing / 2 ? [courses(left, [p.key])] : [];
  });
  return missing > 0 ? [courses(missing, []), ...partly] : partly;
}
