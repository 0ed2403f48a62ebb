import { fieldsOf, rawOf, readCapture, type AstmRecord } from '#laboratory/wire/astm/index.ts';
import { json, readWords, type Command } from './command.ts';
import { shown } from './hl7-parse.ts';
import { messageFile } from './message-file.server.ts';
import type { AstmParseOutput } from './outputs-astm.ts';
import { BadInput } from './refusal.ts';
import { paints } from './text.ts';

/** What a file holds, frames and records; a file with neither is refused. */
export async function astmFrom(path: string, stdin: () => Promise<Uint8Array>) {
  const { name, bytes } = await messageFile(path, stdin);
  const capture = readCapture(bytes);
  if (!capture.records.some(({ type }) => /^[A-Za-z]$/.test(type)))
    throw new BadInput(
      `${name}: it holds no ASTM record; a message begins with H|\\^& and has a record on each line, in frames or bare`,
    );
  return capture;
}

export const ASTM_OPTIONS = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;

export const astmParseCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(words, ASTM_OPTIONS, ['FILE, a capture of an ASTM line, or -'], 'astm parse'); // prettier-ignore
  const { frames, records } = await astmFrom(positionals[0]!, around.stdin);
  const told = records.filter((record) => rawOf(record) !== '');
  if (values['json'])
    return json({
      frames: frames.map(({ number, end, checksum, ok }) => ({ number, end, checksum, ok })),
      records: told.map((record) => ({ type: record.type, fields: fieldsOf(record), raw: rawOf(record) })),
    } satisfies AstmParseOutput);
  const paint = paints(around.color);
  const bad = frames.flatMap(({ ok }, place) => (ok ? [] : [place + 1]));
  const about = `${frames.length} frames${bad.length > 0 ? `, not sound: ${bad.join(', ')}` : ''}`;
  return [
    ...(frames.length > 0 ? [about] : []),
    ...told.flatMap((record) => [paint.bold(shown(record.type)), ...lines(record)]),
    '',
  ].join('\n');
};

/** A line for each repetition of a field that holds something: ` ^ ` between its components. */
function lines(record: AstmRecord): string[] {
  return fieldsOf(record).flatMap((field, place) =>
    field.flatMap((components, n) => {
      if (place === 0 || components.every((part) => part === '')) return [];
      const at = `${place + 1}${field.length > 1 ? `[${n + 1}]` : ''}`;
      return [`  ${at.padEnd(6)}${shown(components.join(' ^ '))}`];
    }),
  );
}
