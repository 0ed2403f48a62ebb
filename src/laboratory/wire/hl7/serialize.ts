import { encode } from './charset.ts';
import { escapeText } from './escape.ts';
import {
  EMPTY,
  USUAL,
  isHeader,
  type Field,
  type Message,
  type Segment,
  type Separators,
} from './message.ts';

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
  const header = isHeader(id);
  const texts: string[] = [id];
  for (let i = header ? 1 : 0; i < fields.length; i++) {
    const field = fields[i]!;
    // MSH-2 names the separators, and is not escaped by them. Most other fields are empty.
    if (header && i === 1) texts.push(field[0]![0]![0]!);
    else texts.push(field === EMPTY ? '' : writeField(field, separators));
  }
  return { id, fields, raw: texts.join(separators.field) };
}

function writeField(field: Field, separators: Separators): string {
  const [only] = field;
  if (field.length === 1 && only!.length === 1 && only![0]!.length === 1)
    return escapeText(only![0]![0]!, separators);
  let out = '';
  for (let r = 0; r < field.length; r++) {
    const repetition = field[r]!;
    if (r > 0) out += separators.repetition;
    for (let c = 0; c < repetition.length; c++) {
      const component = repetition[c]!;
      if (c > 0) out += separators.component;
      for (let s = 0; s < component.length; s++) {
        if (s > 0) out += separators.subcomponent;
        if (component[s] !== '') out += escapeText(component[s]!, separators);
      }
    }
  }
  return out;
}

/** A message of our own. @param segments the first is MSH */
export function messageOf(segments: readonly Segment[], separators: Separators = USUAL): Message {
  const raw = segments.length === 0 ? '' : `${segments.map((s) => s.raw).join('\r')}\r`;
  return { segments, raw, separators, charset: 'utf-8', notes: [] };
}
