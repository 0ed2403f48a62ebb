import type { Record as PersonRecord, Job, Program } from '#record/index.ts';
import { given, month, number, type Wrong } from './answers.ts';
import * as choices from './choices.ts';
import type { Question } from './question.ts';

const COLLEGE_WORK = [
  ['all', 'All college credit together'],
  ['chemistry', 'Chemistry'],
  ['biology', 'Biology'],
  ['physics', 'Physics'],
  ['mathematics', 'Mathematics and statistics'],
  ['medical-laboratory', 'Medical laboratory courses'],
] as const;

const programs = (record: PersonRecord) =>
  (record.education ?? []).flatMap((e) => ('program' in e ? [e] : []));
const labelOf = (list: choices.Option[], value: string | undefined) =>
  list.find((o) => o.value === value)?.label ?? value ?? '';

/** Programs, courses, work, service, credentials and licenses: asked only when a rule on the way looks at them. */
export const whatYouHave: Question[] = [
  {
    id: 'program',
    title: 'Have you finished a training program for laboratory work?',
    why: 'A finished, accredited program is the usual way to certification, and most boards count it for five years only.',
    matters: ({ kinds }) => kinds.has('program'),
    entries: (record) =>
      programs(record).map((p) =>
        [labelOf(choices.PROGRAM_TYPES, p.program), p.accreditor?.toUpperCase(), p.completed]
          .filter(Boolean)
          .join(', '),
      ),
    without: (record, index) => ({
      ...record,
      education: (record.education ?? []).filter((e) => e !== programs(record)[index]),
    }),
    closed: (record) => ({ ...record, education: record.education ?? [] }),
    none: 'No program',
    fields: () => [
      {
        kind: 'select',
        name: 'program',
        label: 'Program',
        options: choices.PROGRAM_TYPES,
        empty: 'Choose one',
      },
      {
        kind: 'choice',
        name: 'accreditor',
        label: 'Who accredits it?',
        options: choices.PROGRAM_ACCREDITORS,
        value: '',
      },
      { kind: 'month', name: 'completed', label: 'Finished in', hint: 'Year and month, such as 2024-05' },
      {
        kind: 'number',
        name: 'clockHours',
        label: 'Hours of training',
        hint: 'If you know them; phlebotomy rules ask.',
        unit: 'hours',
        min: 0,
        max: 10000,
      },
    ],
    read: (form, record, answers) => {
      const [completed, clockHours] = [
        month(form.get('completed')),
        number(form.get('clockHours'), 0, 10000),
      ];
      const wrong: Wrong = {};
      if (!choices.PROGRAM_TYPES.some((o) => o.value === form.get('program')))
        wrong['program'] = 'Choose the kind of program.';
      if (completed === 'wrong') wrong['completed'] = 'Write the year and the month, such as 2024-05.';
      if (clockHours === 'wrong') wrong['clockHours'] = 'Write a number of hours, or leave it empty.';
      if (Object.keys(wrong).length > 0) return { wrong };
      const entry = given({
        program: form.get('program'),
        accreditor: form.get('accreditor'),
        completed,
        clockHours,
      }) as Program;
      return { record: { ...record, education: [...(record.education ?? []), entry] }, answers };
    },
  },
  {
    id: 'coursework',
    title: 'How many college credits do you have?',
    why: 'Some pathways ask for hours of chemistry and biology. Your transcript shows them.',
    matters: ({ kinds, record }) =>
      (kinds.has('credits') || kinds.has('course')) && record.coursework?.length !== 0,
    fields: ({ record }) => {
      const of = (subject: string) => record.coursework?.find((c) => c.subject === subject);
      return [
        { kind: 'choice', name: 'unit', label: 'Your school counts in', options: [{ value: 'semester', label: 'Semester hours' }, { value: 'quarter', label: 'Quarter hours' }], value: record.coursework?.some((c) => c.quarterHours !== undefined) ? 'quarter' : 'semester' },
        ...COLLEGE_WORK.map(([subject, label]) => ({ kind: 'number' as const, name: subject, label, unit: 'hours', min: 0, max: 1000, value: of(subject)?.semesterHours ?? of(subject)?.quarterHours })),
        { kind: 'several', name: 'includes', label: 'Which of these courses did you pass?', options: choices.COURSES_TAKEN, value: record.coursework?.flatMap((c) => c.includes ?? []) ?? [] },
      ]; // prettier-ignore
    },
    read: (form, record, answers) => {
      const wrong: Wrong = {};
      const taken = form.all('includes');
      const unit = form.get('unit') === 'quarter' ? 'quarterHours' : 'semesterHours';
      const chemistry = taken.filter((c) => /chem/.test(c));
      const coursework = COLLEGE_WORK.flatMap(([subject]) => {
        const hours = number(form.get(subject), 0, 1000);
        if (hours === 'wrong') wrong[subject] = 'Write a number of hours, or leave it empty.';
        const includes =
          subject === 'chemistry'
            ? chemistry
            : subject === 'biology'
              ? taken.filter((c) => !chemistry.includes(c))
              : undefined;
        if (hours === undefined && !includes?.length) return [];
        return [
          {
            subject,
            ...(typeof hours === 'number' ? { [unit]: hours } : {}),
            ...(includes ? { includes } : {}),
          },
        ];
      });
      return Object.keys(wrong).length > 0 ? { wrong } : { record: { ...record, coursework }, answers };
    },
  },
  {
    id: 'experience',
    title: 'Have you worked in a laboratory or drawn blood?',
    why: 'Work can take the place of a program, and your present pay counts in every plan.',
    matters: ({ kinds }) => kinds.has('experience') || kinds.has('serving'),
    entries: (record) =>
      (record.experience ?? []).map(
        (j) =>
          `${labelOf(choices.JOBS, j.as)}, ${j.from ?? '?'} to ${j.to === null ? 'now' : (j.to ?? '?')}, ${j.hoursPerWeek ?? '?'} hours a week`,
      ),
    without: (record, index) => ({
      ...record,
      experience: (record.experience ?? []).filter((_, i) => i !== index),
    }),
    closed: (record) => ({ ...record, experience: record.experience ?? [] }),
    none: 'No such work',
    fields: () => [
      { kind: 'select', name: 'as', label: 'Your work', options: choices.JOBS, empty: 'Choose one' },
      { kind: 'select', name: 'setting', label: 'Where', options: choices.WORKPLACES, empty: "I'm not sure" },
      { kind: 'several', name: 'disciplines', label: 'In which departments?', options: choices.DEPARTMENTS },
      {
        kind: 'choice',
        name: 'complexity',
        label: 'What kind of testing?',
        hint: 'Your supervisor knows. It matters for federal roles.',
        options: choices.COMPLEXITIES,
        value: '',
      },
      { kind: 'month', name: 'from', label: 'From', hint: 'Year and month, such as 2022-09' },
      { kind: 'month', name: 'to', label: 'Until', hint: 'Leave it empty if you work there now.' },
      { kind: 'number', name: 'hoursPerWeek', label: 'Hours a week', unit: 'hours', min: 1, max: 100 },
      {
        kind: 'number',
        name: 'payUsdPerYear',
        label: 'Pay a year',
        hint: 'Optional. Without it we take the median for such work in your state.',
        unit: 'dollars',
        min: 0,
        max: 1000000,
      },
    ],
    read: (form, record, answers) => {
      const [from, to] = [month(form.get('from')), month(form.get('to'))];
      const [hours, pay] = [
        number(form.get('hoursPerWeek'), 1, 100),
        number(form.get('payUsdPerYear'), 0, 1_000_000),
      ];
      const wrong: Wrong = {};
      if (!choices.JOBS.some((o) => o.value === form.get('as'))) wrong['as'] = 'Choose the kind of work.';
      if (from === 'wrong') wrong['from'] = 'Write the year and the month, such as 2022-09.';
      if (to === 'wrong') wrong['to'] = 'Write the year and the month, or leave it empty.';
      if (
        typeof from === 'string' &&
        typeof to === 'string' &&
        from !== 'wrong' &&
        to !== 'wrong' &&
        from > to
      )
        wrong['to'] = 'This is before the work began.';
      if (hours === 'wrong') wrong['hoursPerWeek'] = 'Write a number from 1 to 100.';
      if (pay === 'wrong') wrong['payUsdPerYear'] = 'Write dollars a year, or leave it empty.';
      if (Object.keys(wrong).length > 0) return { wrong };
      const departments = form.all('disciplines');
      // A job goes on from the first of its month; one that ended is counted to the first of its last month.
      const job = given({
        as: form.get('as'), setting: form.get('setting'), from: from === undefined ? undefined : `${from}-01`, to: to === undefined ? null : to,
        hoursPerWeek: hours, disciplines: departments.length > 0 ? departments : undefined, complexity: form.get('complexity'), payUsdPerYear: pay,
      }) as Job; // prettier-ignore
      return { record: { ...record, experience: [...(record.experience ?? []), job] }, answers };
    },
  },
  {
    id: 'procedures',
    title: 'How many blood collections have you documented?',
    why: 'Phlebotomy certifications ask for a number of successful collections.',
    matters: ({ kinds }) => kinds.has('procedures'),
    fields: ({ record }) => [
      {
        kind: 'number',
        name: 'venipuncture',
        label: 'Venipunctures',
        min: 0,
        max: 100000,
        value: record.procedures?.find((p) => p.of === 'venipuncture')?.count,
      },
      {
        kind: 'number',
        name: 'skin-puncture',
        label: 'Skin punctures',
        min: 0,
        max: 100000,
        value: record.procedures?.find((p) => p.of === 'skin-puncture')?.count,
      },
    ],
    read: (form, record, answers) => {
      const wrong: Wrong = {};
      const procedures = (['venipuncture', 'skin-puncture'] as const).map((of) => {
        const count = number(form.get(of), 0, 100_000);
        if (count === 'wrong') wrong[of] = 'Write a whole number.';
        return { of, count: typeof count === 'number' ? Math.round(count) : 0 };
      });
      return Object.keys(wrong).length > 0 ? { wrong } : { record: { ...record, procedures }, answers };
    },
  },
  {
    id: 'military',
    title: 'Did the military train you for the laboratory?',
    why: 'A military laboratory course of 50 weeks opens pathways of its own.',
    matters: ({ kinds }) => kinds.has('military'),
    fields: ({ record }) => [
      {
        kind: 'choice',
        name: 'course',
        label: 'Course',
        options: choices.MILITARY,
        value: record.military ? (record.military[0]?.course ?? 'none') : undefined,
      },
      {
        kind: 'number',
        name: 'weeks',
        label: 'Length',
        unit: 'weeks',
        min: 1,
        max: 200,
        value: record.military?.[0]?.weeks,
      },
      {
        kind: 'month',
        name: 'completed',
        label: 'Finished in',
        value: record.military?.[0]?.completed?.slice(0, 7),
      },
    ],
    read: (form, record, answers) => {
      const course = form.get('course');
      if (course === 'none') return { record: { ...record, military: [] }, answers };
      if (!choices.MILITARY.some((o) => o.value === course))
        return { wrong: { course: 'Choose one of these.' } };
      const [weeks, completed] = [number(form.get('weeks'), 1, 200), month(form.get('completed'))];
      if (weeks === 'wrong') return { wrong: { weeks: 'Write a number of weeks.' } };
      if (completed === 'wrong')
        return { wrong: { completed: 'Write the year and the month, such as 2023-06.' } };
      const entry = given({ course, field: 'medical-laboratory', weeks, completed });
      return { record: { ...record, military: [entry as never] }, answers };
    },
  },
  holdings(
    'credentials',
    'Which certifications do you hold?',
    'A certification you hold may be all that the next step asks for.',
    'No certification',
    'credential',
  ),
  holdings(
    'licenses',
    'Do you hold a state license for laboratory work?',
    'Your goal leads through a state that asks for one.',
    'No license',
    'license',
  ),
];

