import { joined, type Pieces } from './bytes.ts';
import { ACK, type Control, CR, ENQ, EOT, ETB, ETX, LF, NAK, STX } from './control.ts';
import { type End, hex, LONGEST } from './frame.ts';

/** A frame as it came. `number` is null where that character is none of 0 to 7; `checksum` is written as it came. */
export type Frame = { number: number | null; end: End; text: Uint8Array; checksum: string; ok: boolean };

/** What bytes turn out to be; `to` is the place in these bytes behind it. */
export type Found =
  | { kind: Control; to: number }
  | { kind: 'frame'; frame: Frame; to: number }
  /** Begun and given up: another frame or ENQ or EOT came before its end. */
  | { kind: 'half'; text: Uint8Array; to: number }
  /** No frame that could be read, though its sender takes it for a whole one. */
  | { kind: 'unreadable'; why: 'too long' | 'without ETX or ETB'; text: Uint8Array; to: number };

/** Where a reader of frames stands between two pieces of bytes. */
export type Framing = {
  readonly inside: 'nothing' | 'text' | 'checksum';
  /** Frame number and text so far. */
  readonly parts: Pieces;
  readonly size: number;
  readonly sum: number;
  readonly end: End;
  /** Digits of the checksum so far. */
  readonly digits: string;
  /** The last bytes of the piece before, at most three. */
  readonly tail: readonly number[];
  readonly longest: number;
  /** Bytes outside of frames that mean nothing, CR and LF aside. */
  readonly stray: number;
};

/** @param longest most bytes of text that a frame may have; a longer one is unreadable */
export const newFraming = (longest = LONGEST): Framing => ({
  inside: 'nothing', parts: null, size: 0, sum: 0, end: 'ETX', digits: '', tail: [], longest, stray: 0,
}); // prettier-ignore

const CONTROLS: { [byte: number]: Control } = { [ENQ]: 'ENQ', [ACK]: 'ACK', [NAK]: 'NAK', [EOT]: 'EOT' };

/**
 * Reads the next bytes of a line, whatever they are and wherever they were divided: any division gives the same frames.
 * A frame is whole with the second digit of its checksum; CR and LF behind it are passed over. Never throws.
 */
export function unframe(framing: Framing, bytes: Uint8Array): { framing: Framing; found: Found[] } {
  const found: Found[] = [];
  let { inside, parts, size, sum, end, digits, tail, stray } = framing;
  let from = 0; // where the text of this piece begins
  let limit = framing.longest + 1 - size; // where it is too long
  let i = 0;
  const text = () => joined(parts, bytes.subarray(from, i)).slice(1);
  const open = () => {
    [inside, parts, size, sum, tail, from] = ['text', null, 0, 0, [], i + 1];
    limit = from + framing.longest + 1;
  };
  const give = (item: Found) => {
    found.push(item);
    [inside, parts, size, sum, digits, tail] = ['nothing', null, 0, 0, '', []];
  };
  /** STX, ENQ and EOT end whatever was begun. */
  const broken = (byte: number): boolean => {
    if (byte !== STX && byte !== ENQ && byte !== EOT) return false;
    give({ kind: 'half', text: inside === 'text' ? text() : joined(parts).slice(1), to: i });
    if (byte === STX) open();
    else found.push({ kind: CONTROLS[byte]!, to: i + 1 });
    return true;
  };
  /** An end of line behind what looks like a checksum: ETX or ETB was lost on the way. */
  const ended = (): boolean => {
    const [a, b, c] = [...tail, ...bytes.subarray(Math.max(from, i - 3), i)].slice(-3);
    return c === CR && isHex(a!) && isHex(b!);
  };

  for (; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (inside === 'text') {
      if (i < limit || byte === ETX || byte === ETB) {
        if (byte === ETX || byte === ETB) {
          parts = { before: parts, bytes: bytes.slice(from, i) };
          [inside, end, sum] = ['checksum', byte === ETX ? 'ETX' : 'ETB', sum + byte];
        } else if (byte > ETB) sum += byte;
        else if (byte === LF && ended())
          give({ kind: 'unreadable', why: 'without ETX or ETB', text: text(), to: i + 1 });
        else if (!broken(byte)) sum += byte;
        continue;
      }
      give({ kind: 'unreadable', why: 'too long', text: text(), to: i });
    } else if (inside === 'checksum') {
      if (broken(byte)) continue;
      digits += String.fromCharCode(byte);
      if (digits.length < 2) continue;
      let to = i + 1;
      while (bytes[to] === CR || bytes[to] === LF) to++;
      give({ kind: 'frame', frame: frameFrom(joined(parts), end, digits, sum), to });
      continue;
    }
    if (byte === STX) open();
    else if (byte in CONTROLS) found.push({ kind: CONTROLS[byte]!, to: i + 1 });
    else if (byte !== CR && byte !== LF) stray++;
  }
  if (inside === 'text') {
    tail = [...tail, ...bytes.subarray(Math.max(from, i - 3))].slice(-3);
    parts = { before: parts, bytes: bytes.slice(from) };
    size += i - from;
  }
  return { framing: { ...framing, inside, parts, size, sum, end, digits, tail, stray }, found };
}

function frameFrom(all: Uint8Array, end: End, checksum: string, sum: number): Frame {
  const number = all.length > 0 ? all[0]! - 0x30 : -1;
  const known = number >= 0 && number <= 7;
  return {
    number: known ? number : null,
    end,
    text: all.subarray(1),
    checksum,
    ok: known && checksum.toUpperCase() === hex(sum),
  };
}

const isHex = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
