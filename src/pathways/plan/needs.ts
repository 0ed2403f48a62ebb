import type { Condition, LeafOf } from '#content/index.ts';
import { compile, type Rule } from '../compile.ts';
import { askedBy } from '../leaves/holdings.ts';
import { standingOn, type Goal, type Way } from '../rulebook.ts';
import { wantOf, type Draft } from './draft.ts';
import { PLAIN } from './option.ts';
import type { Need } from './problem.ts';

export const NEVER: Need = { any: [] };
export const ALWAYS: Need = { all: [] };

/** The goals whose ways a rule stands in, and whether a license is among them. */
type Within = { goals: readonly string[]; license: boolean };
const ALONE: Within = { goals: [], license: false };

/** What it takes to meet a rule, in atoms; every leaf of it that a plan can work towards becomes a want. */
export function needOf(d: Draft, rule: Rule, within: Within = ALONE): Need {
  const parts = () => rule.parts.map((part) => needOf(d, part, within));
  if (rule.kind === 'all') return { all: parts() };
  if (rule.kind === 'any') return { any: parts() };
  if (rule.kind === 'at_least') return atLeast(parts(), rule.count);
  if (rule.kind === 'formality') return ALWAYS;
  // No plan is built on what nobody could read or confirm.
  if (rule.kind === 'unread' || rule.kind === 'serving' || rule.confidence === 'unverified') return NEVER;
  if ('eligible' in rule.condition) {
    const goal = d.s.book.goals.get(rule.condition.eligible.for);
    return goal ? needOfGoal(d, goal, within) : NEVER;
  }
  if ('stateLicense' in rule.condition)
    return within.license ? ALWAYS : needOfLicense(d, rule.condition.stateLicense);
  return wantOf(d, rule);
}

/** What it takes to meet one of a goal's ways while it is in force. A goal that rests on itself is never met. */
export function needOfGoal(d: Draft, goal: Goal, within: Within = ALONE): Need {
  if (within.goals.includes(goal.id)) return NEVER;
  const inGoal = {
    goals: [...within.goals, goal.id],
    license: within.license || goal.type === 'license',
  };
  const ways = goal.ways.filter((way) => ['open', 'early'].includes(standingOn(way, d.s.on)));
  return {
    any: ways.map((way) => {
      const need = needOf(d, way.rule, inGoal);
      return way.from === null && way.until === null ? need : { all: [inForce(d, way), need] };
    }),
  };
}

/** The atom that holds on the days on which a way is in force. */
function inForce(d: Draft, way: Way): Need {
  const { on } = d.s;
  const atom = d.atoms++;
  d.have.push({
    atom,
    from: Math.max(0, (way.from ?? on) - on),
    until: way.until === null ? Infinity : way.until - 1 - on,
    accrues: false,
  });
  return { atom };
}

/** Whatever license the state asks for, if it asks for one. */
function needOfLicense(d: Draft, leaf: LeafOf<'stateLicense'>['stateLicense']): Need {
  if (d.s.state === null) return NEVER;
  const { licenses, states } = d.s.book.context;
  const { asked, ids } = askedBy(`us-${d.s.state.toLowerCase()}`, leaf, licenses, states);
  if (asked === 'none') return ALWAYS;
  return asked === 'required' ? wantOf(d, ready(d, { license: { anyOf: ids, current: true } })) : NEVER;
}

/** A condition of the plan's own, made a rule. */
export const ready = ({ s }: Draft, condition: Condition): Rule => compile(condition, s.book.context, PLAIN);

/** At least so many of the needs: any choice of that many, all of them. */
function atLeast(needs: readonly Need[], count: number): Need {
  const pick = (from: number, left: number): Need[][] =>
    left === 0
      ? [[]]
      : needs.slice(from).flatMap((n, i) => pick(from + i + 1, left - 1).map((rest) => [n, ...rest]));
  return { any: pick(0, count).map((all) => ({ all })) };
}
