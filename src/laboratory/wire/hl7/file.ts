import { note, type Message, type Problem, type Unread } from './message.ts';
import { mllpReader } from './mllp.ts';
import { parse } from './parse.ts';

/** What a file holds: its messages in order, and what lay around them. */
export type Opened = { messages: readonly (Message | Unread)[]; notes: readonly Problem[] };

/** Messages in MLLP frames, or bare one after the other; a batch round them (FHS, BHS, BTS, FTS) is left out. Never throws. */
export function open(bytes: Uint8Array): Opened {
  if (!bytes.includes(0x0b)) return { messages: bare(bytes).map((part) => parse(part)), notes: [] };
  const reader = mllpReader(bytes.length);
  const notes: Problem[] = [];
  const messages: (Message | Unread)[] = [];
  for (const arrival of [...reader.feed(bytes), ...reader.end()]) {
    if (arrival.kind === 'frame') messages.push(parse(arrival.bytes));
    else if (arrival.kind === 'partial') messages.push({ unread: 'its frame was cut before the end' });
    else if (arrival.kind === 'garbage' && arrival.head.some((b) => b > 0x20))
      notes.push(note('', `${arrival.size} bytes stand outside the frames`));
  }
  return { messages, notes };
}

/** Where a message begins, and where a batch segment ends one. Byte by letter, so that positions are those of the bytes. */
const BOUNDARY = /(?:^|[\r\n])(?=(MSH|FHS|BHS|BTS|FTS)[^A-Za-z0-9\s])/g;

function bare(bytes: Uint8Array): Uint8Array[] {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  const marks = [...text.matchAll(BOUNDARY)].map((m) => ({ at: m.index + m[0].length, id: m[1] }));
  const parts = marks.flatMap(({ at, id }, i) =>
    id === 'MSH' ? [bytes.subarray(at, marks[i + 1]?.at ?? bytes.length)] : [],
  );
  return parts.length > 0 ? parts : [bytes];
}
