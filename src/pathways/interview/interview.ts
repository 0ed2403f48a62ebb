import type { LeafKind } from '#content/index.ts';
import { LEAF_KINDS } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { judge } from '../compile.ts';
import { prepare } from '../facts.ts';
import { build } from '../plan/build.ts';
import { enlistingServes } from '../plan/enlisting.ts';
import { situationOf, type Planner } from '../plan/frontier.ts';
import { MET } from '../verdict.ts';
import type { Answers } from './answers.ts';
import type { Question, Sense } from './question.ts';
import { QUESTIONS } from './questions.ts';

/** Asked before anything can be known to matter or not. */
const FIRST = new Set(['goal', 'state']);

export type Progress = {
  /** The question to ask now; null = nothing more could change the plan. */
  next: Question | null;
  /** The questions that matter, answered or not, in order. */
  all: Question[];
  answered: number;
  sense: Sense;
};

/** Where the interview stands: only questions whose answer can still matter for the goal are left. */
export function progress(planner: Planner, record: PersonRecord, answers: Answers, on: Day): Progress {
  const situation =
    answers.goal === null ? null : situationOf(planner, record, answers.goal, record.limits, on);
  const kinds: ReadonlySet<LeafKind> = situation
    ? new Set(build(situation).wants.map((w) => w.rule.kind as LeafKind))
    : new Set(LEAF_KINDS);
  const enlisting =
    answers.goal === null || enlistingServes(planner, record, answers.goal, record.limits, on);
  const sense: Sense = { record, answers, kinds, enlisting };
  const reached =
    situation !== null &&
    judge(situation.target.rule, prepare(record), { on, state: situation.state }) === MET;
  const all = QUESTIONS.filter(
    (q) => FIRST.has(q.id) || (reached ? answers.asked.includes(q.id) : q.matters(sense)),
  );
  const next = all.find((q) => !answers.asked.includes(q.id)) ?? null;
  return { next, all, answered: all.filter((q) => answers.asked.includes(q.id)).length, sense };
}
