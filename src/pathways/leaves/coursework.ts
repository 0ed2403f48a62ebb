import type { LeafOf } from '#content/condition.ts';
import type { Facts, FCourse } from '../facts.ts';
import { partsOf, wholesOf } from '../subjects.ts';
import { MET, UNKNOWN, UNMET, between, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { doneWithin, type Within } from './time.ts';
import type { Day } from '#kernel/dates.ts';

/** Hours as a range: what is surely there, and what could be. */
type Range = { least: number; most: number };
const NONE: Range = { least: 0, most: 0 };

/** Total semester hours of a subject. A subject's own entry is its total; without one its parts are added up. */
export function hoursOf(entries: readonly FCourse[], subject: string, counts: (c: FCourse) => V): Range {
  let own: Range | null = null;
  for (const entry of entries) {
    if (entry.subject !== subject) continue;
    const v = counts(entry);
    const range = { least: v === MET ? (entry.hours ?? 0) : 0, most: v === UNMET ? 0 : (entry.hours ?? Infinity) };
    own = own ? { least: own.least + range.least, most: own.most + range.most } : range;
  }
  let sum = NONE;
  const below = subject === 'all' ? topSubjects(entries) : partsOf(subject);
  for (const part of below) {
    const range = hoursOf(entries, part, counts);
    sum = { least: sum.least + range.least, most: sum.most + range.most };
  }
  // A course that a wider subject's entry names, or may hold, has hours that were not told apart.
  const wider = wholesOf(subject);
  for (const entry of entries)
    if (wider.includes(entry.subject) && (entry.includes === null || entry.includes.includes(subject)))
      sum = { least: sum.least, most: sum.most + (counts(entry) === UNMET ? 0 : (entry.hours ?? Infinity)) };
  if (own) return { least: Math.max(own.least, sum.least), most: Math.max(own.most, sum.least) };
  // Without an entry of its own the total of all college credit is at least the sum of what was told.
  return subject === 'all' && entries.length > 0 ? { least: sum.least, most: Infinity } : sum;
}

const topSubjects = (entries: readonly FCourse[]): string[] => {
  const told = new Set(entries.map((e) => e.subject).filter((s) => s !== 'all'));
  return [...told].filter((s) => !wholesOf(s).some((whole) => told.has(whole)));
};

const always = (): V => MET;

/** Enough hours of natural science? */
export function scienceHours(facts: Facts, need: number): V {
  const range = hoursOf(facts.coursework.entries, 'science', always);
  return between(range.least >= need, !facts.coursework.told || range.most >= need);
}

export function creditsTest(leaf: LeafOf<'credits'>['credits']): LeafTest {
  return (facts, at, note) => {
    const { told, entries } = facts.coursework;
    const counts = leaf.within ? (c: FCourse) => dated(c, at.on, leaf.within!) : always;
    let total = NONE;
    for (const subject of leaf.subjects) {
      const range = hoursOf(entries, subject, counts);
      total = { least: total.least + range.least, most: total.most + range.most };
    }
    const verdict = between(total.least >= leaf.semesterHours - 1e-9, !told || total.most >= leaf.semesterHours - 1e-9);
    if (note) {
      const named = entries.filter((c) => leaf.subjects.some((s) => s === 'all' || c.subject === s || wholesOf(c.subject).includes(s)));
      for (const c of named) note.facts.push({ path: c.path, text: `${c.hours === null ? 'hours not told' : `${trim(c.hours)} semester hours`} of ${c.subject}` });
      note.found = told ? `${trim(total.least)} of ${leaf.semesterHours} hours` : '';
      if (verdict === UNKNOWN) note.ask.push(...(told ? unknownParts(named, leaf, at.on) : ['coursework']));
    }
    return verdict;
  };
}

function unknownParts(named: readonly FCourse[], leaf: LeafOf<'credits'>['credits'], on: Day): string[] {
  const asks = named.filter((c) => c.hours === null).map((c) => `${c.path}.semesterHours`);
  if (leaf.within) asks.push(...named.filter((c) => dated(c, on, leaf.within!) === UNKNOWN).map((c) => `${c.path}.completed`));
  return asks.length > 0 ? asks : [`coursework.${leaf.subjects.join('+')}`];
}

const dated = (c: FCourse, on: Day, within: Within): V => doneWithin(c.completed, on, within);
const trim = (n: number) => Math.round(n * 10) / 10;

/** At least one course in any of the subjects, named as an entry or among an entry's `includes`. */
export function courseTest(leaf: LeafOf<'course'>['course']): LeafTest {
  const wanted = new Set(leaf.anyOf.flatMap((s) => [s, ...partsOf(s)]));
  const wholes = new Set(leaf.anyOf.flatMap(wholesOf));
  return (facts, _at, note) => {
    let verdict: V = facts.coursework.told ? UNMET : UNKNOWN;
    for (const c of facts.coursework.entries) {
      let v: V = UNMET;
      if (wanted.has(c.subject)) {
        v = leaf.semesterHours === undefined ? (c.hours === 0 ? UNMET : MET) : c.hours === null ? UNKNOWN : c.hours >= leaf.semesterHours ? MET : UNMET;
        if (v === UNKNOWN) note?.ask.push(`${c.path}.semesterHours`);
      } else if (c.includes?.some((s) => wanted.has(s))) {
        v = leaf.semesterHours === undefined ? MET : UNKNOWN;
        if (v === UNKNOWN) note?.ask.push(`coursework.${leaf.anyOf[0]}`);
      } else if (c.includes === null && wholes.has(c.subject) && c.hours !== 0) {
        v = UNKNOWN;
        note?.ask.push(`${c.path}.includes`);
      } else continue;
      note?.facts.push({ path: c.path, text: [c.subject, ...(c.includes ?? [])].join(', ').replaceAll('-', ' ') });
      verdict = most(verdict, v);
    }
    if (note) {
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (!facts.coursework.told) note.ask.push('coursework');
    }
    return verdict;
  };
}

