import { LABORATORY_AREAS } from '#content/index.ts';
import { counted, listed } from '#kernel/names.ts';
import { longDate } from '#kernel/when.ts';
import { DISCIPLINES, SETTINGS } from '#kernel/words.ts';
import * as words from '../words.ts';
import { labelOf, plainOptions, spaced, type Option } from '../words.ts';
import type * as schema from '../schema.ts';
import { nameIn, type ListName, type Lists } from './lists.ts';

/** How one attribute is asked for and told. Its kind of input, its range and its words come from the schema. */
export type Described<V> = {
  label: string;
  /** Its name in a list of what is not told, where the label is a question. */
  called?: string;
  hint?: string;
  unit?: string;
  /** The words of the schema, for people. */
  options?: readonly Option[];
  /** The list of content that it is chosen from; `open` = words of one's own will do too. */
  list?: ListName;
  open?: true;
  /** What `null` means, as a check box says it. */
  never?: string;
  /** Most people have no need to tell it. */
  extra?: true;
  /** A phrase about it in a line about the entry; none where the title says it. */
  say?: (value: V, lists: Lists) => string;
};
export type DescribedAs<T> = { [K in keyof T]-?: Described<Exclude<T[K], undefined>> };

const dollars = (n: number) => `$${n.toLocaleString('en-US')}`;
const hours = (n: number) => counted(n, 'hour');
const weeks = (n: number) => counted(n, 'week');
const each = (list: readonly string[], none: string) => (list.length > 0 ? listed(list.map(spaced)) : none);
const lower = (name: string) => name.replace(/^./, (c) => c.toLowerCase());
const dated = (verb: string) => (date: string) => `${verb} ${longDate(date)}`;
const finished = { label: 'Finished', say: dated('finished') };
const settings = plainOptions(SETTINGS, 'Somewhere else');
const departments = plainOptions(DISCIPLINES, 'Another');

export const degree: DescribedAs<schema.Degree> = {
  degree: { label: 'Degree', options: words.DEGREES },
  field: {
    label: 'Field',
    hint: 'What it says on the diploma. A high school diploma has none.',
    list: 'fields',
    open: true,
    say: (field) => (field === 'other-non-science' ? 'in a field that is no science' : `in ${spaced(field)}`),
  },
  completed: finished,
  accredited: {
    label: 'Is the school accredited?',
    called: 'Accreditation of the school',
    hint: 'Look it up in the database of the US Department of Education (DAPIP).',
    options: words.SCHOOL_ACCREDITORS,
    say: (by) =>
      ({
        regional: 'regionally accredited school',
        national: 'nationally accredited school',
        foreign: 'school outside the United States',
        none: 'school not accredited',
      })[by],
  },
};

export const program: DescribedAs<schema.Program> = {
  program: { label: 'Program', options: words.PROGRAM_TYPES },
  accreditor: {
    label: 'Who accredits it?',
    called: 'Accreditor',
    options: words.PROGRAM_ACCREDITORS,
    say: (by) => (by === 'none' ? 'not accredited' : `accreditor: ${labelOf(words.PROGRAM_ACCREDITORS, by)}`),
  },
  completed: finished,
  accreditedSince: {
    label: 'Accredited since',
    hint: 'Only if the accreditation came after you began.',
    extra: true,
    say: dated('accredited since'),
  },
  clockHours: {
    label: 'Hours of training',
    hint: 'Classes and practice together. Phlebotomy rules ask for them.',
    unit: 'hours',
    say: (n) => `${hours(n)} of training`,
  },
  rotations: {
    label: 'Rotations in a laboratory',
    hint: 'The departments in which you practiced.',
    options: departments,
    say: (list) => (list.length > 0 ? `rotations in ${each(list, '')}` : 'no rotations'),
  },
};

export const coursework: DescribedAs<schema.Coursework> = {
  subject: {
    label: 'Subject',
    hint: 'Choose “All college credit” for the total of your transcript.',
    list: 'subjects',
    open: true,
  },
  semesterHours: {
    label: 'Semester hours',
    hint: 'Fill in this one or the next, as your transcript counts.',
    unit: 'hours',
    say: (n) => counted(n, 'semester hour'),
  },
  quarterHours: {
    label: 'Quarter hours',
    unit: 'hours',
    extra: true,
    say: (n) => counted(n, 'quarter hour'),
  },
  includes: {
    label: 'Courses in it',
    hint: 'The courses that these hours include.',
    list: 'courses',
    open: true,
    say: (list, lists) =>
      list.length > 0
        ? `with ${listed(list.map((course) => lower(nameIn(lists.courses, course))))}`
        : 'with no course that rules name',
  },
  completed: { ...finished, hint: 'When you finished the last of it.' },
};

