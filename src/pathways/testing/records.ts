import { addMonths, isoOf, type Day } from '#kernel/dates.ts';
import {
  ACCREDITORS,
  DISCIPLINES,
  LEVELS,
  MILITARY_COURSES,
  MILITARY_FIELDS,
  PROCEDURES,
  PROGRAMS,
  SETTINGS,
  WORK,
} from '#kernel/words.ts';
import { KNOWN_FIELDS } from '../fields.ts';
import { KNOWN_SUBJECTS, partsOf } from '../subjects.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import type { Draw } from './draw.ts';

/**
 * Records drawn from the whole of the record file's schema, with everything told. Dates crowd round the limits that
 * rules set (whole years before the day of application, and the days beside them); some have only a month.
 */
export type Pool = {
  /** Ids of credentials and licenses that rules name, and the training topics. */
  credentials: readonly string[];
  licenses: readonly string[];
  topics: readonly string[];
  states: readonly string[];
};

export const LISTS = [
  'education',
  'coursework',
  'experience',
  'credentials',
  'licenses',
  'military',
  'training',
  'procedures',
] as const;
type List = (typeof LISTS)[number];
export type Entry<L extends List> = NonNullable<PersonRecord[L]>[number];
export type Entries = { [L in List]: Entry<L>[] };
const AGO = [0, 0, 1, 6, 11, 12, 18, 24, 36, 48, 59, 60, 61, 72, 84, 120, 240];

/** A date before the day (now and then after it), near a limit. */
export function drawDay(d: Draw, on: Day): Day {
  return addMonths(on, (d.chance(5) ? 1 : -1) * d.pick(AGO)) + d.pick([0, 0, 0, -1, 1, -13, 40]);
}

const written = (d: Draw, day: Day): string => (d.chance(25) ? isoOf(day).slice(0, 7) : isoOf(day));
const drawDate = (d: Draw, on: Day): string => written(d, drawDay(d, on));

const HOURS = [0, 1, 3, 4, 6, 8, 12, 15, 16, 18, 24, 30, 36, 45, 60, 90, 120];

export const drawDegree = (d: Draw, on: Day): Entry<'education'> => ({
  degree: d.pick(LEVELS),
  field: d.pick([...KNOWN_FIELDS, 'a-field-of-its-own']),
  completed: drawDate(d, on),
  accredited: d.pick(['regional', 'regional', 'national', 'foreign', 'none'] as const),
});

export const drawProgram = (d: Draw, on: Day): Entry<'education'> => ({
  program: d.pick(PROGRAMS),
  accreditor: d.pick(['naacls', 'abhes', ...ACCREDITORS] as const),
  completed: drawDate(d, on),
  ...(d.chance(20) ? { accreditedSince: drawDate(d, on) } : {}),
  clockHours: d.pick([0, 40, 80, 100, 120, 160, 400, 720, 1000, 2000]),
  rotations: d.some(DISCIPLINES, 8),
});

export function drawCourse(d: Draw, on: Day): Entry<'coursework'> {
  const subject = d.pick(KNOWN_SUBJECTS);
  const within = subject === 'all' ? KNOWN_SUBJECTS.filter((s) => s !== 'all') : partsOf(subject);
  return {
    subject,
    ...(d.chance(30) ? { quarterHours: d.pick(HOURS) * 1.5 } : { semesterHours: d.pick(HOURS) }),
    includes: within.length > 0 ? d.some(within, 3) : [],
    completed: drawDate(d, on),
  };
}

export function drawJob(d: Draw, on: Day): Entry<'experience'> {
  const [a, b] = [drawDay(d, on), drawDay(d, on)];
  const from = written(d, Math.min(a, b));
  return {
    as: d.pick(WORK),
    setting: d.pick(['hospital', ...SETTINGS] as const),
    from,
    to: d.chance(40) ? null : isoOf(Math.max(a, b)),
    hoursPerWeek: d.pick([0, 8, 15, 17.5, 20, 30, 35, 36, 40, 40, 60]),
    disciplines: d.chance(30) ? [...DISCIPLINES] : d.some(DISCIPLINES, 6),
    complexity: d.pick(['waived', 'moderate', 'high', 'high'] as const),
    state: d.pick(['MN', 'CA']),
    payUsdPerYear: 50_000,
  };
}

