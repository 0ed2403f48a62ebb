import type { Confidence } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import { longDate } from '#kernel/when.ts';
import {
  assessGoal,
  frontier,
  judgeGoal,
  judgeWay,
  MET,
  nameOf,
  prepare,
  UNKNOWN,
  type Frontier,
  type Goal,
  type Plan,
} from '#pathways/index.ts';
import { allocate, amountText, fromPieces, holdingsOf, type Held, type Standing } from '#renewals/index.ts';
import { lapsed, stateOf } from './matters.ts';
import type { Person, World } from './world.ts';

/**
 * What one content says to a person about one subject: `verdict ID`, `plan` or `holding ID`.
 * `key` is what it comes to, apart from its words: two looks that come to the same have the same. null = the search was cut
 * short, and what it did not find says nothing.
 */
export type Look = {
  subject: string;
  name: string;
  key: string | null;
  said: string;
  /** Ids of the entries that it rests on. */
  rests: string[];
  /** How sure it is, worked out where somebody is told of it; null = there is nothing to be sure of. */
  confidence: () => Confidence | null;
};

export const NOT_ON_FILE = 'Not on file.';

/** The verdict on a goal. */
export function lookAtVerdict(world: World, goal: Goal, { record }: Person, on: Day): Look {
  const facts = prepare(record);
  const at = { on, state: stateOf(goal) ?? record.state ?? null };
  const v = judgeGoal(goal, facts, at);
  const way = v === MET ? goal.ways.find((w) => judgeWay(w, facts, at) === MET) : undefined;
  const what = goal.type === 'role' ? 'You meet what it asks' : 'You qualify';
  const but = goal.type === 'role' ? 'You do not meet what it asks yet.' : 'You do not qualify yet.';
  return {
    subject: `verdict ${goal.id}`,
    name: goal.type === 'credential' ? goal.short : goal.name,
    key: nameOf(v),
    said: way ? `${what}: ${way.name}.` : v === UNKNOWN ? 'Not known yet: an answer is missing.' : but,
    rests: restsOf(world, goal),
    confidence: () => assessGoal(world.book, goal, facts, at).confidence,
  };
}

/** A goal's own entry, the rules that it asks for in turn, and the place it is in. */
function restsOf(world: World, goal: Goal): string[] {
  const found = new Set<string>();
  const visit = (g: Goal): void => {
    if (found.has(g.entry.id)) return;
    found.add(g.entry.id);
    if ('jurisdiction' in g.entry) found.add(g.entry.jurisdiction);
    for (const { pathway } of g.ways)
      for (const word of words(pathway.requirement)) {
        const asked = world.book.goals.get(world.book.aliases.get(word) ?? word);
        if (asked) visit(asked);
      }
  };
  visit(goal);
  return [...found];
}

function* words(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* words(inner);
}

const money = (usd: number): string => `$${Math.round(usd).toLocaleString('en-US')}`;

const figures = (p: Plan): string =>
  `reached on ${longDate(p.goalOn)}, ${money(p.costUsd)}, ${p.steps.length} ${p.steps.length === 1 ? 'step' : 'steps'}`;

/** The plans to the goal that a person set: the soonest, and the one that costs least. null = none is set. */
export function lookAtPlan(world: World, { record, answers }: Person, on: Day): Look | null {
  const { goal, own } = answers;
  if (goal === null) return null;
  const found = frontier(world, record, goal, record.limits, on, own);
  if (!found)
    return {
      subject: 'plan',
      name: goal,
      key: 'not on file',
      said: NOT_ON_FILE,
      rests: [goal],
      confidence: () => null,
    };
  const look = {
    subject: 'plan',
    name: `Your plan: ${found.target.name}`,
    rests: [...plannedWith(world, found)],
    confidence: () => found.plans[0]?.confidence ?? null,
  };
  const key = (...parts: unknown[]) => (found.complete ? JSON.stringify(parts) : null);
  if (found.reached) return { ...look, key: key('reached'), said: 'You are there.' };
  const [soonest] = found.plans;
  if (!soonest)
    return {
      ...look,
      key: key('none'),
      said: ['No plan fits.', ...found.why.map((w) => w.what).slice(0, 1)].join(' '),
    };
  const cheapest = found.plans.reduce((a, b) => (b.costUsd < a.costUsd ? b : a));
  const of = (p: Plan) => [p.goalOn, Math.round(p.costUsd), p.steps.length];
  return {
    ...look,
    key: key(of(soonest), of(cheapest)),
    said:
      cheapest === soonest
        ? `The soonest plan: ${figures(soonest)}.`
        : `The soonest plan: ${figures(soonest)}. At least cost: ${figures(cheapest)}.`,
  };
}

