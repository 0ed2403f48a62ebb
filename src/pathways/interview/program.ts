import type { Program, Record as PersonRecord } from '#record/index.ts';
import { given, month, number, type Wrong } from './answers.ts';
import { labelOf, PROGRAM_ACCREDITORS, PROGRAM_TYPES } from './choices.ts';
import type { Question } from './question.ts';

const programs = (record: PersonRecord) =>
  (record.education ?? []).flatMap((e) => ('program' in e ? [e] : []));

/** Finished training programs. They stand in the record among the education. */
export const program: Question = {
  id: 'program',
  title: 'Have you finished a training program for laboratory work?',
  why: 'A finished, accredited program is the usual way to certification, and most boards count it for five years only.',
  matters: ({ kinds }) => kinds.has('program'),
  entries: (record) =>
    programs(record).map((p) =>
      [labelOf(PROGRAM_TYPES, p.program), p.accreditor?.toUpperCase(), p.completed]
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
      options: PROGRAM_TYPES,
      empty: 'Choose one',
    },
    {
      kind: 'choice',
      name: 'accreditor',
      label: 'Who accredits it?',
      options: PROGRAM_ACCREDITORS,
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
    const [completed, clockHours] = [month(form.get('completed')), number(form.get('clockHours'), 0, 10000)];
    const wrong: Wrong = {};
    if (!PROGRAM_TYPES.some((o) => o.value === form.get('program')))
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
};
