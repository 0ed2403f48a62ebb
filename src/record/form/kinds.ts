import type { z } from 'zod';
import * as words from '../words.ts';
import { capital, labelOf, spaced } from '../words.ts';
import * as schema from '../schema.ts';
import * as described from './described.ts';
import { fieldsOf, type Field } from './field.ts';
import { nameIn, type Lists } from './lists.ts';

export type Entry = { readonly [attribute: string]: unknown };

/** A kind of entry: how it is told, asked for and checked. */
export type Kind = {
  id: string;
  /** "a job", as in "Add a job". */
  one: string;
  schema: z.ZodType<Entry>;
  fields: readonly Field[];
  /** What an entry is called. */
  title: (entry: Entry, lists: Lists) => string;
};

function kind<S extends z.ZodObject>(
  id: string,
  one: string,
  shape: S,
  as: described.DescribedAs<z.infer<S>>,
  title: (entry: z.infer<S>, lists: Lists) => string,
): Kind {
  const fields = fieldsOf(shape, as as { [name: string]: described.Described<never> });
  return { id, one, schema: shape as never, fields, title: title as Kind['title'] };
}

const held = (list: 'credentials' | 'licenses') => (e: schema.Holding, lists: Lists) =>
  nameIn(lists[list], e.id);

const DEGREE = kind('degree', 'a degree', schema.Degree, described.degree, (e) =>
  labelOf(words.DEGREES, e.degree),
);
const PROGRAM = kind(
  'program',
  'a program',
  schema.Program,
  described.program,
  (e) => `${labelOf(words.PROGRAM_TYPES, e.program)} program`,
);
const COURSEWORK = kind(
  'coursework', 'a subject', schema.Coursework, described.coursework,
  (e, lists) => capital(spaced(nameIn(lists.subjects, e.subject))),
); // prettier-ignore
const JOB = kind('job', 'a job', schema.Job, described.job, (e) =>
  e.as ? labelOf(words.JOBS, e.as) : 'Work',
);
const CREDENTIAL = kind('credential', 'a credential', schema.Holding, described.holding, held('credentials'));
const LICENSE = kind('license', 'a license', schema.HeldLicense, described.license, held('licenses'));
const MILITARY = kind('military', 'a course', schema.Military, described.military, (e) =>
  e.course && e.course !== 'other' ? labelOf(words.MILITARY_TRAINING, e.course) : 'Military course',
);
const TRAINING = kind('training', 'a training', schema.Training, described.training, (e) =>
  capital(spaced(e.topic)),
);
const PROCEDURE = kind('procedure', 'a count', schema.Procedure, described.procedure, (e) =>
  labelOf(words.COLLECTIONS, e.of),
);
const PERSON = kind(
  'person', 'yourself', schema.Record.pick({ state: true, stateSince: true, born: true }), described.person, () => 'You',
); // prettier-ignore
const LIMITS = kind('limits', 'your limits', schema.Limits, described.limits, () => 'Your limits');

/** A list of the record: each entry is of one of its kinds. */
export type ListPart = {
  id:
    | 'education'
    | 'coursework'
    | 'experience'
    | 'credentials'
    | 'licenses'
    | 'military'
    | 'training'
    | 'procedures';
  title: string;
  lead: string;
  /** What a person with none says. */
  none: string;
  kinds: readonly [Kind, ...Kind[]];
};
/** Attributes of the record that are told together. */
export type SinglePart = {
  id: 'person' | 'limits';
  title: string;
  lead: string;
  none: null;
  kinds: readonly [Kind];
};
export type Part = ListPart | SinglePart;

/** Everything that the record knows, in the order in which people tell it. */
export const PARTS: readonly Part[] = [
  {
    id: 'person',
    title: 'Where you live, and your age',
    lead: 'Rules, wages and prices differ from state to state, and some rules ask for a lowest age.',
    none: null,
    kinds: [PERSON],
  },
  {
    id: 'education',
    title: 'Degrees and programs',
    lead: 'Schools and training programs that you finished. Each degree and each program is an entry of its own.',
    none: 'I have finished none',
    kinds: [DEGREE, PROGRAM],
  },
  {
    id: 'coursework',
    title: 'College courses',
    lead: 'Credit hours by subject, as your transcript counts them.',
    none: 'I have no college credit',
    kinds: [COURSEWORK],
  },
  {
    id: 'experience',
    title: 'Work',
    lead: 'Jobs in a laboratory or at drawing blood. Work can take the place of a program.',
    none: 'I have done no such work',
    kinds: [JOB],
  },
  {
    id: 'credentials',
    title: 'Credentials',
    lead: 'Certifications that you hold or once held, such as MLT(ASCP).',
    none: 'I hold none',
    kinds: [CREDENTIAL],
  },
  {
    id: 'licenses',
    title: 'Licenses',
    lead: 'What states have given you permission to do.',
    none: 'I hold none',
    kinds: [LICENSE],
  },
  {
    id: 'military',
    title: 'Military training',
    lead: 'Laboratory courses of the armed forces.',
    none: 'I had none',
    kinds: [MILITARY],
  },
  {
    id: 'training',
    title: 'Other training',
    lead: 'Courses and practice outside of degrees and programs, such as phlebotomy classes.',
    none: 'I had none',
    kinds: [TRAINING],
  },
  {
    id: 'procedures',
    title: 'Documented procedures',
    lead: 'Blood collections that somebody signed for. Phlebotomy certifications ask for a number of them.',
    none: 'I have none documented',
    kinds: [PROCEDURE],
  },
  {
    id: 'limits',
    title: 'Your limits',
    lead: 'Time, money and places. No plan goes beyond what you tell here.',
    none: null,
    kinds: [LIMITS],
  },
];

export const isList = (part: Part): part is ListPart => part.none !== null;
export const partOf = (id: string): Part | null => PARTS.find((part) => part.id === id) ?? null;

/** The kind of an entry of this part: the first whose naming attribute it has. */
export function kindOf(part: Part, entry: Entry): Kind {
  const named = part.kinds.find(({ fields }) => fields.every((f) => !f.required || f.name in entry));
  return named ?? part.kinds[0];
}
