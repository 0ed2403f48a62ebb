import type { Record as PersonRecord } from '#record/index.ts';
import { number, type Wrong } from './answers.ts';
import type { Question } from './question.ts';

/** Those that certifications ask for by number. A file may tell of others. */
const ASKED = ['venipuncture', 'skin-puncture'] as const;
const firstOf = (record: PersonRecord, of: (typeof ASKED)[number]) =>
  record.procedures?.find((p) => p.of === of);

/** Documented blood collections. */
export const procedures: Question = {
  id: 'procedures',
  title: 'How many blood collections have you documented?',
  why: 'Phlebotomy certifications ask for a number of successful collections.',
  matters: ({ kinds }) => kinds.has('procedures'),
  fields: ({ record }) =>
    ASKED.map((of) => ({
      kind: 'number',
      name: of,
      label: { venipuncture: 'Venipunctures', 'skin-puncture': 'Skin punctures' }[of],
      min: 0,
      max: 100000,
      value: firstOf(record, of)?.count,
    })),
  read: (form, record, answers) => {
    const wrong: Wrong = {};
    const told = ASKED.map((of) => {
      const count = number(form.get(of), 0, 100_000);
      if (count === 'wrong') wrong[of] = 'Write a whole number.';
      return { of, count: typeof count === 'number' ? Math.round(count) : 0 };
    });
    const before = record.procedures ?? [];
    const procedures = [
      ...before.map((p) => told.find((t) => t.of === p.of && p === firstOf(record, t.of)) ?? p),
      ...told.filter((t) => !firstOf(record, t.of)),
    ];
    return Object.keys(wrong).length > 0 ? { wrong } : { record: { ...record, procedures }, answers };
  },
};
