import { DISCIPLINES, SETTINGS } from '#kernel/words.ts';
import * as record from '#record/index.ts';
import { ownOption, plainOptions, type Option } from '#record/index.ts';

/** Answers to choose from. The words of the record file are the record's own; a question may offer some of them only. */
export type { Option } from '#record/index.ts';

const only = (list: readonly Option[], ...values: string[]): Option[] =>
  values.map((value) => list.find((o) => o.value === value)!);
const allBut = (list: readonly Option[], ...values: string[]): Option[] =>
  list.filter((o) => !values.includes(o.value));

export const UNSURE: Option = { value: '', label: "I'm not sure" };

export const AIMS: Option[] = [
  {
    value: 'technician',
    label: 'Work as a laboratory technician',
    hint: 'Run tests in a medical laboratory. Usually two years of college.',
  },
  {
    value: 'technologist',
    label: 'Work as a laboratory scientist (technologist)',
    hint: "All tests, and more responsibility. A bachelor's degree.",
  },
  { value: 'phlebotomist', label: 'Work as a phlebotomist', hint: 'Draw blood. A few months of training.' },
  { value: 'credential', label: 'Earn one certification or license', hint: 'You choose which below.' },
];

const degree = (value: string): Option => only(record.DEGREES, value)[0]!;
export const SCHOOL: Option[] = [
  { value: 'none', label: 'No high school diploma yet' },
  degree('high-school'),
  { value: 'some', label: 'Some college, no degree' },
  ...allBut(record.DEGREES, 'high-school'),
];

export const DEGREE_FIELDS: Option[] = [
  { value: 'medical-laboratory-technology', label: 'Medical laboratory technology' },
  { value: 'medical-laboratory-science', label: 'Medical laboratory science' },
  { value: 'biology', label: 'Biology' },
  { value: 'microbiology', label: 'Microbiology' },
  { value: 'biochemistry', label: 'Biochemistry' },
  { value: 'chemistry', label: 'Chemistry' },
  { value: 'physics', label: 'Physics or another physical science' },
  { value: 'nursing', label: 'Nursing' },
  { value: 'histotechnology', label: 'Histotechnology' },
  { value: 'cytotechnology', label: 'Cytotechnology' },
  { value: 'liberal-arts', label: 'Liberal arts or general studies' },
  { value: 'other-non-science', label: 'Something else, not a science' },
];

export const SCHOOL_ACCREDITED: Option[] = [...record.SCHOOL_ACCREDITORS, UNSURE];

export const PROGRAM_TYPES: Option[] = allBut(
  record.PROGRAM_TYPES,
  'blood-bank-specialist',
  'categorical',
  'nursing-or-allied-health',
);

export const PROGRAM_ACCREDITORS: Option[] = [
  ...only(record.PROGRAM_ACCREDITORS, 'naacls', 'abhes', 'caahep', 'cdph', 'other', 'none'),
  UNSURE,
];

export const JOBS: Option[] = allBut(record.JOBS, 'histotechnologist', 'cytologist');

export const WORKPLACES: Option[] = [...plainOptions(SETTINGS, 'Somewhere else')];
export const DEPARTMENTS: Option[] = allBut(plainOptions(DISCIPLINES, 'Another'), 'donor-phlebotomy');
export const COMPLEXITIES: Option[] = [...record.COMPLEXITIES, UNSURE];

export const COLLEGE_HOURS: Option[] = [
  { value: 'semester', label: 'Semester hours' },
  { value: 'quarter', label: 'Quarter hours' },
];

export const COURSES_TAKEN: Option[] = [
  { value: 'organic-chemistry', label: 'Organic chemistry' },
  { value: 'biochemistry', label: 'Biochemistry' },
  { value: 'analytical-chemistry', label: 'Analytical chemistry' },
  { value: 'clinical-chemistry', label: 'Clinical chemistry' },
  { value: 'microbiology', label: 'Microbiology' },
  { value: 'immunology', label: 'Immunology' },
  { value: 'hematology', label: 'Hematology' },
  { value: 'anatomy-physiology', label: 'Anatomy and physiology' },
];

export const MILITARY: Option[] = [
  { value: 'none', label: 'No' },
  ...allBut(record.MILITARY_TRAINING, 'other'),
  { value: 'other', label: 'Another laboratory course' },
];

/** The words for an answer that was given; an answer that is on no list, as it is. */
export const labelOf = (list: readonly Option[], value: string | undefined) =>
  list.find((o) => o.value === value)?.label ?? value ?? '';

/** The list with an answer on it that a file brought in and that is on no list of ours. */
export const withOwn = (list: readonly Option[], value: string | undefined): Option[] =>
  !value || list.some((o) => o.value === value) ? [...list] : [...list, ownOption(value)];