export const job: DescribedAs<schema.Job> = {
  as: { label: 'Your work', options: words.JOBS },
  setting: {
    label: 'Where',
    options: settings,
    say: (place) => (place === 'other' ? 'somewhere else' : spaced(place)),
  },
  from: { label: 'From', say: dated('from') },
  to: {
    label: 'Until',
    never: 'I still work there',
    say: (to) => (to === null ? 'until now' : `until ${longDate(to)}`),
  },
  hoursPerWeek: { label: 'Hours a week', unit: 'hours', say: (n) => `${hours(n)} a week` },
  disciplines: {
    label: 'Departments',
    options: departments,
    say: (list) => each(list, 'in no laboratory department'),
  },
  complexity: {
    label: 'What kind of testing?',
    called: 'Kind of testing',
    hint: 'Your supervisor knows. It matters for federal roles.',
    options: words.COMPLEXITIES,
    say: (kind) => (kind === 'waived' ? 'waived tests only' : `${kind} complexity`),
  },
  state: { label: 'State', list: 'states', say: (state, lists) => `in ${nameIn(lists.states, state)}` },
  payUsdPerYear: {
    label: 'Pay a year',
    hint: 'Optional. Without it we take the median for such work in your state.',
    extra: true,
    unit: 'dollars',
    say: (n) => `${dollars(n)} a year`,
  },
};

export const holding: DescribedAs<schema.Holding> = {
  id: { label: 'Which', list: 'credentials' },
  issued: { label: 'Issued', say: dated('issued') },
  expires: {
    label: 'Expires',
    never: 'It does not expire',
    say: (on) => (on === null ? 'does not expire' : `expires ${longDate(on)}`),
  },
  number: { label: 'Number', hint: 'As printed on it.', extra: true, say: (n) => `number ${n}` },
  status: {
    label: 'Status',
    hint: 'What its giver says of it now. Left open, its dates decide.',
    extra: true,
    options: words.STATUS_WORDS,
    say: (status) => status,
  },
};

export const license: DescribedAs<schema.HeldLicense> = {
  ...holding,
  id: { label: 'Which', list: 'licenses' },
  categories: {
    label: 'Categories on it',
    hint: 'Where the state licenses by category or specialty.',
    extra: true,
    options: plainOptions(LABORATORY_AREAS, 'Another'),
    say: (list) => (list.length > 0 ? `for ${each(list, '')}` : 'without categories'),
  },
};

export const military: DescribedAs<schema.Military> = {
  course: { label: 'Course', options: words.MILITARY_TRAINING },
  field: {
    label: 'What it trained you for',
    options: words.MILITARY_SUBJECTS,
    say: (f) => (f === 'other' ? 'another field' : spaced(f)),
  },
  weeks: { label: 'Length', unit: 'weeks', say: weeks },
  completed: finished,
};

export const training: DescribedAs<schema.Training> = {
  topic: {
    label: 'Topic',
    hint: 'The list holds what rules ask for by name.',
    list: 'topics',
    open: true,
  },
  hours: { label: 'Hours', unit: 'hours', say: hours },
  weeks: { label: 'Weeks', unit: 'weeks', say: weeks },
  completed: finished,
};

export const procedure: DescribedAs<schema.Procedure> = {
  of: { label: 'Which', options: words.COLLECTIONS },
  count: {
    label: 'How many',
    hint: 'Successful ones that somebody signed for.',
    say: (n) => `${n.toLocaleString('en-US')} documented`,
  },
};

export const person: DescribedAs<Pick<schema.Record, 'state' | 'stateSince' | 'born'>> = {
  state: { label: 'State or territory', hint: 'Where you live.', list: 'states' },
  stateSince: { label: 'Living there since' },
  born: { label: 'Year of birth', hint: 'Four digits, such as 1999.' },
};

export const limits: DescribedAs<schema.Limits> = {
  studyHoursPerWeek: {
    label: 'For classes and study',
    hint: 'Full-time study takes 24 to 40.',
    unit: 'hours a week',
  },
  workHoursPerWeek: {
    label: 'For work and hospital rotations together',
    hint: 'Rotations usually take 30 or more for a few months.',
    unit: 'hours a week',
  },
  budgetUsd: {
    label: 'Out of pocket, at most',
    hint: 'For tuition and fees in all, before any aid.',
    unit: 'dollars',
  },
  keepEarningHoursPerWeek: { label: 'Paid work you cannot give up', unit: 'hours a week' },
  states: { label: 'States you would work in', list: 'states' },
  enlist: { label: 'Would you enlist in the armed forces to be trained?' },
};