export const drawHolding = (d: Draw, on: Day, ids: readonly string[]): Entry<'credentials'> => ({
  id: d.pick(ids),
  issued: drawDate(d, on),
  expires: d.chance(50) ? null : written(d, drawDay(d, on + 200)),
  number: '0012-345',
  status: 'active',
});

export function drawMilitary(d: Draw, on: Day): Entry<'military'> {
  const course = d.pick(MILITARY_COURSES);
  const field = course === 'other' ? d.pick(MILITARY_FIELDS) : 'medical-laboratory';
  return { course, field, weeks: d.pick([10, 26, 49, 50, 52, 60]), completed: drawDate(d, on) };
}

export const drawTraining = (d: Draw, on: Day, topics: readonly string[]): Entry<'training'> => ({
  topic: d.pick(topics),
  hours: d.pick([0, 4, 10, 20, 40, 80, 200, 500]),
  weeks: d.pick([1, 4, 12, 26, 52]),
  completed: drawDate(d, on),
});

export const drawProcedure = (d: Draw): Entry<'procedures'> => ({
  of: d.pick(PROCEDURES),
  count: d.pick([0, 10, 25, 30, 50, 75, 100, 120]),
});

/** A record with every list and every attribute told. */
export function drawRecord(d: Draw, on: Day, pool: Pool): PersonRecord & Entries {
  return {
    benchpath: 'record/1',
    state: d.pick(pool.states),
    stateSince: drawDate(d, on),
    born: d.pick([1960, 1980, 1999, 2005, 2006, 2007, 2008, 2009]),
    education: d.times(4, () => (d.chance(50) ? drawDegree(d, on) : drawProgram(d, on))),
    coursework: d.times(6, () => drawCourse(d, on)),
    experience: d.times(4, () => drawJob(d, on)),
    credentials: d.times(3, () => drawHolding(d, on, pool.credentials)),
    licenses: d.times(2, () => drawHolding(d, on, pool.licenses)),
    military: d.times(1, () => drawMilitary(d, on)),
    training: d.times(2, () => drawTraining(d, on, pool.topics)),
    procedures: d.times(2, () => drawProcedure(d)),
  };
}

/**
 * Attributes that have a meaning when they are not written, so that writing them later is a correction and no
 * answer: a program was accredited from its beginning, a total of all credit names no course.
 */
const DEFAULTED = (list: string, entry: object, key: string): boolean =>
  key === 'accreditedSince' ||
  (list === 'coursework' && key === 'includes' && (entry as { subject: string }).subject === 'all');

/** What names an entry, without which it is none. */
const NAMES = new Set(['degree', 'program', 'subject', 'id', 'topic', 'of', 'count']);

export type Question = { path: string; forget: (record: PersonRecord) => PersonRecord };

/** Every question that the record answers, each with the way to unanswer it. */
export function questionsOf(record: PersonRecord): Question[] {
  const found: Question[] = [];
  for (const key of ['state', 'stateSince', 'born', ...LISTS] as const)
    if (record[key] !== undefined) found.push({ path: key, forget: (r) => without(r, key) });
  for (const list of LISTS)
    record[list]?.forEach((entry, i) => {
      for (const key of Object.keys(entry))
        if (!NAMES.has(key) && !DEFAULTED(list, entry, key))
          found.push({
            path: `${list}[${i}].${key === 'quarterHours' ? 'semesterHours' : key}`,
            forget: (r) =>
              r[list]
                ? { ...r, [list]: r[list].map((e, j) => (j === i ? without(e as object, key) : e)) }
                : r,
          });
    });
  return found;
}

function without<T extends object>(value: T, key: string): T {
  const { [key as keyof T]: _, ...rest } = value;
  return rest as T;
}

/** The record as a person would tell it who leaves out some of it. */
export function forgetful(d: Draw, record: PersonRecord, percent: number): PersonRecord {
  return questionsOf(record).reduce((r, q) => (d.chance(percent) ? q.forget(r) : r), record);
}
