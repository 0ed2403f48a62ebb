import { isoOf, type Day } from '#kernel/dates.ts';
import { MET, confidenceOf } from '#pathways/index.ts';
import { isClosed } from './checks.ts';
import { named, type Activity, type Named } from './activity.ts';
import { restOf } from './fill.ts';
import type { Held, Rules } from './holdings.ts';
import { proofOf } from './judge.ts';
import { leftOf } from './left.ts';
import { nextBest, type Next } from './next.ts';
import {
  askedIn,
  division,
  knownDivision,
  problemOf,
  totalOf,
  totalStands,
  type Problem,
} from './problem.ts';
import type { Cut, Missing, Standing } from './standing.ts';

/** Where every holding stands, what to do next, and the holdings for which no rule is on file. */
export type Ledger = { on: string; standings: Standing[]; next: Next | null; uncovered: Held[] };

/**
 * Divides a person's hours. Each hour counts for every body and state that accepts it, at once; within one of them for
 * one need only, and there the division is the best there is. Same input in any order, same answer.
 * @param activities null = not told; a list is complete
 */
export function allocate(
  rules: Rules,
  holdings: readonly Held[],
  activities: readonly Activity[] | null,
  on: Day,
): Ledger {
  const ordered = activities === null ? null : inOrder(named(activities));
  const problems = holdings.flatMap((held) => {
    const holder = rules.get(held.id);
    return holder ? [problemOf(holder, held, ordered, on, holdings, rules)] : [];
  });
  return {
    on: isoOf(on),
    standings: problems.map(standingOf),
    next: nextBest(problems),
    uncovered: holdings.filter((held) => !rules.has(held.id)),
  };
}

/** One order whatever the list's: what is told of each, then its name. */
function inOrder(activities: Named[]): Named[] {
  const keyed = activities.map((activity) => {
    const { id, ...told } = activity;
    return { activity, key: JSON.stringify([told.date, told.title, told, id]) };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ activity }) => activity);
}

/** The last day on which hours still count, as far as it is known. */
export const dueOf = ({ period }: Problem): Day | null => (period.kind === 'open' ? period.sure.to : null);

function standingOf(p: Problem): Standing {
  const best = division(p);
  const proof = proofOf(p, best);
  const due = dueOf(p);
  const days =
    p.period.kind === 'open' ? p.period.possible : p.period.kind === 'lapsed' ? p.period.days : null;
  const idle = p.owed.waived.v === MET || isClosed(p.period, p.rule);
  return {
    holding: p.held.path,
    id: p.held.id,
    name: p.name,
    rule: p.rule.id,
    unit: p.rule.unit,
    period: days && { from: isoOf(days.from), to: isoOf(days.to) },
    due: due === null ? null : isoOf(due),
    stopped: p.period.kind === 'stopped' ? p.period.status : null,
    lapsedOn: p.period.kind === 'lapsed' ? isoOf(p.period.since) : null,
    verdict: proof.verdict,
    confidence: confidenceOf(proof),
    proof,
    ask: [...new Set(proof.parts.flatMap((part) => (part.verdict === 'unknown' ? part.ask : [])))],
    have: totalOf(p, true),
    need: !idle && p.totalKnown && totalStands(p, 'full') ? p.owed.total.least : null,
    missing: idle ? { total: 0, any: 0, needs: [] } : missingOf(p, best),
    counted: idle ? [] : best.shares.map(({ offer, toward, amount }) => ({
      activity: p.accepted[offer]!.activity.id,
      ...(toward === 'any' ? { toward: 'any', name: '' } : { toward: p.needs[toward]!.key, name: p.needs[toward]!.name }),
      amount,
    })), // prettier-ignore
    left: leftOf(p, best),
    cut: idle ? null : cutOf(p),
  };
}

/** The needs that could still take an hour, with what they ask for and have. */
function cutOf(p: Problem): Cut | null {
  const { asked, filled, any, helps } = knownDivision(p);
  const short = p.needs.flatMap(({ key }, i) =>
    helps.needs[i] ? [{ key, asked: asked.needs[i]!, have: filled[i]! }] : [],
  );
  if (helps.any) short.push({ key: 'any', asked: restOf(asked), have: any });
  if (short.length === 0) return null;
  const sum = (of: 'asked' | 'have') => short.reduce((n, one) => n + one[of], 0);
  return { needs: short.map(({ key }) => key), asked: sum('asked'), have: sum('have') };
}

function missingOf(p: Problem, best: ReturnType<typeof division>): Missing {
  const asked = askedIn(p, p.needs, 'full');
  const needs = p.needs
    .map(({ key, name }, i) => ({ key, name, amount: asked.needs[i]! - best.filled[i]! }))
    .filter(({ amount }) => amount > 0);
  const sum = needs.reduce((n, { amount }) => n + amount, 0);
  const open = totalStands(p, 'full') && !p.totalKnown;
  const any = open ? null : restOf(asked) - best.any;
  return { total: any === null ? null : sum + any, any, needs };
}
