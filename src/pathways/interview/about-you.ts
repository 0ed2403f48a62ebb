import type { Record as PersonRecord } from '#record/index.ts';
import { given, month, number } from './answers.ts';
import { AIMS, DEGREE_FIELDS, SCHOOL, SCHOOL_ACCREDITED } from './choices.ts';
import type { Question } from './question.ts';

const always = () => true;
const highest = (record: PersonRecord) => record.education?.flatMap((e) => ('degree' in e ? [e] : [])).at(-1);
const COLLEGE = ['associate', 'bachelor', 'master', 'doctorate', 'physician'];

/** Goal, place, age and school: asked of everybody, because every plan begins there. */
export const aboutYou: Question[] = [
  {
    id: 'goal',
    title: 'Where do you want to get to?',
    why: 'Everything else we ask depends on it. You can change it at any time.',
    matters: always,
    fields: ({ answers }, offer) => {
      const practice = /^(technician|technologist|phlebotomist)-in-(..)$/.exec(answers.goal ?? '');
      return [
        {
          kind: 'choice',
          name: 'aim',
          label: 'I want to',
          options: AIMS,
          value: practice?.[1] ?? (answers.goal ? 'credential' : undefined),
        },
        {
          kind: 'select',
          name: 'place',
          label: 'In which state',
          hint: 'Some states ask for a license of their own.',
          options: offer.states,
          value: practice?.[2],
          empty: 'Not decided yet',
        },
        {
          kind: 'select',
          name: 'credential',
          label: 'Which certification or license',
          hint: 'Only if you chose to earn one.',
          options: [...offer.credentials, ...offer.licenses],
          value: practice ? undefined : (answers.goal ?? undefined),
          empty: 'Not chosen',
        },
      ];
    },
    read: (form, record, answers) => {
      const [aim, place, credential] = [form.get('aim'), form.get('place'), form.get('credential')];
      if (aim === 'credential' && !credential)
        return {
          wrong: { credential: 'Choose a certification or a license, or one of the kinds of work above.' },
        };
      if (aim === 'credential') return { record, answers: { ...answers, goal: credential } };
      const CREDENTIAL_OF: { [aim: string]: string } = {
        technician: 'ascp-mlt',
        technologist: 'ascp-mls',
        phlebotomist: 'ascp-pbt',
      };
      if (!CREDENTIAL_OF[aim]) return { wrong: { aim: 'Choose one of these. You can change it later.' } };
      return { record, answers: { ...answers, goal: place ? `${aim}-in-${place}` : CREDENTIAL_OF[aim]! } };
    },
  },
  {
    id: 'state',
    title: 'Where do you live?',
    why: 'Rules, wages and prices differ from state to state.',
    matters: always,
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
  },
  {
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
  },
  {
    id: 'school',
    title: 'What is the highest you have finished in school?',
    why: 'Degrees open doors that nothing else opens.',
    matters: always,
    fields: ({ record, answers }) => {
      const top = highest(record);
      const some =
        answers.asked.includes('school') &&
        record.coursework !== undefined &&
        top?.degree === 'high-school' &&
        record.coursework.length > 0;
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
  },
  {
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
  },
];
