import type { Coursework, Record as PersonRecord } from '#record/index.ts';
import { semesterHours } from '../facts.ts';
import { number, type Wrong } from './answers.ts';
import { COLLEGE_HOURS, COURSES_TAKEN } from './choices.ts';
import type { Question } from './question.ts';

/** The subjects that rules count in hours. */
const COLLEGE_WORK = [
  ['all', 'All college credit together'],
  ['chemistry', 'Chemistry'],
  ['biology', 'Biology'],
  ['physics', 'Physics'],
  ['mathematics', 'Mathematics and statistics'],
  ['medical-laboratory', 'Medical laboratory courses'],
] as const;

type Unit = 'semesterHours' | 'quarterHours';

/** A file may count some subjects in semester hours and some in quarter hours; the form counts all alike. */
const unitOf = (record: PersonRecord): Unit =>
  record.coursework?.some((c) => c.quarterHours !== undefined) ? 'quarterHours' : 'semesterHours';

/** Hours as the form shows them, to two decimals where they are reckoned from the other unit. */
function hoursIn(unit: Unit, course: Coursework | undefined): number | undefined {
  const semester = course ? semesterHours(course) : null;
  if (semester === null) return undefined;
  const reckoned = unit === 'quarterHours' ? semester * 1.5 : semester;
  return course![unit] ?? Math.round(reckoned * 100) / 100;
}

const firstOf = (record: PersonRecord, subject: string) =>
  record.coursework?.find((c) => c.subject === subject);

/** Hours by subject, and courses passed by name. */
export const coursework: Question = {
  id: 'coursework',
  title: 'How many college credits do you have?',
  why: 'Some pathways ask for hours of chemistry and biology. Your transcript shows them.',
  matters: ({ kinds, record }) =>
    (kinds.has('credits') || kinds.has('course')) && record.coursework?.length !== 0,
  fields: ({ record }) => [
    {
      kind: 'choice',
      name: 'unit',
      label: 'Your school counts in',
      options: COLLEGE_HOURS,
      value: unitOf(record) === 'quarterHours' ? 'quarter' : 'semester',
    },
    ...COLLEGE_WORK.map(([subject, label]) => ({
      kind: 'number' as const,
      name: subject,
      label,
      unit: 'hours',
      min: 0,
      max: 1000,
      value: hoursIn(unitOf(record), firstOf(record, subject)),
    })),
    {
      kind: 'several',
      name: 'includes',
      label: 'Which of these courses did you pass?',
      options: COURSES_TAKEN,
      value: record.coursework?.flatMap((c) => c.includes ?? []) ?? [],
    },
  ],
  read: (form, record, answers) => {
    const wrong: Wrong = {};
    const unit: Unit = form.get('unit') === 'quarter' ? 'quarterHours' : 'semesterHours';
    const courses = sorted(form.all('includes'), record);
    /** One subject of the form; what the form does not ask of it stays. */
    const told = (subject: string): Coursework[] => {
      const before = firstOf(record, subject);
      const sent = number(form.get(subject), 0, 1000);
      if (sent === 'wrong') wrong[subject] = 'Write a number of hours, or leave it empty.';
      const hours = sent === 'wrong' ? undefined : sent;
      const shown = hoursIn(unitOf(record), before);
      const includes = courses.of(subject, before);
      if (before && hours === shown && unit === unitOf(record)) return [{ ...before, ...includes }];
      if (hours === undefined && !includes.includes?.length) return [];
      const { semesterHours: _s, quarterHours: _q, ...rest } = before ?? { subject };
      return [{ ...rest, ...(hours === undefined ? {} : { [unit]: hours }), ...includes }];
    };
    const asked = COLLEGE_WORK.map(([subject]) => subject as string);
    const coursework = [
      ...(record.coursework ?? []).flatMap((c) =>
        asked.includes(c.subject) && c === firstOf(record, c.subject)
          ? told(c.subject)
          : [{ ...c, ...courses.of(null, c) }],
      ),
      ...asked.filter((subject) => !firstOf(record, subject)).flatMap(told),
    ];
    return Object.keys(wrong).length > 0 ? { wrong } : { record: { ...record, coursework }, answers };
  },
};

/**
 * Which subject holds which course. A course stays where it stood; a new one goes to chemistry or biology, whose
 * lists the form completes; one that is no longer ticked goes, unless the form never showed it.
 */
function sorted(ticked: readonly string[], record: PersonRecord) {
  const offered = new Set(COURSES_TAKEN.map((o) => o.value));
  const stood = new Set(record.coursework?.flatMap((c) => c.includes ?? []));
  const fresh = ticked.filter((course) => !stood.has(course));
  const chemistry = fresh.filter((course) => /chem/.test(course));
  const FRESH: { [subject: string]: string[] } = {
    chemistry,
    biology: fresh.filter((course) => !chemistry.includes(course)),
  };
  return {
    of(subject: string | null, before: Coursework | undefined): Pick<Coursework, 'includes'> {
      const stays = before?.includes?.filter((course) => ticked.includes(course) || !offered.has(course));
      const more = subject === null ? undefined : FRESH[subject];
      return stays || more ? { includes: [...(stays ?? []), ...(more ?? [])] } : {};
    },
  };
}
