/**
 * One HL7 v2 message, taken apart. `fields[0]` is field 1 (OBX-1), also in MSH: there `fields[0]` is MSH-1, the field
 * separator itself, and `fields[1]` is MSH-2, the other separators, as one text that is not taken apart.
 */
export type Segment = {
  readonly id: string;
  readonly fields: readonly Field[];
  /** The segment as it stands on the wire, without its end. */
  readonly raw: string;
};

/** Repetition, component, subcomponent; each holds at least one. Texts are unescaped; `""` stands for "delete". */
export type Field = readonly Repetition[];
export type Repetition = readonly Component[];
export type Component = readonly string[];

/** What MSH-1 and MSH-2 say; an empty text where a sender names fewer than five. */
export type Separators = {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
};

/** How the bytes were read, whatever MSH-18 says. */
export type Charset = 'utf-8' | '8859/1';

export type Message = {
  readonly segments: readonly Segment[];
  /** The text as it came, with everything around it. */
  readonly raw: string;
  readonly separators: Separators;
  readonly charset: Charset;
  /** What was odd, and read all the same. */
  readonly notes: readonly Problem[];
};

/** `path`: OBX[2]-5 is field 5 of the second OBX; OBX-5.2 its second component; empty = the message as a whole. */
export type Problem = {
  readonly path: string;
  readonly problem: string;
  readonly severity: 'error' | 'warning' | 'note';
};

/** Bytes that hold no message. */
export type Unread = { readonly unread: string };

/** What we send with. */
export const USUAL: Separators = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** A field with nothing in it, the same one wherever we make one: most fields are empty. */
export const EMPTY: Field = Object.freeze([Object.freeze([Object.freeze([''])])]) as Field;

/** The null rule: an empty field leaves what is known as it is, two quotes delete it. */
export const DELETE = '""';

export const note = (path: string, problem: string): Problem => ({ path, problem, severity: 'note' });
export const warning = (path: string, problem: string): Problem => ({ path, problem, severity: 'warning' });
export const error = (path: string, problem: string): Problem => ({ path, problem, severity: 'error' });

/** Segments that name the separators. */
export const isHeader = (id: string): boolean => id === 'MSH' || id === 'FHS' || id === 'BHS';
