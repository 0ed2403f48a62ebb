import { EMPTY, USUAL, type Field, type Message, type Segment } from './message.ts';
import { messageOf, writeSegment } from './serialize.ts';
import type { Code, Header, Identifier } from './terms.ts';
import { timestampOf } from './timestamp.ts';

/** What stands in a field: one text, components, or repetitions of those. A component may have subcomponents. */
export type Cell = string | null | readonly Part[] | { readonly repeat: readonly (readonly Part[])[] };
type Part = string | null | readonly string[];

/** A segment from numbered fields: `segment('MSA', { 1: 'AA', 2: 'M1' })`. What is not named stays empty. */
export function segment(id: string, cells: { readonly [field: number]: Cell }): Segment {
  const fields: Field[] = [];
  for (const [number, cell] of Object.entries(cells)) {
    const field = fieldFrom(cell);
    if (field === EMPTY) continue;
    while (fields.length < Number(number)) fields.push(EMPTY);
    fields[Number(number) - 1] = field;
  }
  return writeSegment(id, fields);
}

function fieldFrom(cell: Cell): Field {
  if (cell === null || cell === '') return EMPTY;
  if (typeof cell === 'string') return [[[cell]]];
  const repetitions = 'repeat' in cell ? cell.repeat : [cell];
  const field = repetitions.map((parts) => repetitionFrom(parts));
  return field.every((r) => r.length === 1 && r[0]!.every((t) => t === '')) ? EMPTY : field;
}

/** Without empty components at the end. */
function repetitionFrom(parts: readonly Part[]): readonly (readonly string[])[] {
  const all = parts.map((part) => (part === null ? [''] : typeof part === 'string' ? [part] : part));
  while (all.length > 1 && all.at(-1)!.every((text) => text === '')) all.pop();
  return all.length === 0 ? [['']] : all;
}

/** A message: MSH, then the rest. @param type MSH-9: message, trigger, structure */
export function message(
  header: Header,
  type: readonly [string, string, string],
  segments: readonly Segment[],
): Message {
  const { from, to } = header;
  const codes = USUAL.component + USUAL.repetition + USUAL.escape + USUAL.subcomponent;
  const rest = segment('MSH', {
    3: from.application,
    4: from.facility,
    5: to.application,
    6: to.facility,
    7: timestampOf(header.at),
    9: type,
    10: header.controlId,
    11: header.processing,
    12: '2.5.1',
    ...(header.profile === null || type[0] === 'ACK' ? {} : { 15: 'NE', 16: 'AL' }),
    18: 'UNICODE UTF-8',
    21: header.profile && identifier(header.profile),
  });
  const msh = writeSegment('MSH', [[[[USUAL.field]]], [[[codes]]], ...rest.fields.slice(2)]);
  return messageOf([msh, ...segments]);
}

export const code = (c: Code | null): Cell => c && [c.code, c.text, c.system];
export const identifier = ({ id, authority }: Identifier): readonly string[] => [id, authority];
export const time = (iso: string | null): string => (iso === null ? '' : timestampOf(iso));
