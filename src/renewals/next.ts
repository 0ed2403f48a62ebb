import {
  ACTIVITY_KINDS,
  SUBJECT_AREAS,
  type ActivityKind,
  type Continuing,
  type SubjectArea,
} from '#content/index.ts';
import { isoOf } from '#kernel/dates.ts';
import { MET } from '#pathways/index.ts';
import { accept } from './accept.ts';
import { decides } from './checks.ts';
import type { Named } from './activity.ts';
import { fill, type Filled } from './fill.ts';
import { knownAsked, offersOf, type Problem } from './problem.ts';

/** Pieces that an activity in these areas would add for a holding, were it approved there. `due` null = it has lapsed. */
export type Gain = { holding: string; id: string; due: string | null; amount: number };

/** The subject that helps most: `areas` would all do, the first as well as any. */
export type Next = { areas: SubjectArea[]; gains: Gain[] };

/** More than any rule asks for. */
const PLENTY = 1000;

/**
 * The area in which an activity of today would help most: that helps at the nearest deadline where anything does, of
 * those at the next one as well, and so on; then the one that fills most. What has lapsed and can be brought back comes
 * before every deadline. Null where nothing that is known is missing.
 */
export function nextBest(problems: readonly Problem[]): Next | null {
  const open = problems
    .flatMap((p) => {
      const { period, on, rule, owed } = p;
      const due = period.kind === 'open' ? period.sure.to : -Infinity;
      const counts = period.kind === 'open' ? due >= on : period.kind === 'lapsed' && decides(rule.lapsed);
      return counts && owed.waived.v !== MET ? [{ p, due, gain: gainsOf(p) }] : [];
    })
    .sort((a, b) => (a.due === b.due ? 0 : a.due - b.due) || (a.p.held.path < b.p.held.path ? -1 : 1));
  const ranked = SUBJECT_AREAS.map((area) => ({
    area,
    gains: open.map(({ gain }) => gain(area)),
  }));
  let best = ranked[0]!;
  for (const one of ranked) if (compare(one.gains, best.gains) > 0) best = one;
  if (best.gains.every((gain) => gain <= 0)) return null;
  return {
    areas: ranked.filter((one) => compare(one.gains, best.gains) === 0).map((one) => one.area),
    gains: open.flatMap(({ p, due }, i) =>
      best.gains[i]! > 0
        ? [
            {
              holding: p.held.path,
              id: p.held.id,
              due: due === -Infinity ? null : isoOf(due),
              amount: best.gains[i]!,
            },
          ]
        : [],
    ),
  };
}

/**
 * What as much in an area as anybody could do today would add to what is filled. What already counts is read once;
 * areas that the rule treats alike have one answer.
 */
function gainsOf(p: Problem): (area: SubjectArea) => number {
  const asked = knownAsked(p);
  const there = offersOf(p, p.needs, true).filter(({ counts, amount }) => counts && amount > 0);
  const sum = ({ filled, any }: Filled) => filled.reduce((n, each) => n + each, any);
  const now = sum(fill(there, asked));
  const known = new Map<string, number>();
  return (area) => {
    const probe: Named = {
      id: 'probe', title: 'probe', date: isoOf(p.on), hours: PLENTY, points: PLENTY, minutesPerHour: 60, areas: [area], kind: freeKind(p.rule), accreditation: [p.rule.of],
    }; // prettier-ignore
    const offers = offersOf({ ...p, accepted: [accept(p.rule, p.period, probe, p.on)] }, p.needs, true);
    const key = JSON.stringify(offers);
    const gain = known.get(key) ?? sum(fill([...there, ...offers], asked)) - now;
    known.set(key, gain);
    return gain;
  };
}

/** A kind of activity that the rule neither caps nor refuses. */
function freeKind({ caps, accepts }: Continuing): ActivityKind {
  const bound = [...caps, ...accepts.refuses].flatMap(({ kinds }) => kinds ?? []);
  return ACTIVITY_KINDS.find((kind) => !bound.includes(kind)) ?? 'other';
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i]! > 0 !== b[i]! > 0) return a[i]! > 0 ? 1 : -1;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
