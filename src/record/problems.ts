import type { z } from 'zod';
import { nearest } from '#kernel/nearest.ts';
import * as schema from './schema.ts';

/** One thing wrong with a record file: where it stands, what is wrong, what would be right. */
export type RecordProblem = { file: string; line: number; path: string; message: string; right: string };

/** The same before its line is looked up; `at` is where it stands in the file. */
export type Fault = { at: readonly PropertyKey[]; path: string; message: string; right: string };

/** `experience[0].from`, as proofs write it. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );

const DATE = 'write a date like 2024-05-31 or 2024-05';
const DATES = new Set(['completed', 'issued', 'expires', 'from', 'to', 'stateSince', 'accreditedSince']);
const isDate = (at: readonly PropertyKey[]) => DATES.has(String(at.at(-1)));
const ENTRY: { [list: string]: { shape: object } } = {
  coursework: schema.Coursework, experience: schema.Job, credentials: schema.Holding, licenses: schema.HeldLicense,
  military: schema.Military, training: schema.Training, procedures: schema.Procedure, limits: schema.Limits,
}; // prettier-ignore

/** Every problem of a schema's refusal, one fault each, in words that say what to write. */
export const faultsOf = (error: z.ZodError, value: unknown): Fault[] =>
  error.issues.flatMap((issue) => faultOf(issue, value, keysAt(issue.path, value)));

/** @param keys those that may stand where the issue is */
function faultOf(issue: z.core.$ZodIssue, value: unknown, keys: readonly string[]): Fault[] {
  const at = issue.path;
  const found = valueAt(value, at);
  const say = (message: string, right: string): Fault[] => [{ at, path: pathText(at), message, right }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(at, key, keys));
    case 'invalid_union':
      return educationFaults(issue, found);
    case 'invalid_value': {
      const words = issue.values.map(String);
      if (found === undefined)
        return say(
          at.length === 1 ? 'the line that names the format is missing' : 'it is missing',
          oneOf(words),
        );
      const near = typeof found === 'string' ? nearest(found, words, 1) : [];
      return say(
        `${shown(found)} is not a word for it`,
        `${near[0] ? `did you mean ${near[0]}? ` : ''}${oneOf(words)}`,
      );
    }
    case 'invalid_type':
      if (found === undefined) return say('it is missing', rightOf(at, issue.expected));
      if (found === null)
        return say(
          'it is empty',
          `${rightOf(at, issue.expected)}; or leave the line out, which means not told`,
        );
      if (isDate(at)) return say(`${shown(found)} is not a date of the calendar`, DATE);
      return say(
        `${shown(found)} is ${kindOf(found)}, not ${KIND[issue.expected] ?? `a ${issue.expected}`}`,
        rightOf(at, issue.expected),
      );
    case 'too_small':
      return say(
        `${shown(found)} is too ${typeof found === 'string' ? 'short' : 'small'}`,
        typeof found === 'string'
          ? 'write something here, or leave the line out'
          : `write a number of at least ${issue.minimum}`,
      );
    case 'too_big':
      return say(`${shown(found)} is too large`, `write a number of at most ${issue.maximum}`);
    case 'custom':
      if (issue.message === DATE) return say(`${shown(found)} is not a date of the calendar`, DATE);
      return say(issue.message, RIGHT[issue.message] ?? 'mend one of the two');
    default:
      return say(`${shown(found)} cannot be read`, issue.message);
  }
}

const RIGHT: { [message: string]: string } = {
  'it holds a character that no text has': 'write letters, digits and signs; leave out \\0 and the like',
  'the job ends before it begins': 'let `to` be on or after `from`; `to: null` means it goes on',
  'give semesterHours or quarterHours, not both': 'keep the one that stands on the transcript',
};

/** An entry of `education` is a degree or a program; the fault is told for the one that was meant. */
function educationFaults(issue: z.core.$ZodIssueInvalidUnion, entry: unknown): Fault[] {
  const at = issue.path;
  const say = (message: string, right: string): Fault[] => [{ at, path: pathText(at), message, right }];
  if (!entry || typeof entry !== 'object' || Array.isArray(entry))
    return say(`${shown(entry)} is ${kindOf(entry)}, not an entry`, 'write { degree: … } or { program: … }');
  const [degree, program] = ['degree' in entry, 'program' in entry];
  if (degree && program)
    return say(
      'it is a degree and a program in one entry',
      'write two entries, one with `degree` and one with `program`',
    );
  if (!degree && !program) {
    const [key, near] =
      Object.keys(entry).flatMap((k) =>
        nearest(k, ['degree', 'program'], 1).map((n) => [k, n] as const),
      )[0] ?? [];
    return say(
      key ? `unknown key ${key}` : 'it names neither a degree nor a program',
      key ? `did you mean ${near}?` : 'begin the entry with `degree:` or `program:`',
    );
  }
  const meant = degree ? schema.Degree : schema.Program;
  return (meant.safeParse(entry).error?.issues ?? [])
    .flatMap((inner) => faultOf(inner, entry, Object.keys(meant.shape)))
    .map((f) => ({ ...f, at: [...at, ...f.at], path: joined(at, f.path) }));
}

const joined = (at: readonly PropertyKey[], inner: string) =>
  inner ? `${pathText(at)}.${inner}` : pathText(at);

function unknownKey(at: readonly PropertyKey[], key: string, keys: readonly string[]): Fault {
  const [near] = nearest(key, keys, 1);
  const path = [...at, key];
  return {
    at: path,
    path: pathText(path),
    message: `unknown key ${quoted(key)}`,
    right: near ? `did you mean ${near}?` : `the keys here are ${keys.join(', ')}`,
  };
}

function keysAt(at: readonly PropertyKey[], record: unknown): string[] {
  if (at.length === 0) return Object.keys(schema.Record.shape);
  if (at[0] !== 'education') return Object.keys(ENTRY[String(at[0])]?.shape ?? {});
  const entry = valueAt(record, at.slice(0, 2));
  const degree = typeof entry === 'object' && entry !== null && 'degree' in entry;
  return Object.keys((degree ? schema.Degree : schema.Program).shape);
}

const KIND: { [type: string]: string } = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an entry with keys',
  record: 'an entry with keys',
};

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number with a fraction';
  return (
    { string: 'text', number: 'a number', boolean: 'yes or no', object: 'an entry with keys' }[
      typeof value as string
    ] ?? 'something else'
  );
}

function rightOf(at: readonly PropertyKey[], expected: string): string {
  if (isDate(at)) return DATE;
  if (expected === 'array') return `write a list; an empty one is \`${String(at.at(-1))}: []\``;
  if (expected === 'object')
    return at.length === 0
      ? 'begin with `benchpath: record/1`, then one line for each thing told'
      : 'write an entry like { key: value }';
  if (expected === 'int') return 'write a whole number, without quotes';
  if (expected === 'boolean') return 'write true or false, without quotes';
  if (expected === 'number') return 'write a number, without quotes';
  return 'write text; put quotes round it where it looks like a number';
}

const oneOf = (words: readonly string[]) =>
  words.length === 1 ? `write ${words[0]}` : `one of: ${words.join(', ')}`;

const quoted = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** A value as a short piece of one line. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'this';
  if (typeof value === 'object') return 'this';
  return typeof value === 'string' ? quoted(value) : String(value);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (!at || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined;
    at = (at as { [k: PropertyKey]: unknown })[key];
  }
  return at;
}
