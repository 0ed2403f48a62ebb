import { addMonths, isoOf, partsOf, type Day } from '#kernel/dates.ts';
import type { Choice } from '#ui/choice.ts';
import type { Record as PersonRecord } from '#record/index.ts';

/** Typical people, for a reader who has given no record. Each list is complete, so nothing stays untold. */
export const PEOPLE = [
  { id: 'school-leaver', label: 'A school leaver', hint: 'High school diploma, no training yet' },
  {
    id: 'pbt-ascp',
    label: 'A phlebotomist, PBT(ASCP)',
    hint: 'High school, a phlebotomy program, two years at work',
  },
  {
    id: 'mlt-ascp',
    label: 'A technician, MLT(ASCP)',
    hint: 'Associate degree, NAACLS program, certified a year ago',
  },
  {
    id: 'mlt-amt',
    label: 'A technician, MLT(AMT)',
    hint: 'Associate degree, ABHES program, certified a year ago',
  },
  {
    id: 'mls-ascp',
    label: 'A technologist, MLS(ASCP)',
    hint: "Bachelor's degree, NAACLS program, certified a year ago",
  },
  { id: 'biology', label: 'A biology graduate', hint: "Bachelor's degree in biology, no certification" },
] as const satisfies readonly (Choice | { id: string; label: string; hint: string })[];
export type PersonId = (typeof PEOPLE)[number]['id'];

/** What a plan could end in. */
export const PLANS = [
  { id: 'mlt-ascp', label: 'MLT(ASCP) and its associate degree' },
  { id: 'mls-ascp', label: "MLS(ASCP) and its bachelor's degree" },
] as const;
export type PlanId = (typeof PLANS)[number]['id'];

type List =
  | 'education'
  | 'coursework'
  | 'experience'
  | 'credentials'
  | 'licenses'
  | 'military'
  | 'training'
  | 'procedures';
type Lists = { [L in List]: NonNullable<PersonRecord[L]> };

/** The record of a typical person on a day; dates are counted back from it. */
export function recordOf(id: PersonId, on: Day): PersonRecord {
  const age = id === 'school-leaver' ? 18 : id === 'pbt-ascp' ? 23 : 25;
  return { benchpath: 'record/1', born: partsOf(on).year - age - 1, ...listsOf(id, on) };
}

/** The same person after the studies and the exam of `plan`. */
export function recordAfter(record: PersonRecord, plan: PlanId, on: Day): PersonRecord {
  const gained = listsOf(plan, on);
  const both = <T>(a: readonly T[] | undefined, b: readonly T[]): T[] => [...(a ?? []), ...b];
  return {
    ...record,
    education: both(record.education, gained.education),
    coursework: both(record.coursework, gained.coursework),
    credentials: both(record.credentials, gained.credentials),
  };
}

function listsOf(id: PersonId, on: Day): Lists {
  const ago = (months: number) => isoOf(addMonths(on, -months)).slice(0, 7);
  const hence = isoOf(addMonths(on, 24)).slice(0, 7);
  const none: Lists = {
    education: [{ degree: 'high-school', completed: ago(id === 'school-leaver' ? 6 : 48) }],
    coursework: [],
    experience: [],
    credentials: [],
    licenses: [],
    military: [],
    training: [],
    procedures: [],
  };
  const certified = (credential: string) => [{ id: credential, issued: ago(12), expires: hence }];
  const associate = (accreditor: 'naacls' | 'abhes', credential: string): Lists => ({
    ...none,
    education: [
      ...none.education,
      {
        degree: 'associate',
        field: 'medical-laboratory-technology',
        completed: ago(15),
        accredited: 'regional',
      },
      { program: 'mlt', accreditor, completed: ago(15) },
    ],
    coursework: [
      { subject: 'all', semesterHours: 70 },
      { subject: 'chemistry', semesterHours: 8 },
      { subject: 'biology', semesterHours: 12, includes: ['microbiology'] },
      { subject: 'medical-laboratory', semesterHours: 32 },
    ],
    credentials: certified(credential),
  });
  switch (id) {
    case 'school-leaver':
      return none;
    case 'pbt-ascp':
      return {
        ...none,
        education: [...none.education, { program: 'phlebotomy', accreditor: 'naacls', completed: ago(26) }],
        experience: [
          {
            as: 'phlebotomist',
            setting: 'hospital',
            from: ago(25),
            to: null,
            hoursPerWeek: 40,
            disciplines: ['phlebotomy'],
          },
        ],
        credentials: certified('ascp-pbt'),
        procedures: [
          { of: 'venipuncture', count: 500 },
          { of: 'skin-puncture', count: 50 },
        ],
      };
    case 'mlt-ascp':
      return associate('naacls', 'ascp-mlt');
    case 'mlt-amt':
      return associate('abhes', 'amt-mlt');
    case 'mls-ascp':
      return {
        ...none,
        education: [
          ...none.education,
          {
            degree: 'bachelor',
            field: 'medical-laboratory-science',
            completed: ago(15),
            accredited: 'regional',
          },
          { program: 'mls', accreditor: 'naacls', completed: ago(15) },
        ],
        coursework: [
          { subject: 'all', semesterHours: 124 },
          {
            subject: 'chemistry',
            semesterHours: 16,
            includes: ['organic-chemistry', 'quantitative-analysis', 'biochemistry', 'clinical-chemistry'],
          },
          {
            subject: 'biology',
            semesterHours: 20,
            includes: ['microbiology', 'medical-microbiology', 'hematology', 'immunology'],
          },
          { subject: 'physics', semesterHours: 4 },
          { subject: 'medical-laboratory', semesterHours: 48 },
        ],
        credentials: certified('ascp-mls'),
      };
    case 'biology':
      return {
        ...none,
        education: [
          ...none.education,
          { degree: 'bachelor', field: 'biology', completed: ago(15), accredited: 'regional' },
        ],
        coursework: [
          { subject: 'all', semesterHours: 120 },
          { subject: 'chemistry', semesterHours: 16, includes: ['organic-chemistry'] },
          { subject: 'biology', semesterHours: 40, includes: ['microbiology'] },
        ],
      };
  }
}
