import { readDate, type DaySpan } from '#kernel/dates.ts';
import {
  ACCREDITORS,
  DISCIPLINES,
  LEVELS,
  PROGRAMS,
  SETTINGS,
  WORK,
  type Discipline,
  type Level,
} from '#kernel/words.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { bitAt } from './note.ts';
import { subjectBits } from './subjects.ts';

// One entry of each of the record's lists, made ready to be judged. What tests read stands first, what only the
// proof in words needs last.

/** An entry's place in the record file: as text, and as a bit of the compact proof. */
type Placed = { bit: number; path: string };

type Entry<L extends keyof PersonRecord> =
  NonNullable<PersonRecord[L]> extends readonly (infer E)[] ? E : never;

export const rankOf = (level: Level): number => LEVELS.indexOf(level);

/** Disciplines as bits of one number. */
export const bitsOf = (disciplines: readonly Discipline[]): number =>
  disciplines.reduce((bits, d) => bits | (1 << DISCIPLINES.indexOf(d)), 0);
export const namesOf = (bits: number): Discipline[] => DISCIPLINES.filter((_, i) => bits & (1 << i));

type Accreditor = (typeof ACCREDITORS)[number];
export const accreditorBits = (accreditors: readonly Accreditor[]): number =>
  accreditors.reduce((bits, a) => bits | (1 << ACCREDITORS.indexOf(a)), 0);
const accreditorBit = (a: Accreditor | undefined): number =>
  a === undefined ? 0 : 1 << ACCREDITORS.indexOf(a);
/** The accreditor of a bit; undefined for 0, where none was told. */
export const accreditorOf = (bit: number): Accreditor | undefined => ACCREDITORS[31 - Math.clz32(bit)];

const SPANS = new Map<string, DaySpan | null>();

/** A date read once: lives hold few different days, and records that share them are smaller and quicker to judge. */
export function span(text: string | undefined): DaySpan | null {
  if (text === undefined) return null;
  const known = SPANS.get(text);
  if (known !== undefined) return known;
  if (SPANS.size > 50_000) SPANS.clear();
  const read = readDate(text);
  SPANS.set(text, read);
  return read;
}

const PATHS = new Map<string, string[]>();

/** `education[0]`; the same text for everybody, so that a hundred thousand records do not each hold their own. */
function pathOf(list: string, index: number): string {
  let paths = PATHS.get(list);
  if (!paths) PATHS.set(list, (paths = []));
  return (paths[index] ??= `${list}[${index}]`);
}

export type FDegree = Placed & {
  next: FDegree | null;
  rank: number;
  /** A bit; 0 where not told. */
  accredited: number;
  completed: DaySpan | null;
  field: string | null;
};

/** A degree; null for a program, which stands in the same list. */
export const readDegree = (e: Entry<'education'>, i: number): FDegree | null =>
  'degree' in e
    ? {
        next: null,
        bit: bitAt(i),
        rank: rankOf(e.degree),
        accredited: accreditorBit(e.accredited),
        completed: span(e.completed),
        field: e.field ?? null,
        path: pathOf('education', i),
      }
    : null;

export type FProgram = Placed & {
  next: FProgram | null;
  /** Its place among the words for programs. */
  type: number;
  /** A bit; 0 where not told. */
  accreditor: number;
  completed: DaySpan | null;
  since: DaySpan | null;
  clockHours: number | null;
  rotations: number | null;
};

export const readProgram = (e: Entry<'education'>, i: number): FProgram | null =>
  'program' in e
    ? {
        next: null,
        bit: bitAt(i),
        type: PROGRAMS.indexOf(e.program),
        accreditor: accreditorBit(e.accreditor),
        completed: span(e.completed),
        since: span(e.accreditedSince),
        clockHours: e.clockHours ?? null,
        rotations: e.rotations ? bitsOf(e.rotations) : null,
        path: pathOf('education', i),
      }
    : null;

export type FCourse = Placed & {
  next: FCourse | null;
  /** Its subject as a bit (0: not on our list), the subjects it names, and those it names or may hold (subjects.ts). */
  own: number;
  named: number;
  holds: number;
  hours: number | null;
  completed: DaySpan | null;
  includes: readonly string[] | null;
  subject: string;
};

