import type { Move } from '#content/index.ts';
import { compile } from '../compile.ts';
import { dated, type Additions } from './adding.ts';
import { afterMonths, afterWeeks } from './calendar.ts';
import { NOTHING, PLAIN, type Option } from './option.ts';
import { citedBy, figure, shown, type Situation } from './situation.ts';
import type { PayRole } from './target.ts';

/** Taking a job of a kind: the time to find it, and the pay that begins with it. */
export function jobOption(s: Situation, move: Move): Option {
  const search = figure(s.own, 'assumptions.jobWeeks', s.library.assumptions.jobWeeks);
  return {
    ...NOTHING,
    key: `job:${move.id}`,
    kind: 'job',
    source: move.id,
    name: `Find work: ${move.name}`,
    begin: move.begin ? compile(move.begin, s.book.context, PLAIN) : null,
    after: [],
    startOn: (day) => day,
    endOf: (start) => afterWeeks(start, search.amount),
    earns: (move.pay ?? null) as PayRole | null,
    adds: () => ({}),
    figures: shown([search]),
    cite: citedBy([search]),
  };
}

/** Months in such a job, full-time, because a rule asks for them. */
export function experienceOption(
  s: Situation,
  move: Move,
  months: number,
  job: Additions['experience'],
  tag: string,
): Option {
  const hours = figure(s.own, `${move.id}.workHoursPerWeek`, move.workHoursPerWeek);
  return {
    ...NOTHING,
    key: `work:${move.id}:${months}:${tag}`,
    kind: 'experience',
    source: move.id,
    name: `${Math.ceil(months)} months of work: ${move.name}`,
    after: [`job:${move.id}`],
    startOn: (day) => day,
    endOf: (start) => afterMonths(start, months) + 1,
    workHours: hours.amount,
    // The present work ends where this begins: the months are not counted for both.
    adds: (start, end) => ({
      ...dated({ experience: job ?? move.adds.experience ?? [] }, start, end, hours.amount),
      leftOn: start,
    }),
    figures: shown([hours]),
    cite: [],
  };
}
