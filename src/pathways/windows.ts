import type { Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { prepare } from './facts.ts';
import { holding } from './plan/timeline.ts';
import { judgeGoal, judgeWay, type Goal, type Way } from './rulebook.ts';
import { MET } from './verdict.ts';

/** Something a person meets the rule for today, and the last day on which they still do, by that way. */
export type Window = { goal: Goal; way: Way; until: Day };

/**
 * What could be applied for on the day and will not be any more before another, if the record stays as it is: a program
 * grows too old, a pathway closes, a certification it rests on lapses. Soonest first.
 */
export function closingWindows(record: PersonRecord, goals: readonly Goal[], on: Day, last: Day): Window[] {
  const facts = prepare(record);
  const found = goals.flatMap((goal): Window[] => {
    const at = (day: Day) => ({ on: day, state: stateOf(goal) ?? record.state ?? null });
    const [open] = holding((day) => judgeGoal(goal, facts, at(day)) === MET, on, last);
    if (!open || open.from > on || open.until >= last) return [];
    const way = goal.ways.find((w) => judgeWay(w, facts, at(open.until)) === MET);
    return way ? [{ goal, way, until: open.until }] : [];
  });
  return found.sort((a, b) => a.until - b.until || (a.goal.id < b.goal.id ? -1 : 1));
}

const stateOf = ({ entry }: Goal) =>
  'jurisdiction' in entry ? entry.jurisdiction.slice(3).toUpperCase() : null;
