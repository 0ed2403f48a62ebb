import type { Question } from './question.ts';

/** Whether service may be part of a plan. It binds for years, so it is never taken for granted. */
export const enlist: Question = {
  id: 'enlist',
  title: 'Would you enlist in the Army to be trained for the laboratory?',
  why: 'The Army trains technicians, and you serve for years in return. No plan goes that way unless you say yes.',
  matters: ({ enlisting }) => enlisting,
  fields: ({ record }) => {
    const told = record.limits?.enlist;
    return [
      {
        kind: 'choice',
        name: 'enlist',
        label: 'Show plans that lead through enlistment',
        hint: 'You decide nothing by this. You can change it at any time.',
        options: [
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes, beside the others' },
        ],
        value: told === undefined ? undefined : told ? 'yes' : 'no',
      },
    ];
  },
  read: (form, record, answers) => {
    const said = form.get('enlist');
    if (said !== 'yes' && said !== 'no') return { wrong: { enlist: 'Choose one of these.' } };
    return { record: { ...record, limits: { ...record.limits, enlist: said === 'yes' } }, answers };
  },
};
