import { DISCIPLINES, SETTINGS } from '#kernel/words.ts';

/** Answers to choose from, in words for people. */
export type Option = { value: string; label: string; hint?: string | undefined };

const words = (id: string) => id.replaceAll('-', ' ').replace(/^./, (c) => c.toUpperCase());
const plain = (ids: readonly string[]): Option[] => ids.map((value) => ({ value, label: words(value) }));

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

export const SCHOOL: Option[] = [
  { value: 'none', label: 'No high school diploma yet' },
  { value: 'high-school', label: 'High school diploma, GED or the same' },
  { value: 'some', label: 'Some college, no degree' },
  { value: 'associate', label: 'Associate degree' },
  { value: 'bachelor', label: "Bachelor's degree" },
  { value: 'master', label: "Master's degree" },
  { value: 'doctorate', label: 'Doctorate' },
  { value: 'physician', label: "Physician's degree (MD or DO)" },
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

export const SCHOOL_ACCREDITED: Option[] = [
  { value: 'regional', label: 'Yes, regionally accredited', hint: 'Most public and nonprofit colleges' },
  { value: 'national', label: 'Yes, nationally accredited', hint: 'Many career colleges' },
  { value: 'foreign', label: 'It is a school outside the United States' },
  { value: 'none', label: 'No' },
  UNSURE,
];

export const PROGRAM_TYPES: Option[] = [
  { value: 'mlt', label: 'Medical laboratory technician (MLT)' },
  { value: 'mls', label: 'Medical laboratory scientist (MLS, MT, CLS)' },
  { value: 'mls-foreign', label: 'Medical laboratory science outside the United States' },
  { value: 'phlebotomy', label: 'Phlebotomy' },
  { value: 'mla', label: 'Medical laboratory assistant' },
  { value: 'histotechnician', label: 'Histotechnician' },
  { value: 'histotechnologist', label: 'Histotechnologist' },
  { value: 'cytology', label: 'Cytology' },
  { value: 'molecular', label: 'Diagnostic molecular science' },
];

export const PROGRAM_ACCREDITORS: Option[] = [
  { value: 'naacls', label: 'NAACLS', hint: 'Look the program up at naacls.org' },
  { value: 'abhes', label: 'ABHES' },
  { value: 'caahep', label: 'CAAHEP' },
  { value: 'cdph', label: 'California (CDPH)' },
  { value: 'other', label: 'Another one' },
  { value: 'none', label: 'None' },
  UNSURE,
];

export const JOBS: Option[] = [
  { value: 'laboratory-technician', label: 'Laboratory technician' },
  { value: 'laboratory-technologist', label: 'Laboratory scientist or technologist' },
  { value: 'laboratory-assistant', label: 'Laboratory assistant' },
  { value: 'phlebotomist', label: 'Phlebotomist' },
  { value: 'histotechnician', label: 'Histotechnician' },
  { value: 'lead', label: 'Lead' },
  { value: 'supervisor', label: 'Supervisor' },
  { value: 'manager', label: 'Manager' },
  { value: 'educator', label: 'Educator' },
  { value: 'research-assistant', label: 'Research assistant' },
  { value: 'other', label: 'Something else in a laboratory' },
];

export const WORKPLACES: Option[] = plain(SETTINGS.filter((s) => s !== 'other')).concat([
  { value: 'other', label: 'Somewhere else' },
]);
export const DEPARTMENTS: Option[] = plain(DISCIPLINES.filter((d) => d !== 'donor-phlebotomy'));
export const COMPLEXITIES: Option[] = [
  {
    value: 'high',
    label: 'High complexity',
    hint: 'Most hospital core laboratories, blood bank and microbiology included',
  },
  { value: 'moderate', label: 'Moderate complexity' },
  { value: 'waived', label: 'Waived tests only', hint: 'Simple tests such as finger-stick glucose' },
  UNSURE,
];

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
  { value: 'army-68k', label: 'Army 68K' },
  { value: 'navy-mlt', label: 'Navy laboratory technician' },
  { value: 'air-force-4t0', label: 'Air Force 4T0' },
  { value: 'other', label: 'Another laboratory course' },
];

/** The words for an answer that was given; an answer that is on no list, as it is. */
export const labelOf = (list: readonly Option[], value: string | undefined) =>
  list.find((o) => o.value === value)?.label ?? value ?? '';

/** The list with an answer on it that a file brought in and that is on no list of ours. */
export const withOwn = (list: readonly Option[], value: string | undefined): Option[] =>
  !value || list.some((o) => o.value === value) ? [...list] : [...list, { value, label: words(value) }];
