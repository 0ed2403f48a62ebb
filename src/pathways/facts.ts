import type { Record as PersonRecord } from '#record/index.ts';
import { readDate, type DaySpan } from '#kernel/dates.ts';
import { bitAt } from './note.ts';
import { DISCIPLINES, LEVELS, PROGRAMS, SETTINGS, WORK, type Discipline, type Level } from '#kernel/words.ts';
import { subjectBits } from './subjects.ts';

/**
 * A record made ready to be judged: dates read, words numbered. `told` says whether the list was given at all:
 * a list that was given is complete, one that was not is unknown. `path` is an entry's place in the record file,
 * `bit` the same in the compact proof.
 */
export type Facts = {
  state: string | null;
  stateSince: DaySpan | null;
  born: number | null;
  education: { told: boolean; degrees: FDegree[]; programs: FProgram[] };
  coursework: { told: boolean; entries: FCourse[] };
  experience: { told: boolean; jobs: FJob[] };
  credentials: { told: boolean; held: FHolding[] };
  licenses: { told: boolean; held: FHolding[] };
  military: { told: boolean; courses: FMilitary[] };
  training: { told: boolean; courses: FTraining[] };
  procedures: { told: boolean; counts: { path: string; bit: number; of: string; count: number }[] };
};

export type FDegree = {
  path: string;
  bit: number;
  rank: number;
  level: Level;
  field: string | null;
  completed: DaySpan | null;
  accredited: string | null;
};
export type FProgram = {
  path: string; bit: number; type: string; typeBit: number; accreditor: string | null; completed: DaySpan | null; since: DaySpan | null;
  clockHours: number | null; rotations: number | null;
}; // prettier-ignore
export type FCourse = {
  path: string;
  bit: number;
  subject: string;
  /** Its subject as a bit (0: not on our list), the subjects it names, and those it names or may hold (subjects.ts). */
  own: number;
  named: number;
  holds: number;
  hours: number | null;
  includes: string[] | null;
  completed: DaySpan | null;
};
export type FJob = {
  path: string; bit: number; as: string | null; setting: string | null;
  /** The place of `as` among the words for work, -1 where not told; the setting as a bit, 0 where not told. */
  asIndex: number; settingBit: number;
  from: DaySpan | null;
  /** `ongoing` = no end; null = not told. */
  to: DaySpan | 'ongoing' | null;
  hoursPerWeek: number | null; disciplines: number | null; complexity: string | null; state: string | null; pay: number | null;
}; // prettier-ignore
export type FHolding = {
  path: string;
  bit: number;
  id: string;
  issued: DaySpan | null;
  expires: DaySpan | 'never' | null;
};
export type FMilitary = {
  path: string;
  bit: number;
  course: string | null;
  field: string | null;
  weeks: number | null;
  completed: DaySpan | null;
};
export type FTraining = {
  path: string;
  bit: number;
  topic: string;
  hours: number | null;
  weeks: number | null;
  completed: DaySpan | null;
};

export const rankOf = (level: Level): number => LEVELS.indexOf(level);

/** Disciplines as bits of one number. */
export const bitsOf = (disciplines: readonly Discipline[]): number =>
  disciplines.reduce((bits, d) => bits | (1 << DISCIPLINES.indexOf(d)), 0);
export const namesOf = (bits: number): Discipline[] => DISCIPLINES.filter((_, i) => bits & (1 << i));

const SPANS = new Map<string, DaySpan | null>();

/** A date read once: lives hold few different days, and records that share them are smaller and quicker to judge. */
function span(text: string | undefined): DaySpan | null {
  if (text === undefined) return null;
  const known = SPANS.get(text);
  if (known !== undefined) return known;
  if (SPANS.size > 50_000) SPANS.clear();
  const read = readDate(text);
  SPANS.set(text, read);
  return read;
}

/** 1.5 quarter hours make one semester hour (ASCP: 6 = 9, 16 = 24, 60 = 90). */
export const semesterHours = (c: {
  semesterHours?: number | undefined;
  quarterHours?: number | undefined;
}): number | null => c.semesterHours ?? (c.quarterHours === undefined ? null : (c.quarterHours * 2) / 3);