function holdings(
  list: 'credentials' | 'licenses',
  title: string,
  why: string,
  none: string,
  kind: 'credential' | 'license',
): Question {
  return {
    id: list,
    title,
    why,
    matters: ({ kinds }) => kinds.has(kind) || (kind === 'license' && kinds.has('stateLicense')),
    entries: (record) =>
      (record[list] ?? []).map(
        (h) => `${h.id.toUpperCase()}, ${h.issued ?? 'date not told'}${h.expires ? ` to ${h.expires}` : ''}`,
      ),
    without: (record, index) => ({ ...record, [list]: (record[list] ?? []).filter((_, i) => i !== index) }),
    closed: (record) => ({ ...record, [list]: record[list] ?? [] }),
    none,
    fields: (_, offer) => [
      {
        kind: 'select',
        name: 'id',
        label: kind === 'credential' ? 'Certification' : 'License',
        options: offer[list],
        empty: 'Choose one',
      },
      { kind: 'month', name: 'issued', label: 'Issued in' },
      {
        kind: 'month',
        name: 'expires',
        label: 'Runs out in',
        hint: 'Leave it empty if it does not run out.',
      },
    ],
    read: (form, record, answers) => {
      const [issued, expires] = [month(form.get('issued')), month(form.get('expires'))];
      const wrong: Wrong = {};
      if (!form.get('id')) wrong['id'] = `Choose the ${kind === 'credential' ? 'certification' : 'license'}.`;
      if (issued === 'wrong') wrong['issued'] = 'Write the year and the month, such as 2024-07.';
      if (expires === 'wrong') wrong['expires'] = 'Write the year and the month, or leave it empty.';
      if (Object.keys(wrong).length > 0) return { wrong };
      const entry = { id: form.get('id'), ...given({ issued }), expires: expires ?? null };
      return { record: { ...record, [list]: [...(record[list] ?? []), entry] } as PersonRecord, answers };
    },
  };
}
