import { addMonths, monthsBetween, type Day } from '#kernel/dates.ts';
import { ACCREDITORS, DISCIPLINES, PROGRAMS, SETTINGS, WORK } from '#kernel/words.ts';
import type { Facts } from '#pathways/index.ts';

// The pathway written out by hand, as a programmer would who had only this one rule and only told records: the
// same job as ours (dates, windows, subjects, overlapping work), and nothing but yes or no for an answer.

const bitsIn =
  <W extends string>(words: readonly W[]) =>
  (names: readonly W[]) =>
    names.reduce((sum, n) => sum | (1 << words.indexOf(n)), 0);
const bits = bitsIn(DISCIPLINES);
const accreditors = bitsIn(ACCREDITORS);
const SIX = bits(['blood-banking', 'chemistry', 'hematology', 'microbiology', 'immunology', 'urinalysis']);
const SCHOOLS = accreditors(['regional', 'national']);
const TRAINED_BY = accreditors(['naacls', 'abhes', 'foreign']);
const TRAINED = bitsIn(PROGRAMS)(['mls', 'mlt', 'mls-foreign']);
const ABROAD = PROGRAMS.indexOf('mls-foreign');
const CLINICAL = bitsIn(SETTINGS)([
  'hospital',
  'reference-laboratory',
  'clinic',
  'physician-office',
  'public-health',
  'blood-bank',
  'military',
]);
const BIOLOGY = new Set([
  'microbiology',
  'immunology',
  'anatomy-physiology',
  'genetics',
  'molecular-biology',
  'hematology',
  'cell-biology',
  'parasitology',
  'medical-microbiology',
]);
const CHEMISTRY = new Set([
  'general-chemistry',
  'organic-chemistry',
  'biochemistry',
  'analytical-chemistry',
  'quantitative-analysis',
  'clinical-chemistry',
  'inorganic-chemistry',
]);
const PLAIN: { [as: string]: number } = {
  phlebotomist: bits(['phlebotomy', 'donor-phlebotomy']),
  'laboratory-assistant': bits(['phlebotomy', 'point-of-care']),
  histotechnician: bits(['histology']),
  histotechnologist: bits(['histology']),
  cytologist: bits(['cytology']),
  other: 0,
};
const ASSISTANTS = WORK.map((as) => PLAIN[as]);

export function byHand(facts: Facts, on: Day): boolean {
  return (
    hasMlt(facts, on) &&
    hasBachelor(facts, on) &&
    hours(facts, 'biology', BIOLOGY) >= 16 - 1e-9 &&
    hasCourse(facts, 'microbiology', 'medical-microbiology') &&
    hours(facts, 'chemistry', CHEMISTRY) >= 16 - 1e-9 &&
    finishes(facts, on)
  );
}

function finishes(facts: Facts, on: Day): boolean {
  const trained = hasProgram(facts, on);
  if (!trained && !hasCourse(facts, 'organic-chemistry', 'biochemistry')) return false;
  const first = addMonths(on, -60);
  let disciplines = 0;
  const spans: { from: number; until: number; share: number }[] = [];
  for (let j = facts.jobs; j; j = j.next) {
    const touched = j.disciplines! & SIX;
    if (!touched || !(CLINICAL & j.setting)) continue;
    const plain = ASSISTANTS[j.as];
    if (plain !== undefined && !(touched & plain)) continue;
    const from = Math.max(j.from!.latest, first);
    const until = (j.to === 'ongoing' ? on : Math.min(j.to!.earliest, on)) + 1;
    if (from >= until) continue;
    disciplines |= touched;
    spans.push({ from, until, share: j.hoursPerWeek! / 35 });
  }
  return disciplines === SIX && worked(spans) >= (trained ? 12 : 24) - 1e-9;
}

function worked(spans: { from: number; until: number; share: number }[]): number {
  const cuts = spans.flatMap((s) => [s.from, s.until]).sort((a, b) => a - b);
  let months = 0;
  for (let i = 1; i < cuts.length; i++) {
    let share = 0;
    for (const s of spans) if (s.from <= cuts[i - 1]! && s.until >= cuts[i]!) share += s.share;
    if (share > 0) months += monthsBetween(cuts[i - 1]!, cuts[i]!) * Math.min(1, share);
  }
  return months;
}

function hasMlt(facts: Facts, on: Day): boolean {
  for (let c = facts.credentials; c; c = c.next)
    if (
      c.id === 'ascp-mlt' &&
      c.issued!.latest <= on &&
      (c.expires === 'never' || (c.expires as { earliest: Day }).earliest >= on)
    )
      return true;
  return false;
}

function hasBachelor(facts: Facts, on: Day): boolean {
  for (let d = facts.degrees; d; d = d.next)
    if (d.rank >= 2 && SCHOOLS & d.accredited && d.completed!.latest <= on) return true;
  return false;
}

function hasProgram(facts: Facts, on: Day): boolean {
  for (let p = facts.programs; p; p = p.next) {
    if (!(TRAINED & (1 << p.type)) || p.completed!.latest > on || addMonths(p.completed!.earliest, 60) < on)
      continue;
    if (p.type === ABROAD) return true;
    if (TRAINED_BY & p.accreditor && (!p.since || p.since.latest <= p.completed!.earliest)) return true;
  }
  return false;
}

function hours(facts: Facts, subject: string, parts: Set<string>): number {
  let [own, sum, micro, medical] = [0, 0, 0, 0];
  for (let c = facts.courses; c; c = c.next) {
    if (c.subject === subject) own += c.hours!;
    else if (c.subject === 'microbiology') micro += c.hours!;
    else if (c.subject === 'medical-microbiology') medical += c.hours!;
    else if (parts.has(c.subject)) sum += c.hours!;
  }
  if (subject === 'biology') sum += Math.max(micro, medical);
  return Math.max(own, sum);
}

function hasCourse(facts: Facts, one: string, other: string): boolean {
  for (let c = facts.courses; c; c = c.next) {
    if (c.subject === one || c.subject === other) {
      if (c.hours! > 0) return true;
      continue;
    }
    for (const i of c.includes!) if (i === one || i === other) return true;
  }
  return false;
}