const MILITARY_FIELD_OF: { [course: string]: string } = {
  'army-68k': 'medical-laboratory',
  'navy-mlt': 'medical-laboratory',
  'air-force-4t0': 'medical-laboratory',
};

const PATHS = new Map<string, string[]>();

/** `education[0]`; the same text for everybody, so that a hundred thousand records do not each hold their own. */
function pathOf(list: string, index: number): string {
  let paths = PATHS.get(list);
  if (!paths) PATHS.set(list, (paths = []));
  return (paths[index] ??= `${list}[${index}]`);
}

export function prepare(record: PersonRecord): Facts {
  const at = <T>(list: readonly T[] | undefined, name: string) =>
    (list ?? []).map((entry, i) => ({ entry, path: pathOf(name, i), bit: bitAt(i) }));
  const education = at(record.education, 'education');
  return {
    state: record.state ?? null,
    stateSince: span(record.stateSince),
    born: record.born ?? null,
    education: {
      told: record.education !== undefined,
      degrees: education.flatMap(({ entry: d, path, bit }) =>
        'degree' in d
          ? [
              {
                path,
                bit,
                rank: rankOf(d.degree),
                level: d.degree,
                field: d.field ?? null,
                completed: span(d.completed),
                accredited: d.accredited ?? null,
              },
            ]
          : [],
      ),
      programs: education.flatMap(({ entry: p, path, bit }) =>
        'program' in p
          ? [{
              path, bit, type: p.program, typeBit: 1 << PROGRAMS.indexOf(p.program), accreditor: p.accreditor ?? null, completed: span(p.completed), since: span(p.accreditedSince),
              clockHours: p.clockHours ?? null, rotations: p.rotations ? bitsOf(p.rotations) : null,
            }]
          : [],
      ), // prettier-ignore
    },
    coursework: {
      told: record.coursework !== undefined,
      entries: at(record.coursework, 'coursework').map(({ entry: c, path, bit }) => ({
        path, bit, subject: c.subject, ...subjectBits(c.subject, c.includes), hours: semesterHours(c), includes: c.includes ?? null, completed: span(c.completed),
      })), // prettier-ignore
    },
    experience: {
      told: record.experience !== undefined,
      jobs: at(record.experience, 'experience').map(({ entry: j, path, bit }) => ({
        path, bit, as: j.as ?? null, asIndex: j.as ? WORK.indexOf(j.as) : -1, settingBit: j.setting ? 1 << SETTINGS.indexOf(j.setting) : 0, setting: j.setting ?? null, from: span(j.from),
        to: j.to === null ? 'ongoing' : span(j.to), hoursPerWeek: j.hoursPerWeek ?? null,
        disciplines: j.disciplines ? bitsOf(j.disciplines) : null, complexity: j.complexity ?? null, state: j.state ?? null, pay: j.payUsdPerYear ?? null,
      })), // prettier-ignore
    },
    credentials: {
      told: record.credentials !== undefined,
      held: holdings(record.credentials, 'credentials'),
    },
    licenses: { told: record.licenses !== undefined, held: holdings(record.licenses, 'licenses') },
    military: {
      told: record.military !== undefined,
      courses: at(record.military, 'military').map(({ entry: m, path, bit }) => ({
        path, bit, course: m.course ?? null, field: m.field ?? (m.course ? (MILITARY_FIELD_OF[m.course] ?? null) : null), weeks: m.weeks ?? null, completed: span(m.completed),
      })), // prettier-ignore
    },
    training: {
      told: record.training !== undefined,
      courses: at(record.training, 'training').map(({ entry: t, path, bit }) => ({
        path, bit, topic: t.topic, hours: t.hours ?? null, weeks: t.weeks ?? null, completed: span(t.completed),
      })), // prettier-ignore
    },
    procedures: {
      told: record.procedures !== undefined,
      counts: at(record.procedures, 'procedures').map(({ entry: p, path, bit }) => ({
        path,
        bit,
        of: p.of,
        count: p.count,
      })),
    },
  };
}

function holdings(list: PersonRecord['credentials'], name: string): FHolding[] {
  return (list ?? []).map((h, i) => ({
    path: pathOf(name, i),
    bit: bitAt(i),
    id: h.id,
    issued: span(h.issued),
    expires: h.expires === null ? 'never' : span(h.expires),
  }));
}
