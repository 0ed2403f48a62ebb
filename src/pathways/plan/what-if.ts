import type { Limits, Record as PersonRecord } from '#record/index.ts';
import { plus } from './adding.ts';
import type { Change } from './doors.ts';
import type { Frontier } from './frontier.ts';
import type { OwnFigures } from './situation.ts';

/** What plans are asked for. */
export type Asked = { record: PersonRecord; goal: string; limits: Limits | undefined; own: OwnFigures };

/** One thing that could be different. `usd: null` = no limit. */
export type WhatIf =
  | { kind: 'budget'; usd: number | null }
  | { kind: 'study' | 'work' | 'keep'; hours: number }
  | { kind: 'state'; state: string }
  | { kind: 'goal'; goal: string }
  | { kind: 'enlist' }
  /** A change on file, finished today: `done:mls-post-baccalaureate`. */
  | { kind: 'done'; change: string };

const LIMIT = {
  study: 'studyHoursPerWeek',
  work: 'workHoursPerWeek',
  keep: 'keepEarningHoursPerWeek',
} as const;

/** Reads `budget:30000`, `budget:none`, `study:15`, `state:CA`, `goal:ascp-mls`, `done:ascp-mlt`, `enlist:yes`; null = none of these. */
export function readWhatIf(text: string): WhatIf | null {
  const [, kind, rest] = /^([a-z]+):(.+)$/.exec(text.trim()) ?? [];
  const value = rest?.trim().replaceAll(/[$,]/g, '') ?? '';
  const amount = /^\d+(\.\d+)?$/.test(value) ? Number(value) : null;
  switch (kind) {
    case 'budget':
      if (value === 'none') return { kind, usd: null };
      return amount === null || amount > 10_000_000 ? null : { kind, usd: amount };
    case 'study':
    case 'work':
    case 'keep':
      return amount === null || amount > 168 ? null : { kind, hours: amount };
    case 'state':
      return /^[a-z]{2}$/i.test(value) ? { kind, state: value.toUpperCase() } : null;
    case 'goal':
      return /^[a-z0-9-]+$/.test(value) ? { kind, goal: value } : null;
    case 'done':
      return /^[a-z0-9-]+$/.test(value) ? { kind, change: value } : null;
    case 'enlist':
      return value === 'yes' ? { kind } : null;
    default:
      return null;
  }
}

/** The same question with one thing changed; null when no change of that name is on file. */
export function changed(asked: Asked, what: WhatIf, known: readonly Change[]): Asked | null {
  switch (what.kind) {
    case 'budget': {
      const { budgetUsd: _, ...rest } = asked.limits ?? {};
      return { ...asked, limits: what.usd === null ? rest : { ...rest, budgetUsd: what.usd } };
    }
    case 'study':
    case 'work':
    case 'keep':
      return { ...asked, limits: { ...asked.limits, [LIMIT[what.kind]]: what.hours } };
    case 'state': {
      const { stateSince: _, ...record } = asked.record;
      // Work in a state is a goal of that state: who moves wants to work in the new one.
      const goal = asked.goal.replace(/-in-[a-z]{2}$/, `-in-${what.state.toLowerCase()}`);
      return { ...asked, goal, record: { ...record, state: what.state } };
    }
    case 'goal':
      return { ...asked, goal: what.goal };
    case 'enlist':
      return { ...asked, limits: { ...asked.limits, enlist: true } };
    case 'done': {
      const change = known.find((c) => c.id === what.change);
      return change ? { ...asked, record: plus(asked.record, change.adds) } : null;
    }
  }
}

/** The best of each figure among the plans; null = there is no plan. */
export type Best = { plans: number; days: number; months: number; costUsd: number; netPayUsd: number };

export function bestOf(found: Frontier): Best | null {
  const { plans } = found;
  if (plans.length === 0) return null;
  const soonest = plans.reduce((a, b) => (b.days < a.days ? b : a));
  return {
    plans: plans.length,
    days: soonest.days,
    months: soonest.months,
    costUsd: Math.min(...plans.map((p) => p.costUsd)),
    netPayUsd: Math.max(...plans.map((p) => p.netPayUsd)),
  };
}

export type Difference = {
  /** `reached` = with the change the goal is met already. */
  kind: 'opens' | 'closes' | 'reached' | 'same' | 'none' | 'differs';
  before: Best | null;
  after: Best | null;
};

/** What a change does to the best plans. */
export function difference(before: Frontier, after: Frontier): Difference {
  const [b, a] = [bestOf(before), bestOf(after)];
  const kind = after.reached
    ? 'reached'
    : b === null
      ? a === null
        ? 'none'
        : 'opens'
      : a === null
        ? 'closes'
        : b.days === a.days && b.costUsd === a.costUsd && b.netPayUsd === a.netPayUsd && b.plans === a.plans
          ? 'same'
          : 'differs';
  return { kind, before: b, after: a };
}
