import { open, type Message, type Problem } from '#laboratory/wire/hl7/index.ts';
import type { Surroundings } from './command.ts';
import { messageFile } from './message-file.server.ts';
import { BadInput } from './refusal.ts';

/** Every message of a file, bare or in MLLP frames. One that cannot be read refuses the file, each with its line. */
export async function hl7From(
  path: string,
  stdin: Surroundings['stdin'],
): Promise<{ name: string; messages: readonly Message[]; notes: readonly Problem[] }> {
  const { name, bytes } = await messageFile(path, stdin);
  const { messages, notes } = open(bytes);
  const bad = messages.flatMap((m, i) => ('unread' in m ? [`${name}: message ${i + 1}: ${m.unread}`] : []));
  const right = 'an HL7 v2 message begins with MSH|^~\\&| and has a segment on each line';
  if (messages.length === 0) bad.push(`${name}: it holds no message`);
  if (bad.length > 0) throw new BadInput(...bad.map((line) => `${line}; ${right}`));
  return { name, messages: messages.flatMap((m) => ('unread' in m ? [] : [m])), notes };
}