/** 1.5 quarter hours make one semester hour (ASCP: 6 = 9, 16 = 24, 60 = 90). */
export const semesterHours = (c: {
  semesterHours?: number | undefined;
  quarterHours?: number | undefined;
}): number | null => c.semesterHours ?? (c.quarterHours === undefined ? null : (c.quarterHours * 2) / 3);

export function readCourse(c: Entry<'coursework'>, i: number): FCourse {
  const { own, named, holds } = subjectBits(c.subject, c.includes);
  return {
    next: null,
    bit: bitAt(i),
    own,
    named,
    holds,
    hours: semesterHours(c),
    completed: span(c.completed),
    includes: c.includes ?? null,
    subject: c.subject,
    path: pathOf('coursework', i),
  };
}

export type FJob = Placed & {
  next: FJob | null;
  /** Its place among the words for work; -1 where not told. */
  as: number;
  /** A bit; 0 where not told. */
  setting: number;
  disciplines: number | null;
  from: DaySpan | null;
  /** `ongoing` = no end; null = not told. */
  to: DaySpan | 'ongoing' | null;
  hoursPerWeek: number | null;
  complexity: string | null;
  state: string | null;
};

export const readJob = (j: Entry<'experience'>, i: number): FJob => ({
  next: null,
  bit: bitAt(i),
  as: j.as === undefined ? -1 : WORK.indexOf(j.as),
  setting: j.setting === undefined ? 0 : 1 << SETTINGS.indexOf(j.setting),
  disciplines: j.disciplines ? bitsOf(j.disciplines) : null,
  from: span(j.from),
  to: j.to === null ? 'ongoing' : span(j.to),
  hoursPerWeek: j.hoursPerWeek ?? null,
  complexity: j.complexity ?? null,
  state: j.state ?? null,
  path: pathOf('experience', i),
});

export type FHolding = Placed & {
  next: FHolding | null;
  id: string;
  issued: DaySpan | null;
  expires: DaySpan | 'never' | null;
  /** Its status where that is not active: nobody works under it, whatever its dates. */
  barred: string | null;
};

const readHolding = (list: string, h: Entry<'credentials'>, i: number): FHolding => ({
  next: null,
  bit: bitAt(i),
  id: h.id,
  issued: span(h.issued),
  expires: h.expires === null ? 'never' : span(h.expires),
  barred: h.status === undefined || h.status === 'active' ? null : h.status,
  path: pathOf(list, i),
});
export const readCredential = (h: Entry<'credentials'>, i: number): FHolding =>
  readHolding('credentials', h, i);
export const readLicense = (h: Entry<'licenses'>, i: number): FHolding => readHolding('licenses', h, i);

export type FMilitary = Placed & {
  next: FMilitary | null;
  course: string | null;
  field: string | null;
  weeks: number | null;
  completed: DaySpan | null;
};

const MILITARY_FIELD_OF: { [course: string]: string } = {
  'army-68k': 'medical-laboratory',
  'navy-mlt': 'medical-laboratory',
  'air-force-4t0': 'medical-laboratory',
};

export const readMilitary = (m: Entry<'military'>, i: number): FMilitary => ({
  next: null,
  bit: bitAt(i),
  course: m.course ?? null,
  field: m.field ?? (m.course ? (MILITARY_FIELD_OF[m.course] ?? null) : null),
  weeks: m.weeks ?? null,
  completed: span(m.completed),
  path: pathOf('military', i),
});

export type FTraining = Placed & {
  next: FTraining | null;
  topic: string;
  hours: number | null;
  weeks: number | null;
  completed: DaySpan | null;
};

export const readTraining = (t: Entry<'training'>, i: number): FTraining => ({
  next: null,
  bit: bitAt(i),
  topic: t.topic,
  hours: t.hours ?? null,
  weeks: t.weeks ?? null,
  completed: span(t.completed),
  path: pathOf('training', i),
});

export type FProcedure = Placed & { next: FProcedure | null; of: string; count: number };

export const readProcedure = (p: Entry<'procedures'>, i: number): FProcedure => ({
  next: null,
  bit: bitAt(i),
  of: p.of,
  count: p.count,
  path: pathOf('procedures', i),
});
