import type { Record as PersonRecord } from '#record/index.ts';
import type { LeafKind } from '#content/index.ts';
import type { Answers, Form, Read } from './answers.ts';
import type { Option } from './choices.ts';

/** One thing to fill in. `value` is what the record holds already, so that going back shows it. */
export type Field =
  | {
      kind: 'choice' | 'several' | 'select';
      name: string;
      label: string;
      hint?: string;
      options: Option[];
      value?: string | string[] | undefined;
      empty?: string;
    }
  | {
      kind: 'number';
      name: string;
      label: string;
      hint?: string;
      unit?: string;
      min: number;
      max: number;
      value?: number | undefined;
    }
  | { kind: 'month'; name: string; label: string; hint?: string; value?: string | undefined };

/** What decides whether a question can still matter. */
export type Sense = {
  record: PersonRecord;
  answers: Answers;
  /** Kinds of conditions that lie between the person and the goal. */
  kinds: ReadonlySet<LeafKind>;
  /** A course that binds to service could give something on the way to the goal. */
  enlisting: boolean;
};

/** What lists of content a question offers. */
export type Offer = { credentials: Option[]; licenses: Option[]; states: Option[] };

/** One question, on a page of its own. */
export type Question = {
  id: string;
  title: string;
  /** Why it is asked, in one sentence. */
  why: string;
  /** Can its answer still change the plan? */
  matters: (sense: Sense) => boolean;
  fields: (sense: Sense, offer: Offer) => Field[];
  /** The record with the answer in it. */
  read: (form: Form, record: PersonRecord, answers: Answers) => Read;
  /** For lists: what was entered so far, in words; the page offers to add another or to remove one. */
  entries?: (record: PersonRecord) => string[];
  /** For lists: the record without one entry. */
  without?: (record: PersonRecord, index: number) => PersonRecord;
  /** For lists: the record with the list said to be complete. */
  closed?: (record: PersonRecord) => PersonRecord;
  /** The word on the button that says "none of these". */
  none?: string;
};
