import type { Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { draftOf, isMet, type Draft, type Want } from './draft.ts';
import { earnOnTheWay } from './earning.ts';
import { give, satisfies, take } from './giving.ts';
import { jobOption } from './jobs.ts';
import { moveOf } from './move-of.ts';
import { needOf } from './needs.ts';
import { offersFor } from './offers.ts';
import type { Option } from './option.ts';
import type { PlanMove, Problem } from './problem.ts';
import { presentRate, rateIn } from './rates.ts';
import { duesFrom, renewingNow } from './renewing.ts';
import type { PlanLimits, Situation } from './situation.ts';
import { holding } from './timeline.ts';

export type Built = {
  problem: Problem;
  /** What each option pays once it is done, by key: dollars per weekly hour and day. */
  rates: ReadonlyMap<string, number>;
  /** The options, in the order of the problem's moves. */
  options: Option[];
  wants: Want[];
  /** The record that plans start from: what is current kept current; the present work goes on. */
  start: PersonRecord;
  limits: PlanLimits;
  last: Day;
};

/**
 * Turns a person, a target and the moves on file into a planning problem: starting from what the target asks for,
 * every leaf not met calls for the options that would make it met, and each of these for what it takes to begin.
 */
export function build(s: Situation): Built {
  const d = draftOf(s);
  const goal = needOf(d, s.target.rule);
  earnOnTheWay(d);
  for (let want = d.open.shift(); want; want = d.open.shift()) if (!heldFor(d, want)) lookFor(d, want);
  shareWork(d);
  const taken = [...d.taken.values()];
  const rates = new Map(taken.map(({ option: o }) => [o.key, o.earns ? rateIn(s, o.earns) : 0]));
  const goalRate = rateIn(s, s.target.pay);
  const moves = taken.map((t): PlanMove => {
    const rate = rates.get(t.option.key)!;
    // A job that pays as the goal does is taken before it only where a rule asks for it, so it is no reason of its own.
    return moveOf(d, t, rate < goalRate ? rate : 0);
  });
  const held = renewingNow(s);
  const problem: Problem = {
    moves,
    have: d.have,
    goal,
    study: s.limits.studyHoursPerWeek,
    work: s.limits.workHoursPerWeek,
    keep: s.limits.keepEarningHoursPerWeek,
    budget: s.limits.budgetUsd,
    keeping: (until) =>
      held.reduce(
        (sum, { renewing: { years, fee }, due }) =>
          sum + duesFrom(due, years, s.on + until).length * fee.amount,
        0,
      ),
    baseRate: presentRate(s),
    goalRate,
    horizon: d.last - s.on,
  };
  const options = taken.map((t) => t.option);
  return {
    problem,
    rates,
    options,
    wants: [...d.wants.values()],
    start: d.start,
    limits: s.limits,
    last: d.last,
  };
}

/** Notes when a want is met without any move; true = now and for good. */
function heldFor(d: Draft, { rule, atom }: Want): boolean {
  const { on } = d.s;
  const met = holding((day) => isMet(d, rule, d.idle, day), on, d.last);
  for (const { from, until } of met)
    d.have.push({
      atom,
      from: from - on,
      until: until >= d.last ? Infinity : until - on,
      accrues: from > on && !isMet(d, rule, d.stopped, from),
    });
  return met[0] !== undefined && met[0].from === on && met[0].until >= d.last;
}

/** Work taken up for one rule serves every other that it meets: nobody works the same months once for each. */
function shareWork(d: Draft): void {
  const wants = [...d.wants.values()].filter(({ rule }) => 'experience' in rule.condition);
  for (const { option, gives } of d.taken.values()) {
    if (option.kind !== 'experience') continue;
    for (const want of wants)
      if (!gives.some(({ atom }) => atom === want.atom) && satisfies(d, option, want)) give(d, option, want);
  }
}

/** Takes up the options that give a want; for work that a rule asks for, the job it is done in. */
function lookFor(d: Draft, want: Want): void {
  for (const option of offersFor(d, want)) {
    for (const key of option.after) {
      const job = key.startsWith('job:') ? d.s.library.moves.get(key.slice(4)) : null;
      if (job && !d.taken.has(key) && satisfies(d, option, want)) take(d, jobOption(d.s, job));
    }
    if (satisfies(d, option, want)) give(d, option, want);
  }
}
