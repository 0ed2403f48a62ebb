import { isoOf } from '#kernel/dates.ts';
import { namesIn } from '../assess.ts';
import { describe } from '../describe.ts';
import { holdsLeaf, pathwayOf } from './pathway-of.ts';
import type { Deadline } from './plan.ts';
import type { Timetable } from './timetable.ts';

/** Days on which something the plan uses would have lapsed: what must be done by then. */
export function deadlinesOf(t: Timetable): Deadline[] {
  const { s, built } = t;
  const name = namesIn(s.book);
  const found = new Map<string, Deadline>();
  for (const p of t.placed) {
    const rule = pathwayOf(t, p)?.rule ?? p.option.begin;
    if (!rule) continue;
    const begin = p.from - s.on;
    for (const want of built.wants) {
      if (!holdsLeaf(rule, want.rule)) continue;
      const held = built.problem.have.find(
        (h) => h.atom === want.atom && h.from <= begin && begin <= h.until,
      );
      if (!held || held.until === Infinity) continue;
      const on = isoOf(s.on + held.until);
      const what = `${p.option.name}: after this day you no longer have ${describe(want.rule.condition, name)}`;
      found.set(on + what, { on, what });
    }
  }
  return [...found.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}
