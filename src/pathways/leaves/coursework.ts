import type { LeafOf } from '#content/index.ts';
import type { Facts, FCourse } from '../facts.ts';
import { allIn, bitsOfSubjects, partsOf, placeOf, wholesOf } from '../subjects.ts';
import { MET, UNKNOWN, UNMET, between, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { askDate, doneWithin, readyDone, type Within } from './time.ts';
import type { Day } from '#kernel/dates.ts';

/** Hours as a range: what is surely there, and what could be. */
type Range = { least: number; most: number };

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
const holds = (c: FCourse, subject: string): boolean => (c.holds & bitsOfSubjects([subject])) !== 0;

/** Sums by subject, written anew each time. */
const leastBy = new Float64Array(32);

/** A subject and its parts, each by its place: own hours or, where more, its parts' hours. */
type Tree = { place: number; parts: Tree[] };
const treeOf = (subject: string): Tree => ({ place: placeOf(subject), parts: partsOf(subject).map(treeOf) });

function sumOf(tree: Tree, by: Float64Array): number {
  let parts = 0;
  for (let i = 0; i < tree.parts.length; i++) parts += sumOf(tree.parts[i]!, by);
  const own = by[tree.place]!;
  return own > parts ? own : parts;
}

/** A subject made ready: itself, all inside it, and which of its parts have parts of their own (and those) as bits. */
type Total = { tree: Tree; root: number; inside: number; divided: number; deep: number };

function totalOf(subject: string): Total {
  const divided = [...allIn(subject)].filter((s) => s !== subject && partsOf(s).length > 0);
  return {
    tree: treeOf(subject),
    root: bitsOfSubjects([subject]),
    inside: bitsOfSubjects(allIn(subject)),
    divided: bitsOfSubjects(divided),
    deep: bitsOfSubjects(divided.flatMap(partsOf)),
  };
}

/** Hours of one subject when every hour was told: its own, or where more its parts'. */
function plainHours(entries: readonly FCourse[], t: Total): number {
  let [own, parts, touched] = [0, 0, 0];
  for (let i = 0; i < entries.length; i++) {
    const c = entries[i]!;
    if (!(c.own & t.inside)) continue;
    touched |= c.own;
    if (c.own === t.root) own += c.hours!;
    else parts += c.hours!;
  }
  if (touched & t.divided && touched & t.deep) {
    // A part beside a part of it: they must not be counted twice.
    leastBy.fill(0);
    for (const c of entries) if (c.own & t.inside) leastBy[31 - Math.clz32(c.own)]! += c.hours!;
    return sumOf(t.tree, leastBy);
  }
  return own > parts ? own : parts;
}

/** Enough hours in the subjects? The same as by `hoursIn`, made ready for one leaf. */
function readyHours(
  subjects: readonly string[],
): (entries: readonly FCourse[], counts: ((c: FCourse) => V) | null, need: number) => V {
  const totals = subjects.map(totalOf);
  const inside = totals.reduce((bits, t) => bits | t.inside, 0);
  const wanted = bitsOfSubjects(subjects);
  return (entries, counts, need) => {
    let [owned, plain] = [0, counts === null];
    for (let i = 0; i < entries.length; i++) {
      const c = entries[i]!;
      owned |= c.own;
      if (c.hours === null && c.own & inside) plain = false;
    }
    let [least, most] = [0, 0];
    if (plain) {
      for (let i = 0; i < totals.length; i++) least += plainHours(entries, totals[i]!);
      most = least;
    } else
      for (const subject of subjects) {
        const told = toldHours(entries, subject, counts ?? always);
        least += told.least;
        most += told.most;
      }
    if (least >= need) return MET;
    const apart = wanted & ~owned; // subjects without an entry of their own
    if (apart)
      for (let i = 0; i < entries.length; i++) {
        const c = entries[i]!;
        if (c.holds & apart && (counts === null || counts(c) !== UNMET)) most += c.hours ?? Infinity;
      }
    return most >= need ? UNKNOWN : UNMET;
  };
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
  const bearing = anything ? -1 : bitsOfSubjects(leaf.subjects.flatMap((s) => [...allIn(s)]));
  const wanted = bitsOfSubjects(leaf.subjects);
  const bears = (c: FCourse) => anything || (c.own & bearing) !== 0 || (c.holds & wanted) !== 0;
  const need = leaf.semesterHours - 1e-9;
  const ready = anything ? null : readyHours(leaf.subjects);
  const done = readyDone(leaf.within);
  return (facts, at, log) => {
    const note = log?.note;
    const { told, entries } = facts.coursework;
    const counts = leaf.within ? (c: FCourse) => done(c.completed, at.on) : null;
    let verdict: V;
    if (ready) verdict = ready(entries, counts, need);
    else {
      const total = hoursIn(entries, leaf.subjects, counts ?? always);
      verdict = between(total.least >= need, total.most >= need);
    }
    if (!told && verdict === UNMET) verdict = UNKNOWN;
    if (log) for (let i = 0; i < entries.length; i++) if (bears(entries[i]!)) log.used |= entries[i]!.bit;
    if (note) {
      const named = entries.filter(bears);
      for (const c of named)
        note.facts.push({
          path: c.path,
          text: `${c.hours === null ? 'hours not told' : `${trim(c.hours)} semester hours`} of ${c.subject.replaceAll('-', ' ')}`,
        });
      note.found = told
        ? `${trim(hoursIn(entries, leaf.subjects, counts ?? always).least)} of ${leaf.semesterHours} hours`
        : '';
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

const trim = (n: number) => Math.round(n * 10) / 10;

/** At least one course in any of the subjects, named as an entry or among an entry's `includes`. */
export function courseTest(leaf: LeafOf<'course'>['course']): LeafTest {
  const wanted = bitsOfSubjects(leaf.anyOf.flatMap((s) => [...allIn(s)]));
  const bits = bitsOfSubjects(leaf.anyOf);
  return (facts, _at, log) => {
    const note = log?.note;
    let verdict: V = facts.coursework.told ? UNMET : UNKNOWN;
    for (const c of facts.coursework.entries) {
      let v: V = UNMET;
      if (c.own & wanted) {
        // No hours at all is no course; that some were earned is all a rule without a number asks.
        v = c.hours === null ? UNKNOWN : c.hours > 0 && c.hours >= (leaf.semesterHours ?? 0) ? MET : UNMET;
        if (v === UNKNOWN) note?.ask.push(`${c.path}.semesterHours`);
      } else if (c.named & bits) {
        v = leaf.semesterHours === undefined ? MET : UNKNOWN;
        if (v === UNKNOWN) note?.ask.push(`coursework.${leaf.anyOf[0]}`);
      } else if (c.includes === null && c.holds & bits) {
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
