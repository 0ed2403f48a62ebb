import type { Confidence, Library } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import type { Limits, Record as PersonRecord } from '#record/index.ts';
import type { Rulebook } from '../rulebook.ts';
import type { PayRole, Target } from './target.ts';

/** What a wage is and how it was come by. Dollars a year at full time (2,080 hours). */
export type Pay = { usdPerYear: number | null; basis: string; cite: string[] };
export type PayOf = (role: PayRole, state: string | null) => Pay;

/** The person's own figures in place of ours, by `<move or assumption>.<figure>`; plain numbers. */
export type OwnFigures = { [key: string]: number };

/** Hours a week and dollars that a plan must stay inside. */
export type PlanLimits = {
  studyHoursPerWeek: number;
  workHoursPerWeek: number;
  budgetUsd: number;
  keepEarningHoursPerWeek: number;
};

/** Everything a plan is made from. */
export type Situation = {
  book: Rulebook;
  library: Library;
  record: PersonRecord;
  target: Target;
  limits: PlanLimits;
  on: Day;
  /** Where the person will work: the target's state, else where they live. */
  state: string | null;
  pay: PayOf;
  own: OwnFigures;
  /** Steps after which a search is cut short. */
  most?: number;
};

export const DEFAULT_LIMITS: PlanLimits = {
  studyHoursPerWeek: 40,
  workHoursPerWeek: 40,
  budgetUsd: Infinity,
  keepEarningHoursPerWeek: 0,
};

/** Pay and costs are counted over ten years. */
export const HORIZON_YEARS = 10;

export const limitsOf = (limits: Limits | undefined): PlanLimits => ({
  studyHoursPerWeek: limits?.studyHoursPerWeek ?? DEFAULT_LIMITS.studyHoursPerWeek,
  workHoursPerWeek: limits?.workHoursPerWeek ?? DEFAULT_LIMITS.workHoursPerWeek,
  budgetUsd: limits?.budgetUsd ?? DEFAULT_LIMITS.budgetUsd,
  keepEarningHoursPerWeek: limits?.keepEarningHoursPerWeek ?? DEFAULT_LIMITS.keepEarningHoursPerWeek,
});

type Figure = {
  value: number | null;
  assume?: number | undefined;
  cite: { source: string }[];
  confidence?: Confidence | undefined;
  note?: string | undefined;
};

/** A figure to compute with, and whether it is the person's own, a cited one, or assumed. */
export type Used = {
  amount: number;
  from: 'own' | 'cited' | 'assumed';
  key: string;
  note: string;
  cite: string[];
};

export function figure(own: OwnFigures, key: string, f: Figure | undefined): Used {
  const mine = own[key];
  if (mine !== undefined) return { amount: mine, from: 'own', key, note: 'your own figure', cite: [] };
  const cite = f?.cite.map((c) => c.source) ?? [];
  if (f && f.value !== null) return { amount: f.value, from: 'cited', key, note: f.note ?? '', cite };
  return { amount: f?.assume ?? 0, from: 'assumed', key, note: f?.note ?? 'no figure on file', cite: [] };
}

/** The figures worth showing: not those that are nothing because there is nothing. */
export const shown = (list: readonly Used[]): Used[] =>
  list.filter((u) => u.amount > 0 || u.from !== 'assumed' || u.note !== 'no figure on file');

export const citedBy = (list: readonly Used[]): string[] => [...new Set(list.flatMap((u) => u.cite))];