/** Entries that the plans lead through, and those that the goal asks for. */
function plannedWith(world: World, { plans, target }: Frontier): Set<string> {
  const rests = new Set<string>(['assumptions']);
  const add = (id: string) => {
    const goal = world.book.goals.get(world.book.aliases.get(id) ?? id);
    if (goal) for (const rest of restsOf(world, goal)) rests.add(rest);
    else rests.add(id);
  };
  add(target.id);
  if (target.state) add(`us-${target.state.toLowerCase()}`);
  for (const step of plans.flatMap((p) => p.steps)) {
    add(step.source);
    for (const serves of step.serves) add(serves.split(/[/:]/)[0]!);
  }
  return rests;
}

/** Where each holding stands; one whose rule is not on file says so. */
export function lookAtHoldings(world: World, { record, activities }: Person, on: Day): Look[] {
  const held = holdingsOf(record);
  const { standings, uncovered } = allocate(world.rules, held, activities, on);
  const entryOf = (id: string) => world.book.goals.get(id)?.entry.id ?? id;
  const looks = [
    ...standings.map((s) => ({ path: s.holding, id: s.id, name: s.name, key: keyOf(s), said: standingText(s, held.find((h) => h.path === s.holding)!, on), rests: [s.rule, entryOf(s.id)], confidence: () => s.confidence })),
    ...uncovered.map(({ path, id }) => ({
      path, id, name: world.book.goals.get(id)?.short ?? id, key: 'no rule',
      said: 'No rule for keeping it is on file.', rests: [entryOf(id)],
      confidence: () => null,
    })),
  ]; // prettier-ignore
  return looks.map(({ path, id, name, ...look }) => {
    const many = held.filter((h) => h.id === id).length > 1;
    return { subject: `holding ${many ? path : id}`, name: `Keeping ${name}`, ...look };
  });
}

/** What a standing comes to; how needs are named is no part of it. */
const keyOf = (s: Standing): string =>
  JSON.stringify([
    s.verdict, s.period, s.due, s.have, s.need, s.missing.total, s.missing.any,
    s.missing.needs.map(({ key, amount }) => [key, amount]),
  ]); // prettier-ignore

function standingText(s: Standing, held: Held, on: Day): string {
  const { total, needs } = s.missing;
  const amount = (pieces: number) => amountText(s.unit, pieces);
  const period = s.period && !s.due ? ` Hours count from ${longDate(s.period.from)}.` : '';
  const by = s.due === null ? '' : ` by ${longDate(s.due)}`;
  const over = lapsed(held, on) ? 'It has lapsed. ' : '';
  const of = s.need === null ? `${amount(s.have)} done` : `${fromPieces(s.have)} of ${amount(s.need)} done`;
  if (s.verdict === 'met') return `${over}All that is asked is done${by}: ${of}.${period}`;
  const among = needs.map((n) => `${amount(n.amount)} in ${n.name}`).join(', ');
  const missing = total === null ? 'how much is missing is not known' : `${amount(total)} missing${by}`;
  const sure = s.verdict === 'unknown' ? 'Not known yet: ' : '';
  return `${over}${sure}${of}; ${missing}${among && `, of these ${among}`}.${period}`;
}
