import { isoOf, type Day } from '#kernel/dates.ts';
import type { Library } from '#content/index.ts';
import type { Limits, Record as PersonRecord } from '#record/index.ts';
import { judge } from '../compile.ts';
import { prepare } from '../facts.ts';
import type { Rulebook } from '../rulebook.ts';
import { MET } from '../verdict.ts';
import { build } from './build.ts';
import { check, type Refusal } from './checker.ts';
import type { Plan } from './plan.ts';
import { beats, type PlanResult } from './problem.ts';
import { realize } from './realize.ts';
import { offered } from './service.ts';
import { limitsOf, type OwnFigures, type PayOf, type Situation } from './situation.ts';
import { cutShort, MOST_EFFORT, solve } from './solve.ts';
import { targetOf, type Target } from './target.ts';
import { whyNone, type Obstacle } from './why.ts';

/** What plans are made with, whoever the person is. */
export type Planner = {
  book: Rulebook;
  library: Library;
  pay: PayOf;
  /** Steps after which a search is cut short, where somebody waits longer than for a page. */
  most?: number;
};

export type Frontier = {
  goal: string;
  target: Target;
  on: string;
  /** Every plan no other beats, soonest first. */

  plans: Plan[];
  /** False where the search was cut short: the plans hold, but a better one may be missing. */
  complete: boolean;
  /** The goal is met already. */
  reached: boolean;
  /** Without a plan: which limits or facts stand in the way. */
  why: Obstacle[];
  /** Plans the checker refused; none of them is in `plans`. */
  refused: { plan: Plan; refusals: Refusal[] }[];
};

export function situationOf(
  planner: Planner,
  record: PersonRecord,
  goal: string,
  limits: Limits | undefined,
  on: Day,
  own: OwnFigures = {},
): Situation | null {
  const target = targetOf(planner.book, planner.library, goal);
  if (!target) return null;
  const state = target.state ?? record.state ?? limits?.states?.[0] ?? null;
  const library = offered(planner.library, record, limits);
  return { ...planner, library, record, target, limits: limitsOf(limits), on, state, own };
}

/** Every plan to the goal that no other beats on months, dollars and ten-year net pay; null = no such goal on file. */
export function frontier(
  planner: Planner,
  record: PersonRecord,
  goal: string,
  limits: Limits | undefined,
  on: Day,
  own: OwnFigures = {},
): Frontier | null {
  const s = situationOf(planner, record, goal, limits, on, own);
  if (!s) return null;
  const base = { goal: s.target.id, target: s.target, on: isoOf(on) };
  if (judge(s.target.rule, prepare(record), { on, state: s.state }) === MET)
    return { ...base, plans: [], complete: true, reached: true, why: [], refused: [] };
  const { plans, refused, complete } = plansWithin(s, limits, (without) =>
    situationOf(planner, record, goal, without, on, own)!,
  );
  return { ...base, plans, complete, reached: false, why: plans.length > 0 ? [] : whyNone(s), refused };
}

/** A search cut short among the ways through service must not cost anybody a plan that they have without them. */
function plansWithin(s: Situation, limits: Limits | undefined, under: (limits: Limits) => Situation) {
  const found = plansFor(s);
  if (found.complete || !limits?.enlist) return found;
  const without = plansFor(under({ ...limits, enlist: false }));
  return {
    plans: unbeaten([...found.plans, ...without.plans]),
    refused: [...found.refused, ...without.refused],
    complete: false,
  };
}

/** Solves, dates and checks; the unbeaten of those that hold, one for each outcome and set of steps. */
export function plansFor(s: Situation): Pick<Frontier, 'plans' | 'refused' | 'complete'> {
  const built = build(s);
  const optionOf = (key: string) => built.options.find((o) => o.key === key) ?? null;
  const refused: Frontier['refused'] = [];
  const held: Plan[] = [];
  // A plan the checker refuses neither stands nor beats another.
  const accept = (result: PlanResult): boolean => {
    const plan = realize(s, built, result);
    const refusals = check(s, plan, optionOf);
    if (refusals.length > 0) refused.push({ plan, refusals });
    return refusals.length === 0;
  };
  const effort = { most: s.most ?? MOST_EFFORT, spent: 0 };
  for (const result of solve(built.problem, accept, Infinity, effort)) held.push(realize(s, built, result));
  return { plans: unbeaten(held), refused, complete: !cutShort(effort) };
}

/** The plans that no other of them beats, soonest first. */
function unbeaten(all: readonly Plan[]): Plan[] {
  const point = (p: Plan) => ({ time: p.days, cost: p.costUsd, net: p.netPayUsd });
  const best = all.filter((p) => !all.some((q) => beats(point(q), point(p))));
  const plans = [...new Map(best.map((p) => [p.id, p])).values()];
  return plans.sort((a, b) => a.days - b.days || a.costUsd - b.costUsd);
}
