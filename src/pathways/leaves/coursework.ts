import type { LeafOf } from '#content/condition.ts';
import type { Facts, FCourse } from '../facts.ts';
import { allIn, mayHold, partsOf, wholesOf } from '../subjects.ts';
import { MET, UNKNOWN, UNMET, between, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { askDate, doneWithin, type Within } from './time.ts';
import type { Day } from '#kernel/dates.ts';

/** Hours as a range: what is surely there, and what could be. */
type Range = { least: number; most: number };
const NONE: Range = { least: 0, most: 0 };

/** Total semester hours of one subject. */
export const hoursOf = (entries: readonly FCourse[], subject: string, counts: (c: FCourse) => V): Range =>
  hoursIn(entries, [subject], counts);

/**
 * Semester hours in the subjects together. A subject's own entry is its total; without one its parts are added up,
 * and a wider subject's entry may hold hours that were not told apart. (Parts that come to more than their own total
 * contradict it; the larger figure is taken.)
 */
function hoursIn(entries: readonly FCourse[], subjects: readonly string[], counts: (c: FCourse) => V): Range {
  let [least, most] = [0, 0];
  for (const subject of subjects) {
    const told = toldHours(entries, subject, counts);
    least += told.least;
    most += told.most;
    // Without an entry of its own the total of all college credit is at least the sum of what was told.
    if (subject === 'all' && entries.length > 0 && !hasOwn(entries, 'all')) most = Infinity;
  }
  for (const c of entries)
    if (counts(c) !== UNMET && subjects.some((s) => s !== 'all' && holds(c, s) && !hasOwn(entries, s)))
      most += c.hours ?? Infinity;
  return { least, most };
}

function hasOwn(entries: readonly FCourse[], subject: string): boolean {
  for (const c of entries) if (c.subject === subject) return true;
  return false;
}

/** Hours in entries of the subject itself and of its parts. */
function toldHours(entries: readonly FCourse[], subject: string, counts: (c: FCourse) => V): Range {
  let [ownLeast, ownMost, partsLeast, partsMost] = [0, 0, 0, 0];
  for (const c of entries) {
    if (c.subject !== subject) continue;
    const v = counts(c);
    if (v === MET) ownLeast += c.hours ?? 0;
    if (v !== UNMET) ownMost += c.hours ?? Infinity;
  }
  for (const part of subject === 'all' ? topSubjects(entries) : partsOf(subject)) {
    const range = toldHours(entries, part, counts);
    partsLeast += range.least;
    partsMost += range.most;
  }
  return { least: Math.max(ownLeast, partsLeast), most: Math.max(ownMost, partsMost) };
}

/** Does an entry of another subject name the subject among its courses, or could it? */
function holds(c: FCourse, subject: string): boolean {
  if (c.includes === null) return mayHold(c.subject, subject);
  if (c.subject !== 'all' && !mayHold(c.subject, subject)) return false;
  const inside = allIn(subject);
  return c.includes.some((s) => inside.has(s));
}

const topSubjects = (entries: readonly FCourse[]): string[] => {
  const told = new Set(entries.map((e) => e.subject).filter((s) => s !== 'all'));
  return [...told].filter((s) => !wholesOf(s).some((whole) => told.has(whole)));
};

const always = (): V => MET;

/** Enough hours of natural science? */
export function scienceHours(facts: Facts, need: number): V {
  const range = hoursOf(facts.coursework.entries, 'science', always);
  return between(range.least >= need - 1e-9, !facts.coursework.told || range.most >= need - 1e-9);
}

export function creditsTest(leaf: LeafOf<'credits'>['credits']): LeafTest {
  const anything = leaf.subjects.includes('all');
  const bears = (c: FCourse) => anything || leaf.subjects.some((s) => allIn(s).has(c.subject) || holds(c, s));
  return (facts, at, log) => {
    const note = log?.note;
    const { told, entries } = facts.coursework;
    const counts = leaf.within ? (c: FCourse) => dated(c, at.on, leaf.within!) : always;
    const total = hoursIn(entries, leaf.subjects, counts);
    const verdict = between(
      total.least >= leaf.semesterHours - 1e-9,
      !told || total.most >= leaf.semesterHours - 1e-9,
    );
    if (log) for (const c of entries) if (bears(c)) log.used |= c.bit;
    if (note) {
      const named = entries.filter(bears);
      for (const c of named)
        note.facts.push({
          path: c.path,
          text: `${c.hours === null ? 'hours not told' : `${trim(c.hours)} semester hours`} of ${c.subject.replaceAll('-', ' ')}`,
        });
      note.found = told ? `${trim(total.least)} of ${leaf.semesterHours} hours` : '';
      if (verdict === UNKNOWN)
        note.ask.push(...(told ? askHours(entries, leaf.subjects, at.on, leaf.within) : ['coursework']));
    }
    return verdict;
  };
}

/** What is open about the hours in the subjects: hours and dates of entries, and totals that were not told apart. */
export function askHours(
  entries: readonly FCourse[],
  subjects: readonly string[],
  on: Day,
  within?: Within,
): string[] {
  const asks: string[] = [];
  const vague = new Set<string>();
  for (const c of entries) {
    if (doneWithin(c.completed, on, within) === UNMET && within) continue;
    const inside = subjects.some((s) => s === 'all' || allIn(s).has(c.subject));
    const above = subjects.filter((s) => s !== 'all' && holds(c, s) && !hasOwn(entries, s));
    for (const s of above) vague.add(s);
    if (!inside && above.length === 0) continue;
    if (inside && c.hours === null) asks.push(`${c.path}.semesterHours`);
    const date = within ? askDate(c.completed, `${c.path}.completed`, on, within) : null;
    if (date !== null) asks.push(date);
  }
  if (subjects.includes('all') && !hasOwn(entries, 'all')) vague.add('all');
  return [...asks, ...[...vague].map((s) => `coursework.${s}`)];
}

const dated = (c: FCourse, on: Day, within: Within): V => doneWithin(c.completed, on, within);
const trim = (n: number) => Math.round(n * 10) / 10;

/** At least one course in any of the subjects, named as an entry or among an entry's `includes`. */
export function courseTest(leaf: LeafOf<'course'>['course']): LeafTest {
  const wanted = new Set(leaf.anyOf.flatMap((s) => [...allIn(s)]));
  return (facts, _at, log) => {
    const note = log?.note;
    let verdict: V = facts.coursework.told ? UNMET : UNKNOWN;
    for (const c of facts.coursework.entries) {
      let v: V = UNMET;
      if (wanted.has(c.subject)) {
        v =
          leaf.semesterHours === undefined
            ? c.hours === 0
              ? UNMET
              : MET
            : c.hours === null
              ? UNKNOWN
              : c.hours >= leaf.semesterHours
                ? MET
                : UNMET;
        if (v === UNKNOWN) note?.ask.push(`${c.path}.semesterHours`);
      } else if (c.includes?.some((s) => wanted.has(s))) {
        v = leaf.semesterHours === undefined ? MET : UNKNOWN;
        if (v === UNKNOWN) note?.ask.push(`coursework.${leaf.anyOf[0]}`);
      } else if (c.includes === null && leaf.anyOf.some((s) => mayHold(c.subject, s))) {
        v = UNKNOWN;
        note?.ask.push(`${c.path}.includes`);
      } else continue;
      if (log) log.used |= c.bit;
      note?.facts.push({
        path: c.path,
        text: [c.subject, ...(c.includes ?? [])].join(', ').replaceAll('-', ' '),
      });
      verdict = most(verdict, v);
    }
    if (note) {
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (!facts.coursework.told) note.ask.push('coursework');
    }
    return verdict;
  };
}
