export { prepare, type Facts } from './facts.ts';
export {
  rulebook,
  findGoal,
  judgeGoal,
  judgeWay,
  standingOn,
  type Goal,
  type Rulebook,
  type RuleType,
  type Way,
} from './rulebook.ts';
export { assess, assessGoal, assessWay, namesIn, type Assessed, type PathwayVerdict } from './assess.ts';
export { compile, judge, type Rule } from './compile.ts';
export { trace, traceFor, type Trace } from './trace.ts';
export { prove, deciding, confidenceOf, weaker, type Proof } from './proof.ts';
export { smallestChanges, type Change } from './changes.ts';
export { settle } from './settle.ts';
export { describe, type NameOf } from './describe.ts';
export { KNOWN_FIELDS } from './fields.ts';
export { KNOWN_SUBJECTS } from './subjects.ts';
export { topicsIn } from './topics.ts';
export { MET, UNKNOWN, UNMET, between, least, most, nameOf, type V, type Verdict } from './verdict.ts';
export { frontier, situationOf, type Frontier, type Planner } from './plan/frontier.ts';
export type { Deadline, Plan, Step } from './plan/plan.ts';
export { shownPlans } from './plan/shown.ts';
export {
  limitsOf,
  DEFAULT_LIMITS,
  HORIZON_YEARS,
  type OwnFigures,
  type Pay,
  type PayOf,
  type Used,
} from './plan/situation.ts';
export { enlistingServes } from './plan/enlisting.ts';
export { closingWindows, type Window } from './windows.ts';
export { proofsOf } from './plan/proofs.ts';
export { changes, doors, type Door } from './plan/doors.ts';
export {
  changed,
  difference,
  readWhatIf,
  type Asked,
  type Best,
  type Difference,
  type WhatIf,
} from './plan/what-if.ts';
export { targetOf, PRACTICE_ROLES, type Target } from './plan/target.ts';
export type { Obstacle } from './plan/why.ts';
export {
  WORKS,
  whereTo,
  type LicenseStanding,
  type May,
  type Standing,
  type Where,
  type WhereTo,
  type Work,
} from './where.ts';
export { progress, type Progress } from './interview/interview.ts';
export { QUESTIONS } from './interview/questions.ts';
export {
  NO_ANSWERS,
  readAnswers,
  type Answers,
  type AnswersProblem,
  type Form,
  type Wrong,
} from './interview/answers.ts';
export type { Field, Offer, Question } from './interview/question.ts';
export { DEGREE_FIELDS } from './interview/choices.ts';
