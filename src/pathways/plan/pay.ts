import type { Day } from '#kernel/dates.ts';
import type { Placed, Timetable } from './timetable.ts';

/** Dollars by what earns them: each step in the order of the timetable, the present job, and the goal once reached. */
export type PlanPay = { steps: number[]; present: number; after: number };

/**
 * Pay by the rules of the planning problem, split over the steps that earn it. Service ends the work held until
 * then, which the problem does not know: what was earned before it pays no more after it.
 */
export function payOf({ s, built, placed, goal }: Timetable): PlanPay {
  const { problem, rates, last } = built;
  const pay: PlanPay = { steps: placed.map(() => 0), present: 0, after: 0 };
  const days = [...new Set([s.on, goal, last, ...placed.flatMap((p) => [p.from, p.end])])]
    .filter((day) => day >= s.on && day <= last)
    .sort((a, b) => a - b);
  for (const [i, until] of days.slice(1).entries()) {
    const from = days[i]!;
    const serving = placed.filter((p) => p.option.service && p.from <= from);
    let [rate, owner] = [serving.length > 0 ? 0 : problem.baseRate, -1];
    let practicum = 0;
    placed.forEach((p, k) => {
      const r = rates.get(p.option.key)!;
      if (p.end <= from && r > rate && !serving.some((q) => endsJob(placed, p, q))) [rate, owner] = [r, k];
      if (runs(p, from)) practicum += p.option.practicumHours;
    });
    const amount = (rateNow: number) => (until - from) * rateNow * (problem.work - practicum);
    if (from >= goal) pay.after += amount(Math.max(rate, problem.goalRate));
    else if (owner < 0) pay.present += amount(rate);
    else {
      // The months that a rule asks for earn the pay of the job they are worked in.
      const running = placed.findIndex((p) => p.option.kind === 'experience' && runs(p, from));
      pay.steps[running >= 0 ? running : owner]! += amount(rate);
    }
  }
  return pay;
}

const runs = ({ from, end }: Placed, day: Day): boolean => from <= day && end > day;

/** A job found before the service is over is gone after it, unless a rule has it worked in from then on. */
const endsJob = (placed: readonly Placed[], job: Placed, service: Placed): boolean =>
  job.option.kind === 'job' &&
  job.from < service.end &&
  !placed.some((p) => p.option.after.includes(job.option.key) && p.from >= service.end);
