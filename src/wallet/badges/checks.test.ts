import decodeQR from 'qr/decode.js';
import encodeQR from 'qr';
import { expect, test } from 'vitest';
import { issuerOf, said, signed, unsigned } from '../testing/badges.server.ts';
import { failed, passed, plainly, settled, skipped, verdictOf } from './checks.ts';
import { qrSvg } from './qr.ts';

test('of several findings the worst is told, and what was not looked at is told too', () => {
  const found = settled([passed('proof', 'one'), skipped('proof', 'two'), passed('form', 'three')]);
  expect(found.map((c) => c.check)).toEqual([
    'form',
    'schema',
    'context',
    'dates',
    'proof',
    'issuer',
    'status',
  ]);
  expect(found.find((c) => c.check === 'proof')).toEqual(skipped('proof', 'two'));
  expect(verdictOf(found)).toBe('not known');
  expect(verdictOf([passed('form', ''), failed('dates', ''), skipped('proof', '')])).toBe('not valid');
  expect(verdictOf([passed('form', '')])).toBe('valid');
});

test('words of a badge cannot move the cursor, turn the writing round or break the line', () => {
  expect(plainly('a\u009b31m\u202e b\n● passed \u200bproof\u2066')).toBe('a31m b ● passed proof');
  expect(plainly('José 👩‍🔬')).toBe('José 👩‍🔬');
});

test('what a badge calls its key is told in one line', async () => {
  const issuer = await issuerOf(1);
  const badge = await signed(unsigned(issuer.id), issuer);
  badge['proof'].cryptosuite = 'x\nproof passed: all is well\u009b2J';
  const { odd } = await said(badge);
  expect(odd[0]).toBe('proof skipped: proofs of the kind x proof passed: all is well2J are not read here');
});

test('the QR code reads as the address', () => {
  const address = 'https://benchpath.example/badge/6e0b1e50-0c7a-8c0e-9e0c-0f8c3c3f7a10';
  expect(qrSvg(address)).toMatch(/^<svg [^>]*viewBox/);
  // The same code as a picture of pixels, for the reader of the same library.
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: 4, scale: 4 });
  const [height, width] = [rows.length, rows[0]!.length];
  const data = Uint8Array.from(rows.flat().flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255])));
  expect(decodeQR({ height, width, data })).toBe(address);
});
