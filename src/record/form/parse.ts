import { readDate } from '#kernel/dates.ts';
import { DAY, NEVER, NO, NONE, OTHER, YES, offered, type Sent } from './fill.ts';
import type { Field } from './field.ts';
import type { Lists } from './lists.ts';

/** What is wrong, by control; '' is the form as a whole. Sentences for a person. */
export type Wrong = { [control: string]: string };

/** The value that a field's controls tell, or what is wrong with them; null = nothing is told. */
type Parsed = { value: unknown } | { wrong: Wrong } | null;

/** The longest text that a field takes. */
const LONGEST = 200;
const [FIRST_YEAR, LAST_YEAR] = [1900, 2100];

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const textOf = (sent: Sent, name: string): string => tidy(sent[name]?.[0] ?? '');
const checked = (sent: Sent, name: string): boolean => (sent[name]?.length ?? 0) > 0;
const wrong = (control: string, sentence: string): Parsed => ({ wrong: { [control]: sentence } });
const tooLong = (name: string) => wrong(name, `Write at most ${LONGEST} characters.`);

/** @param there what stands in the record now */
export function parseField(field: Field, sent: Sent, lists: Lists, there: unknown): Parsed {
  const { kind } = field.control;
  if (kind === 'several') return several(field, sent, lists, Array.isArray(there) ? there.map(String) : []);
  if (kind === 'one' || field.list) return one(field, sent, lists);
  if (kind === 'number') return number(field, sent);
  if (kind === 'date') return date(field, sent);
  if (kind === 'yes or no') return yesOrNo(field, sent);
  const text = textOf(sent, field.name);
  if (text === '') return null;
  return text.length > LONGEST ? tooLong(field.name) : { value: text };
}

/** What is said where a field that must be filled in is empty. */
export const missing = (field: Field): string =>
  field.control.kind === 'number' ? `Write a ${range(field.control)}.` : 'Choose one.';

type Choices = readonly { value: string; label: string }[];

/** A word of one's own, or the one on the list that is written so. */
function ownWord(text: string, list: Choices): string {
  const loose = (t: string) => t.toLowerCase().replaceAll('-', ' ');
  return list.find((o) => [o.value, o.label].some((t) => loose(t) === loose(text)))?.value ?? text;
}

const onList = (list: Choices, value: string) => list.some((o) => o.value === value);

function one({ name, open, ...field }: Field, sent: Sent, lists: Lists): Parsed {
  const list = offered({ name, ...field }, lists)!;
  const other = open ? textOf(sent, name + OTHER) : '';
  const chosen = other === '' ? (sent[name]?.[0] ?? '') : ownWord(other, list);
  if (chosen === '') return null;
  if (onList(list, chosen)) return { value: chosen };
  if (!open) return wrong(name, 'Choose one from the list.');
  return chosen.length > LONGEST ? tooLong(name + OTHER) : { value: chosen };
}

function several(field: Field, sent: Sent, lists: Lists, there: readonly string[]): Parsed {
  const { name, open } = field;
  const list = offered(field, lists, there)!;
  const written = open ? (sent[name + OTHER]?.[0] ?? '').split(/[,;\r\n]/).map(tidy) : [];
  const others = written.filter((t) => t !== '').map((t) => ownWord(t, list));
  const chosen = new Set([...(sent[name] ?? []), ...others]);
  if (chosen.size === 0) return checked(sent, name + NONE) ? { value: [] } : null;
  if (checked(sent, name + NONE)) return wrong(name, 'Check “None of these”, or those that apply; not both.');
  if (!open && [...chosen].some((v) => !onList(list, v))) return wrong(name, 'Choose from the list.');
  if ([...chosen].some((v) => v.length > LONGEST && !there.includes(v))) return tooLong(name + OTHER);
  return { value: [...there.filter((v) => chosen.delete(v)), ...chosen] };
}

function yesOrNo({ name }: Field, sent: Sent): Parsed {
  const said = textOf(sent, name);
  if (said === '') return null;
  return said === YES || said === NO ? { value: said === YES } : wrong(name, 'Choose one of these.');
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

type Range = Extract<Field['control'], { kind: 'number' }>;

function range({ min, max, whole }: Range): string {
  // Years are written without commas.
  const most = max?.toLocaleString('en-US', { useGrouping: max > 9999 });
  return `${whole ? 'whole ' : ''}number ${max === null ? `of ${min} or more` : `from ${min} to ${most}`}`;
}

function number({ name, control, required }: Field, sent: Sent): Parsed {
  const text = textOf(sent, name).replaceAll(',', '').replace(/^\$/, '');
  if (text === '' || control.kind !== 'number') return null;
  const n = Number(text);
  const { min, max, whole } = control;
  const fits = NUMBER.test(text) && n >= min && n <= (max ?? Number.MAX_SAFE_INTEGER);
  if (!fits || (whole && !Number.isInteger(n)))
    return wrong(name, `Write a ${range(control)}${required ? '' : ', or leave it empty'}.`);
  return { value: n === 0 ? 0 : n };
}

/** `2024-05`, `5/2024`, or a whole day: where a browser knows no months, people type one. */
function dateParts(text: string): { year: string; month: string; day: string } | null {
  const [, y, m, d = ''] = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text) ?? [];
  if (y && m) return { year: y, month: m.padStart(2, '0'), day: d };
  const [, month, day = '', year] = /^(\d{1,2})\/(?:(\d{1,2})\/)?(\d{4})$/.exec(text) ?? [];
  return month && year ? { year, month: month.padStart(2, '0'), day } : null;
}

function date({ name, control }: Field, sent: Sent): Parsed {
  const [text, dayText] = [textOf(sent, name), textOf(sent, name + DAY)];
  const empty = text === '' && dayText === '';
  if (control.kind === 'date' && control.open && checked(sent, name + NEVER))
    return empty ? { value: null } : wrong(name, 'Give the date, or check the box; not both.');
  if (empty) return null;
  const parts = dateParts(text);
  if (!parts) return wrong(name, 'Write the year and the month, such as 2024-05.');
  const { year, month } = parts;
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR)
    return wrong(name, `Write a year from ${FIRST_YEAR} to ${LAST_YEAR}.`);
  if (!readDate(`${year}-${month}`)) return wrong(name, 'There is no such month.');
  const day = dayText || parts.day;
  if (day === '') return { value: `${year}-${month}` };
  const value = `${year}-${month}-${day.padStart(2, '0')}`;
  return readDate(value) ? { value } : wrong(name + DAY, 'That month has no such day.');
}
