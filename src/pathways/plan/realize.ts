import { isoOf, monthsBetween, type Day } from '#kernel/dates.ts';
import { weaker } from '../proof.ts';
import type { Built } from './build.ts';
import { deadlinesOf } from './deadlines.ts';
import { payOf, type PlanPay } from './pay.ts';
import type { Plan, Step } from './plan.ts';
import type { PlanResult } from './problem.ts';
import type { Situation } from './situation.ts';
import { renewalSteps, stayStep, stepOf } from './steps.ts';
import { recordOn, timetableOf, type Timetable } from './timetable.ts';

/** A schedule as a plan: dates, what each step costs, pays and serves, renewals on the way, days not to miss. */
export function realize(s: Situation, built: Built, { schedule }: PlanResult): Plan {
  const t = timetableOf(s, built, schedule);
  const { placed, goal } = t;
  const pay = payOf(t);
  const steps = placed.flatMap((p, i) => (isIdle(t, pay, i) ? [] : [stepOf(t, p, pay.steps[i]!)]));
  const staying = stayStep(s, pay.present, Math.min(goal, leftOn(t, pay)));
  if (staying) steps.unshift(staying);
  steps.push(...renewalSteps(t));
  steps.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const cost = steps.reduce((sum, step) => sum + step.costUsd, 0);
  const total = pay.steps.reduce((sum, n) => sum + n, 0) + pay.present + pay.after;
  return {
    id: steps.map((step) => `${step.move}@${step.from}`).join(' '),
    goalOn: isoOf(goal),
    days: goal - s.on,
    months: Math.round(monthsBetween(s.on, goal) * 10) / 10,
    costUsd: Math.round(cost),
    netPayUsd: Math.round(total - cost),
    steps,
    presentPayUsd: staying ? 0 : pay.present,
    afterPayUsd: pay.after,
    deadlines: deadlinesOf(t),
    record: recordOn(t, goal),
    confidence: steps.map((step) => step.confidence).reduce<Step['confidence']>(weaker, 'verified'),
  };
}

/** The present work ends where the plan's own job begins, or service: nobody holds two full-time jobs. */
const leftOn = ({ placed }: Timetable, pay: PlanPay): Day =>
  Math.min(
    ...placed.map(({ option, from, end }, i) =>
      option.kind === 'experience' || option.service
        ? from
        : option.kind === 'job' && pay.steps[i]! > 0
          ? end
          : Infinity,
    ),
  );

/** A job that in the end pays nothing more, and that nothing rests on, is no step. */
function isIdle({ placed }: Timetable, pay: PlanPay, i: number): boolean {
  const { option } = placed[i]!;
  return (
    option.kind === 'job' && pay.steps[i] === 0 && !placed.some((p) => p.option.after.includes(option.key))
  );
}
