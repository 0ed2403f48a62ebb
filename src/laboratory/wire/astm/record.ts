import { escaped, unescaped } from './escape.ts';

/** What divides a record, as its header declares it in H-2. '' = not declared. */
export type Delimiters = { field: string; repeat: string; component: string; escape: string };

/** The usual ones; what we write uses them. They are never assumed of what is read after a header. */
export const USUAL: Delimiters = { field: '|', repeat: '\\', component: '^', escape: '&' };

/**
 * A record as it stands on the line (E1394, LIS2-A2): `fields` are divided and not unescaped, the first is the type. What it
 * is divided into is all of it, so that writing it gives back the same text.
 */
export type AstmRecord = { type: string; fields: readonly string[]; delimiters: Delimiters; end: string };

/** The delimiters that a header declares: H, the field delimiter, then those for repeats, components and escapes. */
export function delimitersOf(header: string): Delimiters {
  const field = header[1] ?? USUAL.field;
  const [repeat = '', component = '', escape = ''] = header.slice(2, 5).split(field)[0]!;
  return { field, repeat, component, escape };
}

/**
 * Divides a text into records. Each header declares the delimiters of what follows; before any header the usual ones count.
 * A record ends with CR, LF or both. Never throws, and `writeRecords` gives back the same text.
 */
export function readRecords(text: string): AstmRecord[] {
  const records: AstmRecord[] = [];
  let delimiters = USUAL;
  for (let from = 0; from < text.length;) {
    let to = from;
    while (to < text.length && text[to] !== '\r' && text[to] !== '\n') to++;
    const line = text.slice(from, to);
    const end = text[to] === '\r' && text[to + 1] === '\n' ? '\r\n' : (text[to] ?? '');
    if (line[0] === 'H' && !/^[A-Za-z0-9]/.test(line.slice(1))) delimiters = delimitersOf(line);
    const fields = line.split(delimiters.field);
    records.push({ type: fields[0]!, fields, delimiters, end });
    from = to + end.length;
  }
  return records;
}

export const writeRecord = ({ fields, delimiters, end }: AstmRecord): string =>
  fields.join(delimiters.field) + end;

export const writeRecords = (records: readonly AstmRecord[]): string => records.map(writeRecord).join('');

/** What the record says in one line, without its end. */
export const rawOf = (record: AstmRecord): string => writeRecord({ ...record, end: '' });

/** A field by its number in the standard (the type is 1), as it stands on the line; '' where there is none. */
export const wireOf = (record: AstmRecord, field: number): string => record.fields[field - 1] ?? '';

/** A field as repeats of components, unescaped. An empty one is one repeat of one empty component. */
export function valuesOf(record: AstmRecord, field: number): string[][] {
  const wire = wireOf(record, field);
  const { delimiters } = record;
  if (field === 2 && record.type === 'H') return [[wire]];
  return divided(wire, delimiters.repeat).map((repeat) =>
    divided(repeat, delimiters.component).map((part) => unescaped(part, delimiters)),
  );
}

/** The first repeat's first component, or another one. */
export const valueOf = (record: AstmRecord, field: number, component = 1): string =>
  valuesOf(record, field)[0]?.[component - 1] ?? '';

/** All of a field as one text, unescaped, its delimiters left in. */
export const textIn = (record: AstmRecord, field: number): string =>
  unescaped(wireOf(record, field), record.delimiters);

/** All fields: field, repeat, component. `fields[n - 1]` is field n of the standard. */
export const fieldsOf = (record: AstmRecord): string[][][] =>
  record.fields.map((_, place) => valuesOf(record, place + 1));

const divided = (wire: string, by: string): string[] => (by === '' ? [wire] : wire.split(by));

/** A value to write: a text, or its components, or repeats of components. */
export type Value = string | readonly string[] | readonly (readonly string[])[];

/** A record to write, with the usual delimiters, ended by CR. @param values fields from 2 on; empty ones at the end go */
export function recordOf(type: string, values: readonly Value[]): AstmRecord {
  const fields = [type, ...values.map(wireFor)];
  while (fields.length > 2 && fields.at(-1) === '') fields.pop();
  return { type, fields, delimiters: USUAL, end: '\r' };
}

/** The header, whose second field declares the delimiters. @param values fields from 3 on */
export function headerOf(values: readonly Value[]): AstmRecord {
  const { fields, ...rest } = recordOf('H', ['', ...values]);
  const declared = USUAL.repeat + USUAL.component + USUAL.escape;
  return { ...rest, fields: ['H', declared, ...fields.slice(2)] };
}

function wireFor(value: Value): string {
  if (typeof value === 'string') return escaped(value, USUAL);
  return value
    .map(
      (repeat) =>
      typeof repeat === 'string' ? escaped(repeat, USUAL) : repeat.map((part) => escaped(part, USUAL)).join(USUAL.component), // prettier-ignore
    )
    .join(typeof value[0] === 'string' ? USUAL.component : USUAL.repeat);
}
