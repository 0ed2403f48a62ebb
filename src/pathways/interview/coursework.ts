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

/** Hours by subject, and courses passed by name. */
export const coursework: Question = {
  id: 'coursework',
  title: 'How many college credits do you have?',
  why: 'Some pathways ask for hours of chemistry and biology. Your transcript shows them.',
  matters: ({ kinds, record }) =>
    (kinds.has('credits') || kinds.has('course')) && record.coursework?.length !== 0,
  fields: ({ record }) => {
    const of = (subject: string) => record.coursework?.find((c) => c.subject === subject);
    const quarters = record.coursework?.some((c) => c.quarterHours !== undefined);
    return [
      {
        kind: 'choice',
        name: 'unit',
        label: 'Your school counts in',
        options: COLLEGE_HOURS,
        value: quarters ? 'quarter' : 'semester',
      },
      ...COLLEGE_WORK.map(([subject, label]) => ({
        kind: 'number' as const,
        name: subject,
        label,
        unit: 'hours',
        min: 0,
        max: 1000,
        value: of(subject)?.semesterHours ?? of(subject)?.quarterHours,
      })),
      {
        kind: 'several',
        name: 'includes',
        label: 'Which of these courses did you pass?',
        options: COURSES_TAKEN,
        value: record.coursework?.flatMap((c) => c.includes ?? []) ?? [],
      },
    ];
  },
  read: (form, record, answers) => {
    const wrong: Wrong = {};
    const taken = form.all('includes');
    const unit = form.get('unit') === 'quarter' ? 'quarterHours' : 'semesterHours';
    const chemistry = taken.filter((c) => /chem/.test(c));
    const others = taken.filter((c) => !chemistry.includes(c));
    const INCLUDED: { [subject: string]: string[] } = { chemistry, biology: others };
    const coursework = COLLEGE_WORK.flatMap(([subject]) => {
      const hours = number(form.get(subject), 0, 1000);
      if (hours === 'wrong') wrong[subject] = 'Write a number of hours, or leave it empty.';
      const includes = INCLUDED[subject];
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
};
