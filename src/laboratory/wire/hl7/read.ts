import { isTimestamp, isoOf } from './timestamp.ts';
import { DELETE, error, type Field, type Message, type Problem, type Segment } from './message.ts';

/** A segment with its place: OBX[2] is the second OBX of the message. */
export type Placed = { readonly segment: Segment; readonly path: string };

/** Every segment in order, each with its place. Where an id stands once, the place is the id alone. */
export function placed(message: Message): Placed[] {
  const counts = new Map<string, number>();
  for (const { id } of message.segments) counts.set(id, (counts.get(id) ?? 0) + 1);
  const seen = new Map<string, number>();
  return message.segments.map((segment) => {
    const n = (seen.get(segment.id) ?? 0) + 1;
    seen.set(segment.id, n);
    return { segment, path: counts.get(segment.id) === 1 ? segment.id : `${segment.id}[${n}]` };
  });
}

export const segmentsOf = (message: Message, id: string): Segment[] =>
  message.segments.filter((s) => s.id === id);

/** Field 1 is 1. Nothing there = no repetitions with text in them. */
export const fieldOf = (segment: Segment, field: number): Field => segment.fields[field - 1] ?? [];

/** The text at a place, counted from 1; `''` where there is nothing, `'""'` where it is to be deleted. */
export const textAt = (
  segment: Segment,
  field: number,
  component = 1,
  repetition = 1,
  subcomponent = 1,
): string => segment.fields[field - 1]?.[repetition - 1]?.[component - 1]?.[subcomponent - 1] ?? '';

/** The text at a place of the first segment of that name: `get(message, 'OBX', 3, 1)`. */
export function get(
  message: Message,
  id: string,
  field: number,
  component = 1,
  repetition = 1,
  subcomponent = 1,
): string {
  const segment = message.segments.find((s) => s.id === id);
  return segment ? textAt(segment, field, component, repetition, subcomponent) : '';
}

/** Like `textAt`, with nothing and "delete" both as null. */
export function known(segment: Segment, field: number, component = 1): string | null {
  const text = textAt(segment, field, component).trim();
  return text === '' || text === DELETE ? null : text;
}

export const isEmpty = (field: Field | undefined): boolean =>
  field === undefined || field.every((r) => r.every((c) => c.every((text) => text === '')));

/** A timestamp as ISO 8601; null where there is none, a problem where it cannot be read. */
export function timeAt({ segment, path }: Placed, field: number): string | null | Problem {
  const text = known(segment, field);
  if (text === null) return null;
  if (!isTimestamp(text))
    return error(
      `${path}-${field}`,
      `${JSON.stringify(text.slice(0, 40))} is no time; write YYYYMMDDHHMMSS, less precise if need be`,
    );
  return isoOf(text);
}

/** "OUL^R22" of MSH-9. */
export const typeOf = (message: Message): string =>
  [get(message, 'MSH', 9, 1), get(message, 'MSH', 9, 2)].filter((t) => t !== '').join('^');
