import type { Military } from '#record/index.ts';
import { given, month, number, sameMonth } from './answers.ts';
import { MILITARY } from './choices.ts';
import type { Question } from './question.ts';

/** A laboratory course of the armed forces. */
export const military: Question = {
  id: 'military',
  title: 'Did the military train you for the laboratory?',
  why: 'A military laboratory course of 50 weeks opens pathways of its own.',
  matters: ({ kinds }) => kinds.has('military'),
  fields: ({ record }) => [
    {
      kind: 'choice',
      name: 'course',
      label: 'Course',
      options: MILITARY,
      value: record.military?.length === 0 ? 'none' : record.military?.[0]?.course,
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
    if (!MILITARY.some((o) => o.value === course)) return { wrong: { course: 'Choose one of these.' } };
    const [weeks, completed] = [number(form.get('weeks'), 1, 200), month(form.get('completed'))];
    if (weeks === 'wrong') return { wrong: { weeks: 'Write a number of weeks.' } };
    if (completed === 'wrong')
      return { wrong: { completed: 'Write the year and the month, such as 2023-06.' } };
    const [first, ...others] = record.military ?? [];
    const field = first?.course === course ? first.field : 'medical-laboratory';
    const entry = given({ course, field, weeks, completed: sameMonth(completed, first?.completed) });
    return { record: { ...record, military: [entry as Military, ...others] }, answers };
  },
};
