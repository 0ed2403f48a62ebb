import { joined, type Pieces, textOf } from './bytes.ts';
import { checkRecords, type Problem } from './check.ts';
import { CR, LF, STX } from './control.ts';
import { type AstmRecord, readRecords } from './record.ts';
import { type Frame, newFraming, unframe } from './unframe.ts';

/** What a file holds: frames as they came over a line, with or without ENQ, ACK and EOT, or bare records without frames. */
export type Capture = { frames: Frame[]; records: AstmRecord[]; text: string; problems: Problem[] };

/**
 * Reads a file. A frame that was sent again stands once in the records, and so does one with a bad checksum that nobody sent
 * again: what it says is shown, and that it is bad is among the problems. Never throws.
 */
export function readCapture(bytes: Uint8Array): Capture {
  const framed = bytes.includes(STX);
  const { frames, kept, problems } = framed ? unframed(bytes) : { frames: [], kept: bytes, problems: [] };
  const { text } = textOf(kept);
  const records = readRecords(text);
  return { frames, records, text, problems: [...problems, ...checkRecords(records)] };
}

function unframed(bytes: Uint8Array): { frames: Frame[]; kept: Uint8Array; problems: Problem[] } {
  const frames: Frame[] = [];
  const problems: Problem[] = [];
  const kept: Frame[] = [];
  const tell = (problem: string, path = `frame[${frames.length}]`) =>
    problems.push({ path, problem, severity: 'error' });
  const { framing, found } = unframe(newFraming(bytes.length), bytes);
  let before: Frame | null = null; // in this session
  for (const item of found) {
    if (item.kind === 'ENQ' || item.kind === 'EOT') before = null;
    else if (item.kind === 'half') tell('the frame after this one was broken off', `frame[${frames.length}]`);
    else if (item.kind === 'unreadable') tell(`the frame after this one is ${item.why}`);
    if (item.kind !== 'frame') continue;
    const { frame } = item;
    frames.push(frame);
    const again = before?.number === frame.number && (!before.ok || sameText(before, frame));
    if (!frame.ok && frame.number !== null)
      tell(`the checksum is ${frame.checksum}, and what came has another`);
    if (frame.number === null) tell('the frame has no number');
    else if (!again) {
      const due: number = before?.number == null ? 1 : (before.number + 1) % 8;
      if (frame.number !== due)
        tell(`the frame is number ${frame.number}; number ${due} was due, so one may be missing`);
    }
    if (again) kept.pop();
    kept.push(frame);
    before = frame;
  }
  if (framing.inside !== 'nothing')
    tell('the frame after this one was broken off', `frame[${frames.length}]`);
  let all: Pieces = null;
  for (const { text, end } of kept) {
    all = { before: all, bytes: text };
    const last = text.at(-1);
    if (end === 'ETX' && last !== CR && last !== LF) all = { before: all, bytes: Uint8Array.of(CR) };
  }
  return { frames, kept: joined(all), problems };
}

const sameText = (a: Frame, b: Frame): boolean =>
  a.text.length === b.text.length && a.text.every((byte, place) => byte === b.text[place]);
