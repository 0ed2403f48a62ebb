import { typeOf, get, placed, type Field, type Message } from '#laboratory/wire/hl7/index.ts';
import { json, readWords, type Command } from './command.ts';
import { hl7From } from './hl7-input.server.ts';
import type { Hl7ParseOutput } from './outputs-hl7.ts';
import { columns, paints, type Paint } from './text.ts';

export const hl7ParseCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    ['FILE, a file of HL7 messages or -'],
    'hl7 parse',
  );
  const { messages, notes } = await hl7From(positionals[0]!, around.stdin);
  const read = messages.map((m) => ({ ...m, notes: [...m.notes, ...notes] }));
  if (values['json'])
    return json((read.length > 1 ? { ...read[0]!, messages: read } : read[0]!) as Hl7ParseOutput);
  return read.map((m) => text(m, paints(around.color))).join('\n');
};

/** A segment after the other, and of each the fields that hold something. */
function text(message: Message, paint: Paint): string {
  const rows = placed(message).flatMap(({ segment, path }) => [
    [path],
    ...segment.fields.flatMap((field, i) => repetitions(field, i + 1)),
  ]);
  const width = Math.max(...rows.map(([place = '']) => place.length));
  const lines = rows.map(([place = '', value]) =>
    value === undefined ? paint.bold(place) : columns([[`  ${place.padEnd(width)}`, value]])[0]!,
  );
  const about = `${typeOf(message) || 'a message of no kind'} ${get(message, 'MSH', 10)}`.trim();
  const notes = message.notes.map((n) => `${n.severity}: ${n.path === '' ? '' : `${n.path}: `}${n.problem}`);
  return [paint.bold(shown(about)), ...notes.map(shown), ...lines, ''].join('\n');
}

/** One row for each repetition: ` ^ ` between components, ` & ` between subcomponents. */
function repetitions(field: Field, n: number): string[][] {
  return field.flatMap((repetition, r) => {
    const value = repetition.map((c) => c.map(shown).join(' & ')).join(' ^ ');
    return /[^ ^&]/.test(value) || n <= 2 ? [[field.length > 1 ? `${n}[${r + 1}]` : String(n), value]] : [];
  });
}

/** Control characters could change what a terminal shows: each is written as its picture. */
export const shown = (value: string): string =>
  value
    .replaceAll(/\p{Cc}/gu, (c) => (c < ' ' ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : '�'))
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '�');
