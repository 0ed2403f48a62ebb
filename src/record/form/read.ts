import type { Known } from '../known.ts';
import { EMPTY_RECORD, type Record } from '../schema.ts';
import { senseFaults } from '../sense.ts';
import { controlsOf, fillField, type Sent } from './fill.ts';
import type { Field } from './field.ts';
import { isList, type Entry, type Kind, type Part } from './kinds.ts';
import type { Lists } from './lists.ts';
import { missing, parseField, type Wrong } from './parse.ts';

/** As a browser sends values back: no line ends, which a line of a form cannot hold, and nothing for what is empty. */
const sentBack = (values: readonly string[] = []): string =>
  JSON.stringify(
    [...new Set(values.map((v) => v.replace(/[\r\n]/g, '').trim()))].filter((v) => v !== '').sort(),
  );

/** Whether a field's controls are as a value filled them. */
function untouched(field: Field, sent: Sent, value: unknown): boolean {
  const shown = fillField(field, value);
  return controlsOf(field).every((name) => sentBack(sent[name]) === sentBack(shown[name]));
}

/** What is refused in an entry as a whole: at which control it is said, and how. */
const REFUSED: { [message: string]: [control: string, sentence: string] } = {
  'the job ends before it begins': ['to', 'This is before the work began.'],
  'it ends before it was issued': ['expires', 'This is before it was issued.'],
  'give semesterHours or quarterHours, not both': ['quarterHours', 'Give semester hours or quarter hours, not both.'],
}; // prettier-ignore

/** What the schema and good sense refuse. What stood there before is not this form's fault: a list may have changed. */
function refused(
  part: Part,
  kind: Kind,
  entry: Entry,
  touched: ReadonlySet<string>,
  known: Known | null,
): Wrong {
  const wrong: Wrong = {};
  if (touched.size === 0) return wrong;
  const read = kind.schema.safeParse(entry);
  const faults = read.success
    ? senseFaults({ ...EMPTY_RECORD, ...placed(part, entry) }, known)
    : read.error.issues.map((issue) => ({ at: issue.path, message: issue.message }));
  for (const { at, message } of faults) {
    const name = kind.fields.find((field) => at.includes(field.name))?.name ?? '';
    const [control, sentence] = REFUSED[message] ?? [name, `This cannot be kept: ${message}.`];
    if (REFUSED[message] || name === '' || touched.has(name)) wrong[control] ??= sentence;
  }
  return wrong;
}

/** An entry where it stands in a record. */
const placed = (part: Part, entry: Entry): Partial<Record> =>
  part.id === 'person' ? entry : { [part.id]: isList(part) ? [entry] : entry };

const empty = (entry: Entry) => Object.keys(entry).length === 0;

/** What stood in the record when a form was drawn, and what stands there now: another tab may have changed it since. */
export type Before = { shown: Entry; now: Entry };

/**
 * What a form tells. A field whose controls are as they were shown keeps what stands in the record now, to the letter;
 * one that is empty is left out, which means unknown.
 * @param before for a change; null = a new entry
 */
export function readEntry(
  part: Part,
  kind: Kind,
  sent: Sent,
  lists: Lists,
  known: Known | null,
  before: Before | null,
): { entry: Entry } | { wrong: Wrong } {
  const { shown, now } = before ?? { shown: {}, now: {} };
  const entry: { [name: string]: unknown } = {};
  const wrong: Wrong = {};
  const touched = new Set<string>();
  for (const field of kind.fields) {
    const { name, required } = field;
    if (untouched(field, sent, shown[name]) && (name in now || !required)) {
      if (name in now) entry[name] = now[name];
      continue;
    }
    touched.add(name);
    const read = parseField(field, sent, lists, now[name]);
    if (read && 'wrong' in read) Object.assign(wrong, read.wrong);
    else if (read) entry[name] = read.value;
    else if (required) wrong[name] = missing(field);
  }
  if (isList(part) && empty(entry) && !(before && empty(now)))
    wrong[''] ??= 'Tell at least one thing about it.';
  if (Object.keys(wrong).length === 0) Object.assign(wrong, refused(part, kind, entry, touched, known));
  return Object.keys(wrong).length > 0 ? { wrong } : { entry };
}
