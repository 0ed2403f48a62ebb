import { number, type Wrong } from './answers.ts';
import type { Question } from './question.ts';

/** Hours of a week: no plan may ask for more than a person has. */
export const time: Question = {
  id: 'time',
  title: 'How much time do you have in a week?',
  why: 'A plan that asks for more hours than you have is no plan.',
  matters: () => true,
  fields: ({ record }) => [
    {
      kind: 'number',
      name: 'study',
      label: 'For classes and study',
      unit: 'hours a week',
      hint: 'Full-time study takes 24 to 40.',
      min: 0,
      max: 80,
      value: record.limits?.studyHoursPerWeek,
    },
    {
      kind: 'number',
      name: 'work',
      label: 'For work and hospital rotations together',
      unit: 'hours a week',
      hint: 'Rotations usually take 30 or more for a few months.',
      min: 0,
      max: 80,
      value: record.limits?.workHoursPerWeek,
    },
    {
      kind: 'number',
      name: 'keep',
      label: 'Of these, hours of paid work you cannot give up',
      unit: 'hours a week',
      min: 0,
      max: 80,
      value: record.limits?.keepEarningHoursPerWeek,
    },
  ],
  read: (form, record, answers) => {
    const wrong: Wrong = {};
    const hours = (name: string) => {
      const n = number(form.get(name), 0, 80);
      if (n === 'wrong') wrong[name] = 'Write a number of hours from 0 to 80, or leave it empty.';
      return typeof n === 'number' ? n : undefined;
    };
    const [study, work, keep] = [hours('study'), hours('work'), hours('keep')];
    if (Object.keys(wrong).length > 0) return { wrong };
    const {
      studyHoursPerWeek: _s,
      workHoursPerWeek: _w,
      keepEarningHoursPerWeek: _k,
      ...rest
    } = record.limits ?? {};
    const limits = {
      ...rest,
      ...(study === undefined ? {} : { studyHoursPerWeek: study }),
      ...(work === undefined ? {} : { workHoursPerWeek: work }),
      ...(keep === undefined ? {} : { keepEarningHoursPerWeek: keep }),
    };
    return { record: { ...record, limits }, answers };
  },
};

/** Dollars out of pocket. */
export const money: Question = {
  id: 'money',
  title: 'How much can you pay out of pocket?',
  why: 'For tuition and fees in all, before any aid. Leave it empty to see every plan.',
  matters: () => true,
  fields: ({ record }) => [
    {
      kind: 'number',
      name: 'budget',
      label: 'At most',
      unit: 'dollars',
      min: 0,
      max: 1_000_000,
      value: record.limits?.budgetUsd,
    },
  ],
  read: (form, record, answers) => {
    const budget = number(form.get('budget'), 0, 1_000_000);
    if (budget === 'wrong') return { wrong: { budget: 'Write dollars without cents, or leave it empty.' } };
    const { budgetUsd: _, ...rest } = record.limits ?? {};
    return {
      record: { ...record, limits: budget === undefined ? rest : { ...rest, budgetUsd: budget } },
      answers,
    };
  },
};
