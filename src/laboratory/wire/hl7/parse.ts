import { decode } from './charset.ts';
import { unescape } from './escape.ts';
import {
  EMPTY,
  USUAL,
  error,
  isHeader,
  note,
  type Field,
  type Message,
  type Problem,
  type Segment,
  type Separators,
  type Unread,
} from './message.ts';

/**
 * Takes one message apart: bytes in the character set that MSH-18 names, or text. Separators are those of MSH. Segments
 * end with CR; CRLF or LF is read with a note. Never throws: what is no message is `unread`, with why.
 */
export function parse(given: Uint8Array | string): Message | Unread {
  const { text, charset, notes } =
    typeof given === 'string'
      ? { text: given, charset: 'utf-8' as const, notes: [] as Problem[] }
      : decode(given);
  const begin = /^[\s\uFEFF]*/.exec(text)![0].length;
  if (!text.startsWith('MSH', begin))
    return { unread: text.length === begin ? 'there is nothing in it' : 'it does not begin with MSH' };
  if (begin > 0) notes.push(note('MSH', 'empty space stands before MSH'));
  const separators = separatorsOf(text.slice(begin, begin + 12));
  if (typeof separators === 'string') return { unread: separators };
  const twice = Object.values(separators).filter((c, i, all) => c !== '' && all.indexOf(c) !== i);
  if (twice.length > 0)
    notes.push(error('MSH-2', `${JSON.stringify(twice[0])} is named as separator for two things`));
  const segments: Segment[] = [];
  for (const line of linesOf(text, begin, notes)) {
    if (line === '') continue;
    const segment = parseSegment(line, separators);
    if (!isName(segment.id))
      notes.push(
        note(segment.id.slice(0, 20), 'this is no segment name: it is three capital letters or digits'),
      );
    segments.push(segment);
  }
  return { segments, raw: text, separators, charset, notes };
}

/** The separators that stand at the beginning of MSH, or why there are none. */
export function separatorsOf(header: string): Separators | string {
  const field = header[3];
  if (field === undefined || /[A-Za-z0-9\s]/.test(field)) return 'MSH names no field separator';
  const rest = header.slice(4);
  const end = rest.search(/[\r\n]/);
  const [codes = ''] = rest.slice(0, end < 0 ? undefined : end).split(field);
  const [component = '', repetition = '', escape = '', subcomponent = ''] = codes;
  return { field, component, repetition, escape, subcomponent };
}

const ENDS = /\r|\n(?=[A-Z][A-Z0-9]{2}(?:[^A-Za-z0-9\s]|[\r\n]|$))/;

/**
 * The segments, each without its end. Where CR ends the segments, an LF that no segment name follows is part of a text
 * that somebody forgot to escape.
 */
function linesOf(text: string, begin: number, notes: Problem[]): string[] {
  const body = begin === 0 ? text : text.slice(begin);
  let lines: string[];
  if (!body.includes('\n')) lines = body.split('\r');
  else if (!body.includes('\r')) {
    notes.push(note('', 'segments end with LF; HL7 ends them with CR'));
    lines = body.split('\n');
  } else {
    notes.push(note('', 'LF stands in it; HL7 ends segments with CR alone'));
    lines = body.replaceAll('\r\n', '\r').split(ENDS);
  }
  return lines;
}

/** Three letters, the first A to Z, the others also digits. */
function isName(id: string): boolean {
  if (id.length !== 3) return false;
  for (let i = 0; i < 3; i++) {
    const c = id.charCodeAt(i);
    if (!((c >= 65 && c <= 90) || (i > 0 && c >= 48 && c <= 57))) return false;
  }
  return true;
}

/** A segment that is taken apart when its fields are first asked for: much of what is sent is never looked at. */
class Unopened implements Segment {
  readonly id: string;
  readonly raw: string;
  readonly #separators: Separators;
  #fields: readonly Field[] | null = null;
  constructor(id: string, raw: string, separators: Separators) {
    this.id = id;
    this.raw = raw;
    this.#separators = separators;
  }
  get fields(): readonly Field[] {
    return (this.#fields ??= allFields(this.id, this.raw, this.#separators));
  }
  toJSON(): Segment {
    return { id: this.id, fields: this.fields, raw: this.raw };
  }
}

/** One segment. @param line without its end */
export function parseSegment(line: string, separators: Separators = USUAL): Segment {
  const first = line.indexOf(separators.field);
  return new Unopened(first < 0 ? line : line.slice(0, first), line, separators);
}

function allFields(id: string, line: string, separators: Separators): Field[] {
  if (id.length === line.length) return [];
  if (!isHeader(id)) return fieldsOf(line, id.length + 1, separators);
  const second = line.indexOf(separators.field, id.length + 1);
  const codes = line.slice(id.length + 1, second < 0 ? undefined : second);
  const header: Field[] = [[[[separators.field]]], [[[codes]]]];
  return second < 0 ? header : header.concat(fieldsOf(line, second + 1, separators));
}

/** Fields from `from` on. One walk over the line: most fields are empty or one plain text. */
function fieldsOf(line: string, from: number, separators: Separators): Field[] {
  const fields: Field[] = [];
  const field = separators.field.charCodeAt(0);
  const component = separators.component.charCodeAt(0);
  const repetition = separators.repetition.charCodeAt(0);
  const subcomponent = separators.subcomponent.charCodeAt(0);
  const escape = separators.escape.charCodeAt(0);
  const end = line.length;
  let start = from;
  let escaped = false;
  let subs: string[] | null = null;
  let comps: string[][] | null = null;
  let reps: string[][][] | null = null;
  for (let at = from; at <= end; at++) {
    const c = at === end ? field : line.charCodeAt(at);
    if (c === escape) {
      escaped = true;
      continue;
    }
    if (c !== field && c !== component && c !== repetition && c !== subcomponent) continue;
    if (c === field && at === start && reps === null && comps === null && subs === null) {
      fields.push(EMPTY);
      start = at + 1;
      continue;
    }
    let text = line.slice(start, at);
    if (escaped) text = unescape(text, separators);
    escaped = false;
    start = at + 1;
    if (subs === null) subs = [text];
    else subs.push(text);
    if (c === subcomponent) continue;
    if (comps === null) comps = [subs];
    else comps.push(subs);
    subs = null;
    if (c === component) continue;
    if (reps === null) reps = [comps];
    else reps.push(comps);
    comps = null;
    if (c === repetition) continue;
    fields.push(reps);
    reps = null;
  }
  return fields;
}
