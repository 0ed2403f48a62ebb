import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isText, notTextAt } from './text.ts';

const units = fc.array(fc.integer({ max: 0xffff })).map((codes) => String.fromCharCode(...codes));

test('what people write is text, in every script', () => {
  for (const text of ['', 'Ana', 'tab\tand\r\nlines', 'Zoë – “MLT”', '医学検査', '👩🏽‍🔬', '\u0092', '\ufffd'])
    expect(notTextAt(text), text).toBe(-1);
});

test('control characters and halves of characters are not, wherever they stand', () => {
  for (const strange of ['\0', '\u0001', '\b', '\u001b', '\ud83d', '\udd2c', '\udd2c\ud83d'])
    for (const before of ['', 'MN', '🔬']) expect(notTextAt(`${before}${strange}x`)).toBe(before.length);
});

test('text is well formed and the same after UTF-8, whatever is tried', () => {
  fc.assert(
    fc.property(units, (text) => {
      if (!isText(text)) return;
      expect(text.isWellFormed()).toBe(true);
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))).toBe(text);
    }),
    { numRuns: 2_000, seed: 7 },
  );
});
