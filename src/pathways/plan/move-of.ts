import type { Draft, Taken } from './draft.ts';
import type { Option } from './option.ts';
import { shareLost } from './present-work.ts';
import type { PlanMove } from './problem.ts';
import { duesAfter } from './renewing.ts';
import type { Situation } from './situation.ts';

/** An option as a move of the problem, its days counted from today. `rate` = what it pays once it is done. */
export function moveOf(
  { s, finished, last }: Draft,
  { option, needs, gives }: Taken,
  rate: number,
): PlanMove {
  const { renews, key } = option;
  const atom = finished.get(key);
  return {
    needs,
    gives: atom === undefined ? gives : [...gives, { atom, lasts: Infinity }],
    begin: (t) => option.startOn(s.on + t) - s.on,
    end: (t) => option.endOf(s.on + t) - s.on,
    study: option.studyHours,
    practicum: option.practicumHours,
    slip: slipOf(s, option, last - s.on),
    work: option.workHours,
    cost: option.costUsd,
    keeping: (end, until) =>
      renews && end < until ? duesAfter(s.on + end, renews, s.on + until).length * renews.fee.amount : 0,
    rate,
  };
}

/** Days of the present job that an option takes from it, months being counted to the day or two; other work ends it. */
function slipOf(s: Situation, o: Option, horizon: number): number {
  if (o.kind === 'experience')
    return (s.record.experience ?? []).some((job) => job.to === null) ? horizon : 0;
  const share = o.service ? 0 : shareLost(s.record, o.practicumHours, s.limits);
  const begin = o.startOn(s.on);
  return share === 0 || begin === Infinity ? 0 : Math.ceil((o.endOf(begin) - begin) * share) + 2;
}
