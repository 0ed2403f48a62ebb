import { addMonths } from '#kernel/dates.ts';
import { trace, traceFor, type Facts } from '#pathways/index.ts';
import { accreditorOf } from '../../src/pathways/entries.ts';
import { listed } from '../../src/pathways/facts.ts';
import { hoursOf } from '../../src/pathways/leaves/coursework.ts';
import { fullTimeMonths } from '../../src/pathways/leaves/fulltime.ts';
import { at, rule } from './case.ts';

/**
 * The record as the other engines get it: flat yes-or-no and number fields, with all that they have no words for
 * (windows of time, the best of several degrees, overlapping jobs, subjects within subjects) worked out beforehand
 * and not timed. What is left to them is about fifteen comparisons.
 */
export type Flat = {
  mltIssued: number; mltExpires: number; on: number; degreeRank: number; degreeAccredited: string; degreeCompleted: number;
  biologyHours: number; microbiology: number; chemistryHours: number; organic: number; programKind: string;
  programOpenUntil: number; programAccredited: boolean; months: number; disciplines: number;
}; // prettier-ignore

const out = traceFor(rule);

export function flatten(facts: Facts): Flat {
  trace(rule, facts, at, out);
  const best = <T extends { bit: number }>(list: readonly T[], ok: (x: T) => boolean): T | undefined =>
    list.find(ok) ?? list[0];
  const on = at.on;
  const mlt = best(
    listed(facts.credentials).filter((c) => c.id === 'ascp-mlt'),
    (c) =>
      c.issued!.latest <= on && (c.expires === 'never' || (c.expires as { earliest: number }).earliest >= on),
  );
  const degree = best(
    listed(facts.degrees),
    (d) =>
      d.rank >= 2 &&
      ['regional', 'national'].includes(accreditorOf(d.accredited)!) &&
      d.completed!.latest <= on,
  );
  const leaf = (kind: string, n = 0) => nodes.filter((r) => r.kind === kind)[n]!;
  const met = (r: (typeof nodes)[number]) => out.verdicts[r.index] === 2;
  const program = met(leaf('program'));
  const first = addMonths(on, -60);
  const jobs = listed(facts.jobs).filter((j) => out.used[leaf('experience').index]! & j.bit);
  const months = fullTimeMonths(
    jobs
      .map((j) => ({
        from: Math.max(j.from!.latest, first),
        until: (j.to === 'ongoing' ? on : Math.min((j.to as { earliest: number }).earliest, on)) + 1,
        share: j.hoursPerWeek! / 35,
      }))
      .filter((s) => s.from < s.until),
  );
  const enough = met(leaf('experience')) || met(leaf('experience', 1));
  return {
    mltIssued: mlt ? mlt.issued!.latest : 999_999,
    mltExpires: !mlt ? 0 : mlt.expires === 'never' ? 999_999 : (mlt.expires as { earliest: number }).earliest,
    on,
    degreeRank: degree?.rank ?? 0,
    degreeAccredited: (degree && accreditorOf(degree.accredited)) ?? 'none',
    degreeCompleted: degree?.completed?.latest ?? 999_999,
    biologyHours: hoursOf(facts.courses, 'biology', () => 2).least + 1e-6,
    microbiology: met(leaf('course')) ? 1 : 0,
    chemistryHours: hoursOf(facts.courses, 'chemistry', () => 2).least + 1e-6,
    organic: met(leaf('course', 1)) ? 1 : 0,
    programKind: program ? 'mlt' : 'none',
    programOpenUntil: program ? on : 0,
    programAccredited: program,
    months: Math.round(months * 1e6) / 1e6,
    disciplines: enough ? 6 : months >= 24 || (program && months >= 12) ? 5 : 6,
  };
}

type Node = { kind: string; index: number; parts: readonly Node[] };
const nodes: Node[] = (function all(r: Node): Node[] {
  return [r, ...r.parts.flatMap(all)];
})(rule);

/** The comparisons, written by hand over the flat fields. */
export const byHandFlat = (f: Flat): boolean => {
  const trained =
    (f.programKind === 'mlt' || f.programKind === 'mls' || f.programKind === 'mls-foreign') &&
    f.programOpenUntil >= f.on &&
    f.programAccredited;
  return (
    f.mltIssued <= f.on &&
    f.mltExpires >= f.on &&
    f.degreeRank >= 2 &&
    (f.degreeAccredited === 'regional' || f.degreeAccredited === 'national') &&
    f.degreeCompleted <= f.on &&
    f.biologyHours >= 16 &&
    f.microbiology >= 1 &&
    f.chemistryHours >= 16 &&
    (f.organic >= 1 || trained) &&
    ((f.months >= 24 && f.disciplines >= 6) || (trained && f.months >= 12 && f.disciplines >= 6))
  );
};
