import { CR, ETB, ETX, LF, STX } from './control.ts';

/** Longest text of a frame in bytes: 240 in E1381-95; LIS1-A2 allows 63,993. */
export const LONGEST_1995 = 240;
export const LONGEST = 63_993;

/** ETX ends a frame that is whole, or the last of several; ETB one that goes on in the next. */
export type End = 'ETX' | 'ETB';

/**
 * The sum of the bytes from the frame number through ETB or ETX, modulo 256, as two upper-case hexadecimal digits
 * (E1381, LIS1-A). @param bytes frame number, text and end; without STX
 */
export function checksumOf(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return hex(sum);
}

export const hex = (sum: number): string => (sum & 0xff).toString(16).toUpperCase().padStart(2, '0');

/** One frame as it goes on the line. @param number 0 to 7 */
export function frameOf(number: number, text: Uint8Array, end: End): Uint8Array {
  const frame = new Uint8Array(text.length + 7);
  frame[0] = STX;
  frame[1] = 0x30 + number;
  frame.set(text, 2);
  frame[text.length + 2] = end === 'ETX' ? ETX : ETB;
  const sum = checksumOf(frame.subarray(1, text.length + 3));
  frame.set([sum.charCodeAt(0), sum.charCodeAt(1), CR, LF], text.length + 3);
  return frame;
}

/** How a message is put into frames: each record in frames of its own, as E1394 has it, or as few frames as do. */
export type Packing = 'record' | 'message';

/**
 * A message as frames, numbered from 1, 7 followed by 0. The first frame of a message is always number 1.
 * @param text records, each ended by CR
 * @param longest most bytes of text in one frame
 */
export function framesOf(
  text: Uint8Array,
  longest = LONGEST_1995,
  packing: Packing = 'record',
): Uint8Array[] {
  const frames: Uint8Array[] = [];
  let from = 0;
  while (from < text.length) {
    const next = packing === 'record' ? text.indexOf(CR, from) + 1 : 0;
    const to = next === 0 ? text.length : next;
    for (; from < to; from = Math.min(from + longest, to)) {
      const last = from + longest >= to;
      const part = text.subarray(from, last ? to : from + longest);
      frames.push(frameOf((frames.length + 1) % 8, part, last ? 'ETX' : 'ETB'));
    }
  }
  return frames;
}
