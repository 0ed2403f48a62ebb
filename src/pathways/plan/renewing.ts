import type { Credential, License } from '#content/index.ts';
import { isoOf, mustDay, type Day } from '#kernel/dates.ts';
import type { Goal } from '../rulebook.ts';
import { afterMonths } from './calendar.ts';
import { figure, type Situation, type Used } from './situation.ts';

/** What it takes to keep a credential or license: the years it stands, and dollars for each renewal. */
export type Renewing = { goal: Goal; years: number | null; fee: Used };

const termsOf = (goal: Goal) => (goal.entry as Credential | License).renewal;

/** The renewals of a credential or license; where a fee is not on file, at the assumption for it. */
export function renewingOf(s: Situation, goal: Goal): Renewing {
  const terms = termsOf(goal);
  const years = terms?.years?.value ?? null;
  const entry = goal.entry;
  // A license's fees stand together on file, its renewal among them.
  const once = terms?.fee ?? ('fees' in entry ? (entry.fees as License['fees'])['renewal'] : undefined);
  const annual = terms?.annualFee?.value;
  const yearly = typeof annual === 'number' && years !== null ? annual * years : null;
  const known = yearly ?? highest(once?.value);
  const key = `${goal.id}.renewalUsd`;
  const cite = (yearly === null ? once?.cite : terms?.annualFee?.cite) ?? [];
  const fee =
    known !== null || s.own[key] !== undefined
      ? figure(s.own, key, { value: known, cite })
      : figure(s.own, 'assumptions.renewalFeeUsd', s.library.assumptions.renewalFeeUsd);
  return { goal, years, fee };
}

/** Of several amounts for several kinds the highest: a plan must not come out dearer than it said. */
const highest = (value: number | { [kind: string]: number } | null | undefined): number | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'number'
      ? value
      : Math.max(...Object.values(value));

/** The ISO day until which what is issued on a day stands; null = for good, as far as the file says. */
export function expiryOf(goal: Goal, issued: Day): string | null {
  const years = termsOf(goal)?.years?.value ?? null;
  return years === null ? null : isoOf(afterMonths(issued, years * 12));
}

/** Days before `until` on which a renewal falls due, the first on `first`; without known years just that one. */
export function duesFrom(first: Day, years: number | null, until: Day): Day[] {
  if (years === null) return first < until ? [first] : [];
  const dues: Day[] = [];
  const due = (n: number) => (n === 0 ? first : afterMonths(first, n * years * 12));
  while (due(dues.length) < until) dues.push(due(dues.length));
  return dues;
}

/** Days on which what is issued on a day falls due before another. */
export const duesAfter = (issued: Day, { years }: Renewing, until: Day): Day[] =>
  years === null ? [] : duesFrom(afterMonths(issued, years * 12), years, until);

/** What the person holds, active, and has to renew, with the day on which it first falls due. */
export function renewingNow(s: Situation): { renewing: Renewing; due: Day }[] {
  return [...(s.record.credentials ?? []), ...(s.record.licenses ?? [])].flatMap(
    ({ id, expires, status }) => {
      const goal = s.book.goals.get(id);
      if (status !== undefined && status !== 'active') return [];
      if (!goal || !expires || expires.length !== 10 || mustDay(expires) < s.on) return [];
      return [{ renewing: renewingOf(s, goal), due: mustDay(expires) }];
    },
  );
}
