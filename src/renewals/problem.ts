import type { Day } from '#kernel/dates.ts';
import { MET, UNKNOWN, type V } from '#pathways/index.ts';
import { accept, type Accepted } from './accept.ts';
import { decides } from './checks.ts';
import type { Named } from './activity.ts';
import { pieces } from './amount.ts';
import { fill, type Asked, type Filled, type Offer } from './fill.ts';
import type { Held, HolderRule, Rules } from './holdings.ts';
import { owedBy, type Need, type Owed } from './owed.ts';
import { periodOf, type Period } from './period.ts';

/** More than anybody does or is asked for: stands for amounts that nobody knows. */
const ENDLESS = 1e9;

/** One holding in its present period, ready to be divided: what is owed, and how each activity stands under its rule. */
export type Problem = HolderRule & {
  held: Held;
  on: Day;
  period: Period;
  owed: Owed;
  /** Needs that are confirmed and told; only they decide. */
  needs: Need[];
  /** Needs that are only remembered, or whose areas are not told. */
  open: Need[];
  totalKnown: boolean;
  accepted: Accepted[];
  /** False = what was done is not told at all. */
  told: boolean;
};

/** @param activities in a fixed order; null = not told */
export function problemOf(
  holder: HolderRule,
  held: Held,
  activities: readonly Named[] | null,
  on: Day,
  all: readonly Held[],
  rules: Rules,
): Problem {
  const period = periodOf(holder.rule, held, on);
  const owed = owedBy(holder, held, period, all, rules);
  const sure = (need: Need) => need.confidence !== 'unverified' && !need.categoriesUntold;
  return {
    ...holder,
    held,
    on,
    period,
    owed,
    needs: owed.needs.filter(sure),
    open: owed.needs.filter((need) => !sure(need)),
    totalKnown: owed.total.least !== null && owed.total.confidence !== 'unverified',
    accepted: (activities ?? []).map((activity) => accept(holder.rule, period, activity, on)),
    told: activities !== null,
  };
}

/** `full` = all that may be owed, `least` = only what is surely owed. */
export type Reading = 'full' | 'least';

const from = (reading: Reading): V => (reading === 'full' ? MET : UNKNOWN);
const owes = ({ owed: { first } }: Problem, { areas, categoriesUntold }: Need) =>
  categoriesUntold
    ? areas.some((area) => first.owes.includes(area))
    : areas.every((area) => first.owes.includes(area));

/** Needs that stand in a reading; an entry that is not owed asks for nothing. */
export const stands = (p: Problem, need: Need, reading: Reading): boolean =>
  p.owed.waived.v < from(reading) && (p.owed.first.v < from(reading) || owes(p, need));

export const totalStands = (p: Problem, reading: Reading): boolean =>
  p.owed.waived.v < from(reading) && p.owed.first.v < from(reading);

export function askedIn(p: Problem, needs: readonly Need[], reading: Reading): Asked {
  const least = needs.map((need) => (stands(p, need, reading) ? need.least : 0));
  const known = p.totalKnown ? p.owed.total.least! : ENDLESS;
  return {
    needs: least,
    total: totalStands(p, reading) ? known : 0,
    caps: p.rule.caps.map((cap) => (decides(cap.most) ? pieces(cap.most.value) : ENDLESS)),
  };
}

/** What is on offer: surely, or at most. */
export function offersOf(p: Problem, needs: readonly Need[], sure: boolean): Offer[] {
  const enough: V = sure ? MET : UNKNOWN;
  const offers = p.accepted.map((a): Offer => ({
    amount: sure ? a.amount.sure : Math.min(a.amount.possible, ENDLESS),
    counts: a.counts >= enough && (a.cap !== 'untold' || !sure),
    needs: needs.flatMap((need, i) => (a.within(need.areas, need.approved) >= enough ? [i] : [])),
    cap: a.cap === 'untold' ? null : a.cap,
  }));
  const anything = { amount: ENDLESS, counts: true, needs: needs.map((_, i) => i), cap: null };
  // Without its last day nobody can say what counts, nor whether it has lapsed or never will.
  const open = !p.told || (p.period.kind === 'untold' && p.period.what === 'end');
  return open && !sure ? [anything] : offers;
}

/** The best division of what surely counts among all that is owed. */
export const division = (p: Problem): Filled => fill(offersOf(p, p.needs, true), askedIn(p, p.needs, 'full'));

/** What is known to be owed: where the total is not known, only needs ask for something. */
export function knownAsked(p: Problem): Asked {
  const full = askedIn(p, p.needs, 'full');
  return p.totalKnown ? full : { ...full, total: 0 };
}

/** The best division among what is known to be owed. */
export function knownDivision(p: Problem): Filled & { asked: Asked } {
  const asked = knownAsked(p);
  return { asked, ...fill(offersOf(p, p.needs, true), asked) };
}

/** Pieces that count toward the total, needs aside. */
export function totalOf(p: Problem, sure: boolean): number {
  const asked = askedIn(p, [], sure ? 'full' : 'least');
  return fill(offersOf(p, [], sure), asked).any;
}
