import {
  areasOf,
  type Citation,
  type Confidence,
  type Continuing,
  type Fact,
  type SubjectArea,
} from '#content/index.ts';
import { readDate, type DaySpan } from '#kernel/dates.ts';
import { longDate } from '#kernel/when.ts';
import { MET, UNKNOWN, UNMET, between, least, most, type V } from '#pathways/index.ts';
import { decides } from './checks.ts';
import type { Held, Rules } from './holdings.ts';
import { SLACK, type Period } from './period.ts';

type Sure = { v: V; cite: Citation[]; confidence: Confidence };
/** Nothing is owed: surely, perhaps, or not so. */
export type Waived = Sure & { text: string };
/** A first period, which owes only `owes`: surely, perhaps, or not so. */
export type First = Sure & { owes: readonly SubjectArea[] };

const NEVER = { cite: [] as Citation[], confidence: 'verified' as Confidence };
const NOT_WAIVED: Waived = { v: UNMET, text: '', ...NEVER };
export const NO_FIRST: First = { v: UNMET, owes: [], ...NEVER };

/** Whether nothing is owed at all. @param needs how many areas are asked for */
export function waivedBy(
  rule: Continuing,
  total: Fact<number>,
  needs: number,
  issued: DaySpan | null,
  period: Period,
): Waived {
  if (period.kind === 'stopped') return NOT_WAIVED;
  if (period.kind === 'endless')
    return { v: MET, text: 'It never expires, so nothing is owed to keep it.', ...NEVER };
  if (decides(total) && total.value === 0 && needs === 0)
    return {
      v: MET,
      text: 'No duty to take continuing education was found.',
      cite: total.cite,
      confidence: total.confidence,
    };
  const { voluntaryBefore } = rule;
  if (!decides(voluntaryBefore)) return NOT_WAIVED;
  const day = readDate(voluntaryBefore.value)!.earliest;
  const v = issued === null ? UNKNOWN : between(issued.latest < day, issued.earliest < day);
  const text = `Renewal is voluntary for those first certified before ${longDate(voluntaryBefore.value)}.`;
  return { v, text, cite: voluntaryBefore.cite, confidence: voluntaryBefore.confidence };
}

/** Whether this is a first period that owes less. */
export function firstOf(
  rule: Continuing,
  held: Held,
  period: Period,
  all: readonly Held[],
  rules: Rules,
): First {
  const { first } = rule;
  if (!decides(first) || period.kind === 'endless' || period.kind === 'lapsed' || period.kind === 'stopped')
    return NO_FIRST;
  const found = { owes: areasOf(first.value.owes), cite: first.cite, confidence: first.confidence };
  if (period.kind === 'untold' || period.issued === null) return { v: UNKNOWN, ...found };
  const { issued, begins } = period;
  if (first.value.when === 'part-year')
    return { v: between(issued.earliest > begins.latest, issued.latest > begins.earliest), ...found };
  const inFirst = between(issued.earliest >= begins.latest - SLACK, issued.latest >= begins.earliest - SLACK);
  const earlier = all
    .filter((other) => other !== held && rules.get(other.id)?.rule === rule)
    .map((other): V => {
      const span = other.issued === undefined ? null : readDate(other.issued);
      return span ? between(span.latest < issued.earliest, span.earliest < issued.latest) : UNKNOWN;
    })
    .reduce<V>(most, UNMET);
  return { v: least(inFirst, (MET - earlier) as V), ...found };
}
