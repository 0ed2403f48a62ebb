import { number, type Wrong } from './answers.ts';
import type { Question } from './question.ts';

/** Documented blood collections. */
export const procedures: Question = {
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
};
