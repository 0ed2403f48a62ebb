import { addYears, isoOf, mustDay, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { judge } from '../compile.ts';
import { prepare } from '../facts.ts';
import { judgeGoal } from '../rulebook.ts';
import { MET } from '../verdict.ts';
import { plus } from './adding.ts';
import type { Option } from './option.ts';
import type { Plan, Step } from './plan.ts';
import { beside, type Unpaid } from './present-work.ts';
import { expiryOf } from './renewing.ts';
import { HORIZON_YEARS, type Situation } from './situation.ts';

/** A way in which a plan does not hold. */
export type Refusal = { on: string; what: string };

type Event = { day: Day; step: Step; option: Option | null };

/**
 * Replays a plan day by day and re-assesses everything it rests on, with the rules themselves and none of the
 * search's arithmetic: what each step asks for on its first day, the hours of every day, the money, and the goal
 * on the last day. A plan with a refusal is not shown.
 */
export function check(s: Situation, plan: Plan, optionOf: (key: string) => Option | null): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (day: Day, what: string) => refusals.push({ on: isoOf(day), what });
  const events: Event[] = plan.steps.map((step) => ({
    day: mustDay(step.from),
    step,
    option: optionOf(step.move),
  }));
  let record = beside(s.record, unpaidIn(plan), s.limits);
  const ended = new Map<string, Day>();
  const end = mustDay(plan.goalOn);
  const changes = events
    .map((e) => ({ ...e, over: e.option ? e.option.endOf(e.day) : mustDay(e.step.to) }))
    .sort((a, b) => a.over - b.over);

  const recordOn = (day: Day): PersonRecord => {
    while (changes[0] && changes[0].over <= day) {
      const { step, option, day: from, over } = changes.shift()!;
      if (option) record = plus(record, option.adds(from, over));
      else if (step.kind === 'renewal') record = renewed(s, record, step);
      ended.set(step.move, over);
    }
    return record;
  };

  for (const { day, step, option } of [...events].sort((a, b) => a.day - b.day)) {
    const facts = prepare(recordOn(day));
    if (day < s.on) refuse(day, `${step.name} begins before today`);
    if (!option) continue;
    if (option.startOn(day) !== day) refuse(day, `${step.name} cannot begin on that day`);
    const at = { on: day, state: s.state };
    if (option.begin && judge(option.begin, facts, at) !== MET)
      refuse(day, `what ${step.name} asks for is not met`);
    if (option.qualify && judgeGoal(option.qualify, facts, at) !== MET)
      refuse(day, `no pathway of ${option.qualify.short} is met`);
    for (const key of option.after)
      if ((ended.get(key) ?? Infinity) > day) refuse(day, `${step.name} comes before ${key}`);
  }
  if (judge(s.target.rule, prepare(recordOn(end)), { on: end, state: s.state }) !== MET)
    refuse(end, `${s.target.name} is not reached`);
  refusals.push(...money(s, plan), ...hours(s, plan, end));
  return refusals;
}

/** The stretches of a plan in which a laboratory takes unpaid hours. Service ends the present work by itself. */
const unpaidIn = (plan: Plan): Unpaid[] =>
  plan.steps
    .filter((step) => step.practicumHoursPerWeek > 0 && !step.service)
    .map((step) => ({
      from: mustDay(step.from),
      until: mustDay(step.to) + 1,
      hours: step.practicumHoursPerWeek,
    }));

/** A renewed credential or license runs on from its old end for as long as it is issued for. */
function renewed(s: Situation, record: PersonRecord, { source, from }: Step): PersonRecord {
  const goal = s.book.goals.get(source);
  const expires = goal ? expiryOf(goal, mustDay(from)) : null;
  const renew = (list: PersonRecord['credentials']) =>
    list?.map((h) => (h.id === source && h.expires === from ? { ...h, expires } : h));
  return {
    ...record,
    ...(record.credentials ? { credentials: renew(record.credentials)! } : {}),
    ...(record.licenses ? { licenses: renew(record.licenses)! } : {}),
  };
}

function money(s: Situation, plan: Plan): Refusal[] {
  const cost = plan.steps.reduce((sum, step) => sum + step.costUsd, 0);
  const pay = plan.steps.reduce((sum, step) => sum + step.payUsd, 0) + plan.presentPayUsd + plan.afterPayUsd;
  const last = isoOf(addYears(s.on, HORIZON_YEARS));
  const wrong: Refusal[] = [];
  if (Math.abs(cost - plan.costUsd) > 0.5)
    wrong.push({ on: plan.goalOn, what: `the steps cost ${cost}, the plan says ${plan.costUsd}` });
  if (cost > s.limits.budgetUsd + 0.5)
    wrong.push({ on: plan.goalOn, what: `it costs ${cost}, over the budget` });
  if (Math.abs(pay - cost - plan.netPayUsd) > 1)
    wrong.push({ on: last, what: `pay less cost is ${pay - cost}, the plan says ${plan.netPayUsd}` });
  return wrong;
}

/** Hours of every single day against the limits. */
function hours(s: Situation, plan: Plan, end: Day): Refusal[] {
  const spans = plan.steps.map((step) => ({ step, from: mustDay(step.from), to: mustDay(step.to) }));
  for (let day = s.on; day <= end; day++) {
    let [study, practicum, work] = [0, 0, 0];
    for (const { step, from, to } of spans) {
      if (day < from || day > to) continue;
      study += step.studyHoursPerWeek;
      practicum += step.practicumHoursPerWeek;
      work += step.workHoursPerWeek;
    }
    const over =
      study > s.limits.studyHoursPerWeek + 1e-6
        ? `${study} study hours a week`
        : practicum + work > s.limits.workHoursPerWeek + 1e-6
          ? `${practicum + work} hours a week at a bench`
          : practicum > s.limits.workHoursPerWeek - s.limits.keepEarningHoursPerWeek + 1e-6
            ? `${practicum} unpaid hours a week leave too few for earning`
            : null;
    if (over) return [{ on: isoOf(day), what: `${over} are over the limit` }];
  }
  return [];
}
