import type { Day } from '#kernel/dates.ts';
import type { Record } from '#record/index.ts';
import { judgeGoal, judgeWay, nameOf, prepare, type Rulebook, type Verdict } from '#pathways/index.ts';

/** One goal whose verdict, or that of one of its pathways, differs; null = not on file. */
export type VerdictChange = {
  record: string;
  id: string;
  before: Verdict | null;
  after: Verdict | null;
  pathways: { id: string; before: Verdict | null; after: Verdict | null }[];
};

/** Whose verdicts differ between two rulebooks, by rule and pathway. */
export function verdictChanges(
  before: Rulebook,
  after: Rulebook,
  records: readonly { name: string; record: Record }[],
  on: Day,
): VerdictChange[] {
  const ids = [...new Set([...before.goals.keys(), ...after.goals.keys()])];
  return records.flatMap(({ name, record }) => {
    const facts = prepare(record);
    const verdictsIn = (book: Rulebook, id: string) => {
      const goal = book.goals.get(id);
      const at = { on, state: null };
      const ways = new Map<string, Verdict>(goal?.ways.map((w) => [w.id, nameOf(judgeWay(w, facts, at))]));
      return { whole: goal ? nameOf(judgeGoal(goal, facts, at)) : null, ways };
    };
    return ids.flatMap((id) => {
      const [old, now] = [verdictsIn(before, id), verdictsIn(after, id)];
      const ways = [...new Set([...old.ways.keys(), ...now.ways.keys()])]
        .map((way) => ({ id: way, before: old.ways.get(way) ?? null, after: now.ways.get(way) ?? null }))
        .filter((way) => way.before !== way.after);
      return old.whole !== now.whole || ways.length > 0
        ? [{ record: name, id, before: old.whole, after: now.whole, pathways: ways }]
        : [];
    });
  });
}
