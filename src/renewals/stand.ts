import type { Day } from '#kernel/dates.ts';
import type { Answers, Asked, Plan, Rulebook } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import type { Named } from './activity.ts';
import { allocate, type Ledger } from './allocate.ts';
import { deadlines, type Deadline } from './deadlines.ts';
import { holdingsOf, type Rules } from './holdings.ts';

/** What everybody is judged by. `planOf`: the plan that a person is shown first for their goal; null = there is none. */
export type Ground = { book: Rulebook; rules: Rules; planOf: (asked: Asked, on: Day) => Plan | null };

/** What is kept of one person, as far as their renewals rest on it. */
export type Kept = { record: PersonRecord; answers: Answers; activities: readonly Named[] };

/**
 * Where that leaves them on a day, and which days they have to keep. As long as no activity is entered, what was done counts
 * as not told. Without a goal no plan is looked for.
 */
export function stand(
  { record, answers, activities }: Kept,
  { book, rules, planOf }: Ground,
  on: Day,
): { ledger: Ledger; days: Deadline[] } {
  const ledger = allocate(rules, holdingsOf(record), activities.length > 0 ? activities : null, on);
  const { goal, own } = answers;
  const plan = goal === null ? null : planOf({ record, goal, limits: record.limits, own }, on);
  return { ledger, days: deadlines({ book, rules, record, standings: ledger.standings, plan }, on) };
}
