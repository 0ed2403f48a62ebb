import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { issuerOf, listOf, pin, said, signed, unsigned } from '../testing/badges.server.ts';
import { drawnSvg, NOT_A_CERTIFICATION } from './picture.ts';
import { drawnPng } from './picture.server.ts';
import { badgeInPng, bakePng, pngChunk, pngOf } from './png.ts';
import { SIZE } from './seal-shapes.ts';
import { badgeInSvg, bakeSvg } from './svg.ts';

let text: string;
let lists: Map<string, string>;
beforeAll(async () => {
  const issuer = await issuerOf(1);
  // What ends a CDATA, what a replacement takes for a sign of its own, what XML must not hold as it is, many bytes a letter.
  const badge = { ...unsigned(issuer.id), description: ']]> $& $1 <a> & "b" \u{1F9EA} é' };
  text = JSON.stringify(await signed(badge, issuer));
  lists = pin(await signed(listOf(issuer.id, []), issuer));
});

const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const picture = () =>
  drawnSvg({
    name: 'Hematology <1> & "2"',
    issuer: 'Lakeside',
    issued: 'Issued January 2, 2026',
    note: NOT_A_CERTIFICATION,
  });

describe('PNG', () => {
  test('the badge comes out as it went in, and is good', async () => {
    const png = bakePng(drawnPng(), text)!;
    const found = badgeInPng(png);
    expect('bytes' in found && utf8(found.bytes)).toBe(text);
    const { verdict, checks } = await said(png, lists);
    expect(verdict).toBe('valid');
    expect(checks[0]?.reason).toBe('it is a PNG picture with a badge in it');
  });

  test('a badge baked again takes the place of the first', () => {
    const twice = badgeInPng(bakePng(bakePng(drawnPng(), text)!, 'second')!);
    expect('bytes' in twice && utf8(twice.bytes)).toBe('second');
  });

  test('the picture is 400 by 400 with every row whole', () => {
    const png = Buffer.from(drawnPng());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([SIZE, SIZE]);
    const length = png.readUInt32BE(33);
    expect(png.toString('latin1', 37, 41)).toBe('IDAT');
    expect(inflateSync(png.subarray(41, 41 + length)).length).toBe(SIZE * (1 + SIZE * 4));
  });

  const chunk = (type: string, data: string) => pngChunk(type, Buffer.from(data, 'latin1'));
  const KEY = 'openbadgecredential';
  test.each<[string, Uint8Array[], RegExp]>([
    ['no badge', [], /holds no badge/],
    ['an older badge', [chunk('iTXt', 'openbadges\0\0\0\0\0{}')], /Open Badges 1 or 2/],
    [
      'two badges',
      [chunk('iTXt', `${KEY}\0\0\0\0\0{}`), chunk('iTXt', `${KEY}\0\0\0\0\0{}`)],
      /more than one/,
    ],
    ['a badge in a plain chunk', [chunk('tEXt', `${KEY}\0{}`)], /a way that the standard does not allow/],
    [
      'a compressed badge',
      [chunk('iTXt', `${KEY}\0\u0001\0\0\0{}`)],
      /a way that the standard does not allow/,
    ],
    ['a badge without its frame', [chunk('iTXt', `${KEY}\0\0\0`)], /not whole/],
    ['an empty badge', [chunk('iTXt', `${KEY}\0\0\0\0\0`)], /nothing in it/],
  ])('%s', async (_, chunks, reason) => {
    const { odd } = await said(pngOf([chunk('IHDR', ''), ...chunks]));
    expect(odd[0]).toMatch(/^form failed/);
    expect(odd[0]).toMatch(reason);
  });

  test('bytes that are no PNG cannot be baked', () => {
    expect(bakePng(new Uint8Array(9), text)).toBeNull();
    expect(bakePng(drawnPng().slice(0, -4), text)).toBeNull();
  });
});

describe('SVG', () => {
  test('the badge comes out meaning what went in, and is good', async () => {
    const svg = bakeSvg(picture(), text);
    const found = badgeInSvg(svg);
    expect('text' in found && JSON.parse(found.text)).toEqual(JSON.parse(text));
    const { verdict, checks } = await said(svg, lists);
    expect(verdict).toBe('valid');
    expect(checks[0]?.reason).toBe('it is an SVG picture with a badge in it');
    expect((await said(`<?xml version="1.0"?>\n${svg}`, lists)).verdict).toBe('valid');
  });

  test('a token stands in an attribute', () => {
    for (const quote of ['"', "'"]) {
      const svg = `<svg><openbadges:credential verify=${quote}a.b.c${quote}></openbadges:credential></svg>`;
      expect(badgeInSvg(svg)).toEqual({ text: 'a.b.c' });
    }
  });

  test('what a badge is called cannot become a part of the picture', () => {
    const svg = drawnSvg({ name: '<script>alert(1)</script>"', issuer: "'onload=x", issued: '', note: '' });
    expect(svg).not.toMatch(/<script|'onload|1\)<\/script/);
  });

  test('a long name takes three lines, and the picture says what it is not', () => {
    const svg = drawnSvg({
      name: 'hemoglobin '.repeat(30),
      issuer: 'x'.repeat(200),
      issued: '2026',
      note: NOT_A_CERTIFICATION,
    });
    expect(svg.match(/font-weight/g)).toHaveLength(3);
    expect(svg).toContain('…');
    expect(svg).toContain(NOT_A_CERTIFICATION);
  });
});
