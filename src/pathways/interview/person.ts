import { number } from './answers.ts';
import type { Question } from './question.ts';

/** The state decides which rules, wages and prices count. */
export const state: Question = {
  id: 'state',
  title: 'Where do you live?',
  why: 'Rules, wages and prices differ from state to state.',
  matters: () => true,
  fields: ({ record }, offer) => [
    {
      kind: 'select',
      name: 'state',
      label: 'State or territory',
      options: offer.states,
      value: record.state?.toLowerCase(),
      empty: "I'd rather not say",
    },
  ],
  read: (form, record, answers) => {
    const { state: _, ...rest } = record;
    const state = form.get('state').toUpperCase();
    return { record: /^[A-Z]{2}$/.test(state) ? { ...rest, state } : rest, answers };
  },
};

/** Asked where a rule has a lowest age. */
export const born: Question = {
  id: 'born',
  title: 'In which year were you born?',
  why: 'A rule on the way to your goal asks for a lowest age.',
  matters: ({ kinds }) => kinds.has('age'),
  fields: ({ record }) => [
    { kind: 'number', name: 'born', label: 'Year', min: 1930, max: 2020, value: record.born },
  ],
  read: (form, record, answers) => {
    const year = number(form.get('born'), 1930, 2020);
    if (year === 'wrong')
      return { wrong: { born: 'Write a year with four digits, such as 1999, or leave it empty.' } };
    const { born: _, ...rest } = record;
    return { record: year === undefined ? rest : { ...rest, born: Math.round(year) }, answers };
  },
};
