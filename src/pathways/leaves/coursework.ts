import type { LeafOf } from '#content/index.ts';
import type { FCourse } from '../entries.ts';
import { listed, type Chain, type Facts } from '../facts.ts';
import { allIn, bitsOfSubjects, partsOf, wholesOf } from '../subjects.ts';
import { UNREAD, type Log } from '../note.ts';
import { MET, UNKNOWN, UNMET, between, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { askDate, doneWithin, readyDone, type Within } from './time.ts';
import { totalOf } from './totals.ts';
import type { Day } from '#kernel/dates.ts';

/** Hours as a range: what is surely there, and what could be. */
type Range = { least: number; most: number };

/** Total semester hours of one subject. */
export const hoursOf = (entries: Chain<FCourse>, subject: string, counts: (c: FCourse) => V): Range =>
  hoursIn(entries, [subject], counts);

/**
 * Semester hours in the subjects together. A subject's own entry is its total; without one its parts are added up,
 * and a wider subject's entry may hold hours that were not told apart. (Parts that come to more than their own total
 * contradict it; the larger figure is taken.)
 */
function hoursIn(entries: Chain<FCourse>, subjects: readonly string[], counts: (c: FCourse) => V): Range {
  let [least, most] = [0, 0];
  for (const subject of subjects) {
    const told = toldHours(entries, subject, counts);
    least += told.least;
    most += told.most;
    // Without an entry of its own the total of all college credit is at least the sum of what was told.
    if (subject === 'all' && entries && !hasOwn(entries, 'all')) most = Infinity;
  }
  for (let c = entries; c; c = c.next)
    if (counts(c) !== UNMET && subjects.some((s) => s !== 'all' && holds(c, s) && !hasOwn(entries, s)))
      most += c.hours ?? Infinity;
  return { least, most };
}

function hasOwn(entries: Chain<FCourse>, subject: string): boolean {
  for (let c = entries; c; c = c.next) if (c.subject === subject) return true;
  return false;
}

/** Hours in entries of the subject itself and of its parts. */
function toldHours(entries: Chain<FCourse>, subject: string, counts: (c: FCourse) => V): Range {
  let [ownLeast, ownMost, partsLeast, partsMost] = [0, 0, 0, 0];
  for (let c = entries; c; c = c.next) {
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

const topSubjects = (entries: Chain<FCourse>): string[] => {
  const told = new Set(
    listed(entries)
      .map((e) => e.subject)
      .filter((s) => s !== 'all'),
  );
  return [...told].filter((s) => !wholesOf(s).some((whole) => told.has(whole)));
};

const always = (): V => MET;

/** Enough hours of natural science? */
export function scienceHours(facts: Facts, need: number): V {
  const range = hoursOf(facts.courses, 'science', always);
  return between(range.least >= need - 1e-9, facts.courses === undefined || range.most >= need - 1e-9);
}

/** Are there enough hours? Courses that do not count (too long ago, say) are left out. Says which were used. */
type Enough = (courses: Chain<FCourse>, counts: ((c: FCourse) => V) | null, log: Log) => V;

/** In subjects of which `all` is one. */
function enoughInAll(subjects: readonly string[], need: number): Enough {
  return (courses, counts, log) => {
    for (let c = courses; c; c = c.next) log.used |= c.bit;
    const total = hoursIn(courses, subjects, counts ?? always);
    return between(total.least >= need, total.most >= need);
  };
}

/** In listed subjects: the same as by `hoursIn`, made ready for one leaf. */
function enoughIn(subjects: readonly string[], need: number): Enough {
  const totals = subjects.map(totalOf);
  const inside = bitsOfSubjects(subjects.flatMap((s) => [...allIn(s)]));
  const wanted = bitsOfSubjects(subjects);
  return (courses, counts, log) => {
    let used = 0;
    let owned = 0;
    let plain = counts === null;
    for (let c = courses; c; c = c.next) {
      owned |= c.own;
      if (c.own & inside) {
        used |= c.bit;
        if (c.hours === null) plain = false;
      } else if (c.holds & wanted) used |= c.bit;
    }
    log.used = used;
    let least = 0;
    let most = 0;
    if (plain) {
      for (let i = 0; i < totals.length; i++) least += totals[i]!(courses);
      most = least;
    } else
      for (const subject of subjects) {
        const told = toldHours(courses, subject, counts ?? always);
        least += told.least;
        most += told.most;
      }
    if (least >= need) return MET;
    const apart = wanted & ~owned; // subjects without an entry of their own
    for (let c = apart ? courses : null; c; c = c.next)
      if (c.holds & apart && (counts === null || counts(c) !== UNMET)) most += c.hours ?? Infinity;
    return most >= need ? UNKNOWN : UNMET;
  };
}

export function creditsTest(leaf: LeafOf<'credits'>['credits']): LeafTest {
  const { subjects, semesterHours, within } = leaf;
  const need = semesterHours - 1e-9;
  const enough = subjects.includes('all') ? enoughInAll(subjects, need) : enoughIn(subjects, need);
  const done = readyDone(within);
  return (facts, at, log = UNREAD) => {
    const { courses } = facts;
    const counts = within ? (c: FCourse) => done(c.completed, at.on) : null;
    const found = enough(courses, counts, log);
    const verdict = found === UNMET && courses === undefined ? UNKNOWN : found;
    const { note } = log;
    if (note) {
      for (let c = courses; c; c = c.next)
        if (bears(c, subjects)) note.facts.push({ path: c.path, text: hoursText(c) });
      if (courses !== undefined)
        note.found = `${trim(hoursIn(courses, subjects, counts ?? always).least)} of ${semesterHours} hours`;
      if (verdict === UNKNOWN)
        note.ask.push(
          ...(courses === undefined ? ['coursework'] : askHours(courses, subjects, at.on, within)),
        );
    }
    return verdict;
  };
}

/** Does a course bear on hours in the subjects? */
const bears = (c: FCourse, subjects: readonly string[]): boolean =>
  subjects.some((s) => s === 'all' || allIn(s).has(c.subject) || holds(c, s));

const hoursText = (c: FCourse): string =>
  `${c.hours === null ? 'hours not told' : `${trim(c.hours)} semester hours`} of ${c.subject.replaceAll('-', ' ')}`;

/** What is open about the hours in the subjects: hours and dates of entries, and totals that were not told apart. */
export function askHours(
  entries: Chain<FCourse>,
  subjects: readonly string[],
  on: Day,
  within?: Within,
): string[] {
  const asks: string[] = [];
  const vague = new Set<string>();
  for (let c = entries; c; c = c.next) {
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
  return (facts, _at, log = UNREAD) => {
    const note = log.note;
    let verdict: V = facts.courses !== undefined ? UNMET : UNKNOWN;
    const entries = facts.courses;
    let used = 0;
    for (let c = entries; c; c = c.next) {
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
      used |= c.bit;
      note?.facts.push({
        path: c.path,
        text: [c.subject, ...(c.includes ?? [])].join(', ').replaceAll('-', ' '),
      });
      verdict = most(verdict, v);
    }
    log.used = used;
    if (note) {
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (facts.courses === undefined) note.ask.push('coursework');
    }
    return verdict;
  };
}
