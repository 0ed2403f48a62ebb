import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, textOf } from './bytes.ts';
import { isRestricted } from './control.ts';
import { checksumOf, frameOf, framesOf, LONGEST } from './frame.ts';
import { type Found, newFraming, unframe } from './unframe.ts';

const text = (bytes: Uint8Array) => textOf(bytes).text;
const read = (bytes: Uint8Array) => unframe(newFraming(), bytes).found;
const frames = (found: readonly Found[]) => found.flatMap((f) => (f.kind === 'frame' ? [f.frame] : []));
/** The same, wherever the bytes were divided. */
const told = (found: readonly Found[]) => found.map((item) => ({ ...item, to: 0 }));
const sendable = fc.uint8Array({ maxLength: 400 }).map((b) => b.filter((byte) => !isRestricted(byte) && byte > 0)); // prettier-ignore

test('the worked checksum of the facts file', () => {
  expect(checksumOf(bytesOf('1A|B|C|D\r\u0003'))).toBe('BF');
  expect(text(frameOf(1, bytesOf('A|B|C|D\r'), 'ETX'))).toBe('\u00021A|B|C|D\r\u0003BF\r\n');
});

test('a checksum in lower case is accepted, another is not', () => {
  const ok = (sum: string) => frames(read(bytesOf(`\u00021A|B|C|D\r\u0003${sum}\r\n`)))[0]?.ok;
  expect([ok('BF'), ok('bf'), ok('Bf'), ok('BE'), ok('FB'), ok('GF')]).toEqual([true, true, true, false, false, false]); // prettier-ignore
});

test('a long record goes on in further frames, numbered 1 to 7, then 0', () => {
  const record = `R|1|${'x'.repeat(240 * 8)}\r`;
  const all = frames(framesOf(bytesOf(`H|\\^&\r${record}L|1|N\r`)).flatMap(read));
  expect(all.map((f) => f.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3]);
  expect(all.map((f) => f.end[2]).join('')).toBe('XBBBBBBBBXX');
  expect(Math.max(...all.map((f) => f.text.length))).toBe(240);
  expect(framesOf(bytesOf(record), LONGEST)).toHaveLength(1);
  expect(framesOf(bytesOf('H|\\^&\rL|1|N\r'), 240, 'message')).toHaveLength(1);
});

test('a frame without ETX, one that is too long, and half a frame', () => {
  const kinds = (line: string, longest = LONGEST) =>
    unframe(newFraming(longest), bytesOf(line)).found.map((f) => ('why' in f ? f.why : f.kind));
  expect(kinds('\u00021H|\\^&\rAB\r\n\u0004')).toEqual(['without ETX or ETB', 'EOT']);
  expect(kinds('\u00021H|\\\u00021H|\r\u0003FF\r\n')).toEqual(['half', 'frame']);
  expect(kinds('\u00021H|\\\u0005')).toEqual(['half', 'ENQ']);
  expect(kinds('\u00021H|\u00034\u0004')).toEqual(['half', 'EOT']);
  expect(kinds('\u0005\u00021123456\u0003FF', 5)).toEqual(['ENQ', 'too long']);
  expect(kinds('\u0005\u0002112345\u0003FF', 5)).toEqual(['ENQ', 'frame']);
});

test('what is framed is read again, in any division of the bytes', () => {
  fc.assert(
    fc.property(sendable, fc.integer({ min: 1, max: 300 }), fc.constantFrom('record', 'message'), fc.array(fc.nat(20)), (message, longest, packing, cuts) => {
        const all = Uint8Array.from(framesOf(message, longest, packing as 'record').flatMap((f) => [...f]));
        const whole = read(all);
        expect(frames(whole).flatMap((f) => [...f.text])).toEqual([...message]);
        expect(frames(whole).every((f) => f.ok)).toBe(true);
        expect(told(divided(all, cuts))).toEqual(told(whole));
      },
    ),
    { numRuns: 150 },
  ); // prettier-ignore
});

test('any bytes in any division are read alike, and nothing is thrown', () => {
  const likely = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(2, 3, 4, 5, 6, 10, 13, 21, 23, 0x30, 0x31, 0x41, 0x46) },
      fc.nat(255),
    ),
    { maxLength: 120 },
  );
  fc.assert(
    fc.property(likely, fc.array(fc.nat(9)), fc.integer({ min: 1, max: 30 }), (list, cuts, longest) => {
      const bytes = Uint8Array.from(list);
      const whole = unframe(newFraming(longest), bytes);
      expect(told(divided(bytes, cuts, longest))).toEqual(told(whole.found));
    }),
    { numRuns: 400 },
  );
});

test('one byte that is another, anywhere in a frame, is noticed', () => {
  const bytes = frameOf(3, bytesOf('R|1|^^^K|6.9|mmol/L\r'), 'ETX');
  const body = bytes.length - 2; // CR and LF carry nothing
  for (let place = 0; place < body; place++)
    for (let byte = 0; byte < 256; byte++) {
      if (byte === bytes[place]) continue;
      const [got] = frames(read(bytes.with(place, byte)));
      const lower = place >= body - 2 && String.fromCharCode(byte).toUpperCase() === String.fromCharCode(bytes[place]!); // prettier-ignore
      if (got?.ok && !lower) throw new Error(`byte ${place} as ${byte} passes`);
    }
});

function divided(bytes: Uint8Array, cuts: readonly number[], longest = LONGEST): Found[] {
  let framing = newFraming(longest);
  const found: Found[] = [];
  let from = 0;
  for (const size of [...cuts, bytes.length]) {
    const read = unframe(framing, bytes.subarray(from, from + size));
    framing = read.framing;
    found.push(...read.found);
    from += size;
  }
  return found;
}
