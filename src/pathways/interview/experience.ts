import type { Job } from '#record/index.ts';
import { given, month, number, type Wrong } from './answers.ts';
import { COMPLEXITIES, DEPARTMENTS, JOBS, labelOf, WORKPLACES } from './choices.ts';
import type { Question } from './question.ts';

/** Jobs in a laboratory or at drawing blood. */
export const experience: Question = {
  id: 'experience',
  title: 'Have you worked in a laboratory or drawn blood?',
  why: 'Work can take the place of a program, and your present pay counts in every plan.',
  matters: ({ kinds }) => kinds.has('experience') || kinds.has('serving'),
  entries: (record) =>
    (record.experience ?? []).map(
      (j) =>
        `${labelOf(JOBS, j.as)}, ${j.from ?? '?'} to ${j.to === null ? 'now' : (j.to ?? '?')}, ${j.hoursPerWeek ?? '?'} hours a week`,
    ),
  without: (record, index) => ({
    ...record,
    experience: (record.experience ?? []).filter((_, i) => i !== index),
  }),
  closed: (record) => ({ ...record, experience: record.experience ?? [] }),
  none: 'No such work',
  fields: () => [
    { kind: 'select', name: 'as', label: 'Your work', options: JOBS, empty: 'Choose one' },
    { kind: 'select', name: 'setting', label: 'Where', options: WORKPLACES, empty: "I'm not sure" },
    { kind: 'several', name: 'disciplines', label: 'In which departments?', options: DEPARTMENTS },
    {
      kind: 'choice',
      name: 'complexity',
      label: 'What kind of testing?',
      hint: 'Your supervisor knows. It matters for federal roles.',
      options: COMPLEXITIES,
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
    if (!JOBS.some((o) => o.value === form.get('as'))) wrong['as'] = 'Choose the kind of work.';
    if (from === 'wrong') wrong['from'] = 'Write the year and the month, such as 2022-09.';
    if (to === 'wrong') wrong['to'] = 'Write the year and the month, or leave it empty.';
    if (typeof from === 'string' && typeof to === 'string' && from !== 'wrong' && to !== 'wrong' && from > to)
      wrong['to'] = 'This is before the work began.';
    if (hours === 'wrong') wrong['hoursPerWeek'] = 'Write a number from 1 to 100.';
    if (pay === 'wrong') wrong['payUsdPerYear'] = 'Write dollars a year, or leave it empty.';
    if (Object.keys(wrong).length > 0) return { wrong };
    const departments = form.all('disciplines');
    // A job goes on from the first of its month; one that ended is counted to the first of its last month.
    const job = given({
      as: form.get('as'),
      setting: form.get('setting'),
      from: from === undefined ? undefined : `${from}-01`,
      to: to === undefined ? null : to,
      hoursPerWeek: hours,
      disciplines: departments.length > 0 ? departments : undefined,
      complexity: form.get('complexity'),
      payUsdPerYear: pay,
    }) as Job;
    return { record: { ...record, experience: [...(record.experience ?? []), job] }, answers };
  },
};
