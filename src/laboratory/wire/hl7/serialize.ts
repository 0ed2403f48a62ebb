import { encode } from './charset.ts';
import { escapeText } from './escape.ts';
import { USUAL, isHeader, type Field, type Message, type Segment, type Separators } from './message.ts';

/** The message with every segment as it stood, each ended by CR: what was not understood is kept too. */
export const serialize = (message: Message): string => {
  let text = '';
  for (const { raw } of message.segments) text += `${raw}\r`;
  return text;
};

/** Its bytes, in the character set it was read in. */
export const bytesOf = (message: Message): Uint8Array => encode(serialize(message), message.charset);

/** A segment written from its fields. Every text is escaped; fields at the end that are empty stay. */
export function writeSegment(id: string, fields: readonly Field[], separators: Separators = USUAL): Segment {
  const { field } = separators;
  const header = isHeader(id);
  let raw = id;
  for (let i = header ? 1 : 0; i < fields.length; i++)
    raw += field + (header && i === 1 ? fields[1]![0]![0]![0]! : writeField(fields[i]!, separators));
  return { id, fields, raw };
}

function writeField(field: Field, separators: Separators): string {
  if (field.length === 1 && field[0]!.length === 1 && field[0]![0]!.length === 1)
    return escapeText(field[0]![0]![0]!, separators);
  return field
    .map((repetition) =>
      repetition
        .map((component) =>
          component.map((text) => escapeText(text, separators)).join(separators.subcomponent),
        )
        .join(separators.component),
    )
    .join(separators.repetition);
}

/** A message of our own. @param segments the first is MSH */
export function messageOf(segments: readonly Segment[], separators: Separators = USUAL): Message {
  const raw = segments.map((s) => `${s.raw}\r`).join('');
  return { segments, raw, separators, charset: 'utf-8', notes: [] };
}
