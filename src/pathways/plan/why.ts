import { namesIn } from '../assess.ts';
import type { Rule } from '../compile.ts';
import { describe } from '../describe.ts';
import type { Goal } from '../rulebook.ts';
import { build } from './build.ts';
import { holdsLeaf } from './pathway-of.ts';
import { atomsOf } from './problem.ts';
import type { Situation } from './situation.ts';
import { DEFAULT_LIMITS } from './situation.ts';
import { MOST_EFFORT, solve } from './solve.ts';

/** What stands between a person and any plan at all. */
export type Obstacle =
  | {
      kind: 'limit';
      limit: 'studyHoursPerWeek' | 'workHoursPerWeek' | 'budgetUsd' | 'keepEarningHoursPerWeek';
      what: string;
    }
  | { kind: 'state'; what: string }
  | { kind: 'need'; what: string; cite: string[] }
  | { kind: 'unread'; what: string };

const LIMIT_WORDS = {
  studyHoursPerWeek: 'With more hours a week for study there would be a plan.',
  workHoursPerWeek: 'With more hours a week for work and rotations there would be a plan.',
  budgetUsd: 'With a larger budget there would be a plan.',
  keepEarningHoursPerWeek: 'If you could earn less for a while there would be a plan.',
} as const;

/** Which single limit, set free, opens a plan; failing that, which needs nothing on file can meet. */
export function whyNone(s: Situation): Obstacle[] {
  const free = { ...DEFAULT_LIMITS, studyHoursPerWeek: 60, workHoursPerWeek: 60 };
  const limits = (Object.keys(LIMIT_WORDS) as (keyof typeof LIMIT_WORDS)[])
    .filter((limit) => s.limits[limit] !== free[limit])
    .filter((limit) => opens({ ...s, limits: { ...s.limits, [limit]: free[limit] } }))
    .map((limit): Obstacle => ({ kind: 'limit', limit, what: LIMIT_WORDS[limit] }));
  if (limits.length > 0) return [...limits, ...unreadOf(s)];
  if (opens({ ...s, limits: free }))
    return [
      {
        kind: 'limit',
        limit: 'budgetUsd',
        what: 'Several of your limits together leave no plan; loosen more than one.',
      },
    ];
  const built = build(s);
  const name = namesIn(s.book);
  const out: Obstacle[] = [];
  if (s.state === null)
    out.push({
      kind: 'state',
      what: 'Tell which state you live in: licenses and the federal rule depend on it.',
    });
  out.push(...unreadOf(s));
  const had = new Set(built.problem.have.map((h) => h.atom));
  const given = new Set(built.problem.moves.flatMap((m) => m.gives.map((g) => g.atom)));
  const near = nearest(s).flatMap((goal) => goal.ways.map((way) => way.rule));
  for (const w of built.wants)
    if (!given.has(w.atom) && !had.has(w.atom) && near.some((rule) => holdsLeaf(rule, w.rule)))
      out.push({
        kind: 'need',
        what: `Nothing on file leads to ${describe(w.rule.condition, name)}.`,
        cite: w.rule.cite.map((c) => c.source),
      });
  if (atomsOf(built.problem.goal).length === 0 || out.length === 0)
    out.push({
      kind: 'unread',
      what: `The terms of ${s.target.name} could not be read or confirmed, so no plan is built on them. Ask the body that owns the rule.`,
    });
  return out;
}

/** Parts that nobody could read of the rules next to the goal: a nearer way may be hidden there. */
function unreadOf(s: Situation): Obstacle[] {
  const name = namesIn(s.book);
  const found = nearest(s).flatMap((goal) =>
    goal.ways
      .filter((way) => way.pathway.status === 'active')
      .flatMap((way) =>
        unavoidable(way.rule).map((leaf): Obstacle => ({
          kind: 'unread',
          what: `${goal.name}: this part of the rule could not be read or confirmed, so no plan goes through it: ${describe(leaf.condition, name)}.`,
        })),
      ),
  );
  return [...new Map(found.map((o) => [o.what, o])).values()].slice(0, 5);
}

/** Leaves nobody could read that no choice in the rule goes round. */
function unavoidable(rule: Rule): Rule[] {
  if (rule.parts.length === 0)
    return rule.kind === 'unread' || (rule.confidence === 'unverified' && rule.kind !== 'formality')
      ? [rule]
      : [];
  if (rule.kind === 'all') return rule.parts.flatMap(unavoidable);
  const under = rule.parts.map(unavoidable);
  return under.every((u) => u.length > 0) ? under.reduce((a, b) => (b.length < a.length ? b : a)) : [];
}

/** The goals a target rests on; licenses first, for a state's own rule is nearer than one of several certifications. */
function nearest(s: Situation): Goal[] {
  const goals = s.target.goal
    ? [s.target.goal]
    : named(s.target.rule).flatMap((id) => s.book.goals.get(id) ?? []);
  return [...goals].sort((a, b) => Number(b.type === 'license') - Number(a.type === 'license'));
}

/** Credentials and licenses that a target names itself. */
const named = (rule: Rule): string[] => {
  const c = rule.condition;
  const own =
    'license' in c
      ? (c.license.anyOf ?? [])
      : 'credential' in c
        ? c.credential.anyOf.map((x) => (typeof x === 'string' ? x : x.id))
        : [];
  return [...own, ...rule.parts.flatMap(named)];
};

const opens = (s: Situation): boolean =>
  solve(build(s).problem, undefined, 1, { most: s.most ?? MOST_EFFORT, spent: 0 }).length > 0;
