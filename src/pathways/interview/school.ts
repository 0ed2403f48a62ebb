import type { Degree, Record as PersonRecord } from '#record/index.ts';
import { given, month, sameMonth } from './answers.ts';
import { DEGREE_FIELDS, SCHOOL, SCHOOL_ACCREDITED, withOwn } from './choices.ts';
import type { Question } from './question.ts';

const COLLEGE = ['associate', 'bachelor', 'master', 'doctorate', 'physician'];
const rank = (degree: string) => SCHOOL.findIndex((o) => o.value === degree);

/** The degree that counts, wherever it stands; of two alike the later. */
const highest = (record: PersonRecord) =>
  (record.education ?? [])
    .flatMap((e) => ('degree' in e ? [e] : []))
    .reduce<Degree | null>((top, e) => (top && rank(top.degree) > rank(e.degree) ? top : e), null) ??
  undefined;

/** Degrees before the details: the highest one finished. */
export const school: Question = {
  id: 'school',
  title: 'What is the highest you have finished in school?',
  why: 'Degrees open doors that nothing else opens.',
  matters: () => true,
  fields: ({ record, answers }) => {
    const top = highest(record);
    // Who finished high school only has no college courses, and that list is known to be empty.
    const courses = record.coursework?.length ?? (answers.asked.includes('school') ? 1 : 0);
    const some = top?.degree === 'high-school' && courses > 0;
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
    const before = highest(record);
    const degree = school === 'some' ? 'high-school' : school;
    const education = withHighest(record, before, degree, completed);
    if (school !== 'none' && school !== 'high-school') {
      const { coursework, ...rest } = record;
      return {
        record: { ...rest, education, ...(coursework?.length ? { coursework } : {}) },
        answers,
      };
    }
    // Without any college there are no college courses; courses that were told of otherwise stay until it is changed.
    const same = degree === (before?.degree ?? 'none') && record.coursework !== undefined;
    return { record: { ...record, education, coursework: same ? record.coursework : [] }, answers };
  },
};

/** The education with that degree as the highest: it takes the place of the one shown, and what ranks above it goes. */
function withHighest(
  record: PersonRecord,
  before: Degree | undefined,
  degree: string,
  completed: string | undefined,
): NonNullable<PersonRecord['education']> {
  const all = record.education ?? [];
  const same = all.find((e): e is Degree => 'degree' in e && e.degree === degree);
  const old = before?.degree === degree ? before : same;
  const entry =
    degree === 'none'
      ? null
      : (given({ ...old, degree, completed: sameMonth(completed, old?.completed) }) as Degree);
  const rest = all.flatMap((e): typeof all => {
    if (e === old && entry) return [entry];
    if (!('degree' in e)) return [e];
    return entry && e !== before && rank(e.degree) <= rank(degree) ? [e] : [];
  });
  return entry && !old ? [entry, ...rest] : rest;
}

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
        options: withOwn(DEGREE_FIELDS, top?.field),
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
