import type { Record as PersonRecord } from '#record/index.ts';
import { given, month } from './answers.ts';
import { DEGREE_FIELDS, SCHOOL, SCHOOL_ACCREDITED } from './choices.ts';
import type { Question } from './question.ts';

const highest = (record: PersonRecord) => record.education?.flatMap((e) => ('degree' in e ? [e] : [])).at(-1);
const COLLEGE = ['associate', 'bachelor', 'master', 'doctorate', 'physician'];

/** Degrees before the details: the highest one finished. */
export const school: Question = {
  id: 'school',
  title: 'What is the highest you have finished in school?',
  why: 'Degrees open doors that nothing else opens.',
  matters: () => true,
  fields: ({ record, answers }) => {
    const top = highest(record);
    // Who finished high school only has no college courses, and that list is known to be empty.
    const some =
      answers.asked.includes('school') && top?.degree === 'high-school' && record.coursework?.length !== 0;
    return [
      {
        kind: 'choice',
        name: 'school',
        label: 'Highest finished',
        options: SCHOOL,
        value: some ? 'some' : record.education ? (top?.degree ?? 'none') : undefined,
      },
      {
        kind: 'month',
        name: 'completed',
        label: 'Finished in',
        hint: 'Year and month, such as 2024-05. A guess is better than nothing.',
        value: top?.completed?.slice(0, 7),
      },
    ];
  },
  read: (form, record, answers) => {
    const school = form.get('school');
    const completed = month(form.get('completed'));
    if (!SCHOOL.some((o) => o.value === school))
      return { wrong: { school: 'Choose the one that fits best.' } };
    if (completed === 'wrong')
      return { wrong: { completed: 'Write the year and the month, such as 2024-05.' } };
    const programs = (record.education ?? []).filter((e) => 'program' in e);
    const before = highest(record);
    const degree = school === 'some' ? 'high-school' : school;
    const kept = before?.degree === degree && COLLEGE.includes(degree) ? before : {};
    const entry =
      degree === 'none' ? [] : [given({ ...kept, degree: degree as 'associate', completed }) as never];
    const education = [...entry, ...programs];
    // Without any college there are no college courses: that list is known to be empty.
    const next = {
      ...record,
      education,
      ...(school === 'none' || school === 'high-school' ? { coursework: [] } : {}),
    };
    if (school !== 'none' && school !== 'high-school' && next.coursework?.length === 0)
      delete next.coursework;
    return { record: next, answers };
  },
};

/** Field and accreditor of the highest degree, where it is one of college. */
export const degree: Question = {
  id: 'degree',
  title: 'Tell us about that degree',
  why: 'Rules look at its field and at who accredits the school.',
  matters: ({ record }) => COLLEGE.includes(highest(record)?.degree ?? ''),
  fields: ({ record }) => {
    const top = highest(record);
    return [
      {
        kind: 'select',
        name: 'field',
        label: 'Field',
        options: DEGREE_FIELDS,
        value: top?.field,
        empty: "I'm not sure",
      },
      {
        kind: 'choice',
        name: 'accredited',
        label: 'Is the school accredited?',
        hint: 'Look it up in the database of the US Department of Education (DAPIP).',
        options: SCHOOL_ACCREDITED,
        value: top?.accredited ?? '',
      },
    ];
  },
  read: (form, record, answers) => {
    const top = highest(record);
    if (!top) return { record, answers };
    const entry = given({
      degree: top.degree,
      completed: top.completed,
      field: form.get('field'),
      accredited: form.get('accredited') as 'regional',
    });
    const education = (record.education ?? []).map((e) => (e === top ? (entry as typeof top) : e));
    return { record: { ...record, education }, answers };
  },
};
