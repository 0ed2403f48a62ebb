import { namesIn } from '../assess.ts';
import { describe } from '../describe.ts';
import { holdsLeaf, pathwayOf } from './pathway-of.ts';
import { atomsOf } from './problem.ts';
import type { Placed, Timetable } from './timetable.ts';

/** One thing that a step is for, and the sources that ask for it. */
type Served = { text: string; cite: string[] };

/** What a step is for, in this plan. */
export function servedBy(t: Timetable, p: Placed): Served[] {
  const { s, built } = t;
  const name = namesIn(s.book);
  const given = new Set(p.move.gives.map((g) => g.atom));
  const wants = built.wants.filter((w) => given.has(w.atom));
  const later = t.placed.filter((q) => q.from >= p.end && atomsOf(q.move.needs).some((a) => given.has(a)));
  const served = later.flatMap((q): Served[] => {
    const way = pathwayOf(t, q);
    const asked = atomsOf(q.move.needs);
    const used = wants.filter((w) => (way ? holdsLeaf(way.rule, w.rule) : asked.includes(w.atom)));
    return used.map((w) => ({
      text: `${way?.id ?? q.option.source}: ${describe(w.rule.condition, name)}`,
      cite: w.rule.cite.map((c) => c.source),
    }));
  });
  const goalAtoms = atomsOf(built.problem.goal);
  if (wants.some((w) => goalAtoms.includes(w.atom)))
    served.push({ text: `${s.target.id}: ${s.target.name}`, cite: [] });
  if (p.option.earns && served.length === 0)
    served.push({ text: `pay while you are on the way`, cite: s.pay(p.option.earns, s.state).cite });
  for (const { option } of later)
    if (option.after.includes(p.option.key))
      served.push({ text: `${option.source}: comes before it`, cite: [] });
  return [...new Map(served.map((x) => [x.text, x])).values()];
}
