// What is made to bring a reader down: refused in words, soon, and without a crash.
import { deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  issuerOf,
  LIST,
  listOf,
  pin,
  said,
  signed,
  unsigned,
  type Doc,
  type Issuer,
} from '../testing/badges.server.ts';
import { pngChunk, pngOf } from './png.ts';
import { LONGEST_BADGE } from './read.ts';
import { addressesIn } from './verify.server.ts';

let issuer: Issuer;
let good: Doc;
beforeAll(async () => {
  issuer = await issuerOf(1);
  good = await signed(unsigned(issuer.id), issuer);
});

const nested = (open: string, close: string) =>
  `{"@context":["x"],"a":${open.repeat(20_000)}1${close.repeat(20_000)}}`;
/** Entities of ten entities each: read as XML asks for, it is text of gigabytes. */
const laughs = (deep: number) =>
  `<!DOCTYPE svg [<!ENTITY a0 "ha">${Array.from({ length: deep }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]><svg><openbadges:credential>&a${deep};</openbadges:credential></svg>`;
const png = (chunks: Uint8Array[]) => pngOf([pngChunk('IHDR', new Uint8Array(13)), ...chunks]);
const baked = (text: string) => pngChunk('iTXt', Buffer.from(`openbadgecredential\0\0\0\0\0${text}`));
const NO_BADGE: [string, string | Uint8Array][] = [
  ['nothing', ''],
  ['only space', ' \n\t '],
  ['a number', '5'],
  ['null', 'null'],
  ['a text', '"badge"'],
  ['a list', '[]'],
  ['lists 20,000 deep', nested('[', ']')],
  ['objects 20,000 deep', nested('{"a":', '}')],
  ['brackets without end', '['.repeat(500_000)],
  ['more than may be', `{"a":"${'x'.repeat(LONGEST_BADGE)}"}`],
  ['40 MB', 'x'.repeat(40_000_000)],
  ['a prototype', '{"__proto__":{"x":1},"@context":["https://www.w3.org/ns/credentials/v2"]}'],
  ['a character that no text has', '{"name":"\\u0000"}'],
  ['half a character', '{"name":"\\ud800"}'],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
  ['three parts that are no token', 'a.b.c'],
  ['a token of no objects', 'W10.W10.AA'],
  ['points', '.'.repeat(1000)],
  ['an empty picture', '<svg>'],
  ['a picture with half a badge', '<svg><openbadges:credential>'],
  ['a picture with half an attribute', '<svg><openbadges:credential verify=>'],
  ['entities', '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg><openbadges:credential>&a;</openbadges:credential></svg>'],
  ['many half elements', '<openbadges:credential'.repeat(50_000)],
  ['many elements', '<svg>' + '<openbadges:credential/>'.repeat(50_000)],
  ['a billion laughs', laughs(9)],
  ['a billion laughs in an attribute', laughs(9).replace('<openbadges:credential>', '<openbadges:credential verify="&a9;">')],
  ['a document of the machine', '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg><openbadges:credential>&a;</openbadges:credential></svg>'],
  ['an attribute without end', `<svg><openbadges:credential verify="${'verify="'.repeat(100_000)}`],
  ['spaces without end', `<svg><openbadges:credential ${'verify '.repeat(100_000)}>`],
  ['300,000 empty pieces of a PNG', png(Array.from({ length: 300_000 }, () => pngChunk('tEXt', new Uint8Array(0))))],
  ['a PNG with a piece of 4 GB that is not there', png([Uint8Array.from([255, 255, 255, 255, 105, 84, 88, 116])])],
  ['a PNG with a badge of 3.9 MB of spaces', png([baked(' '.repeat(3_900_000))])],
  ['a PNG with objects 20,000 deep', png([baked(nested('{"a":', '}'))])],
  ['a PNG with a bomb', png([pngChunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\u0001\0\0\0'), deflateSync(Buffer.alloc(100_000_000))]))])],
  ['a PNG with a bomb of the older kind', png([pngChunk('zTXt', Buffer.concat([Buffer.from('openbadgecredential\0\0'), deflateSync(Buffer.alloc(100_000_000))]))])],
  ['a token with objects 20,000 deep', `eyJhbGciOiJFZERTQSJ9.${Buffer.from(nested('{"a":', '}')).toString('base64url')}.AA`],
  ['a PNG without end', Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0])],
]; // prettier-ignore

/** Far more than any of them takes, far less than one that runs away. */
const MOST_MS = 3000;
const MOST_BYTES = 300_000_000;

test.each(NO_BADGE)('%s', async (_, given) => {
  const [began, before] = [performance.now(), process.memoryUsage().rss];
  const { verdict, odd, badge } = await said(given);
  expect(performance.now() - began).toBeLessThan(MOST_MS);
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_BYTES);
  expect([verdict, badge]).toEqual(['not valid', null]);
  expect(odd[0]).toMatch(/^form failed: [a-z]/);
  expect(odd.slice(1).every((line) => line.includes('skipped: not looked at'))).toBe(true);
});

const withMany = (n: number, one: (i: number) => unknown): Doc => {
  const badge = unsigned(issuer.id);
  badge['credentialSubject'].achievement.alignment = Array.from({ length: n }, (_, i) => one(i));
  return badge;
};

test('900 equal parts are a badge, though a strange one; 1,100 are not looked at', async () => {
  const alignment = () => ({ type: ['Alignment'], targetName: 'x', targetUrl: 'https://x.example' });
  // Each of them is an object and the list of its type.
  const many = await signed(withMany(200, alignment), issuer);
  const lists = pin(await signed(listOf(issuer.id, []), issuer));
  expect((await said(many, lists)).verdict).toBe('valid');
  expect((await said(withMany(550, alignment))).odd[0]).toBe('form failed: it has more than 1000 parts, which no honest badge needs');
}); // prettier-ignore

test('knots that cannot be put in order', async () => {
  const badge = structuredClone(good);
  const names = Array.from({ length: 14 }, (_, i) => `_:b${i}`);
  badge['evidence'] = names.map((id) => ({ type: ['Evidence'], id, name: 'x' }));
  badge['credentialSubject'].achievement.related = names.map((id) => ({
    type: ['Related'],
    id,
    endorsement: names,
  }));
  const { verdict, odd } = await said(badge);
  expect(verdict).toBe('not valid');
  expect(odd[0]).toMatch(/^(schema|proof) failed/);
});

describe('lists', () => {
  const withList = async (encodedList: unknown) =>
    said(good, pin(await signed(listOf(issuer.id, [], { encodedList }), issuer)));
  const packed = (bytes: Uint8Array) => `u${gzipSync(bytes).toString('base64url')}`;

  test('a list that unpacks to 64 MB', async () => {
    const bomb = packed(new Uint8Array(64_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await withList(bomb)).odd[0]).toMatch(
      /^status failed: the list on file cannot be read at the place/,
    );
  });

  test('lists that are too short, broken, or packed in another way', async () => {
    const whole = packed(new Uint8Array(16_384));
    for (const text of [packed(new Uint8Array(16_383)), whole.slice(0, 30), whole.slice(1), 'u', '', 'uAAAA', `z${whole.slice(1)}`]) {
      const { verdict, odd } = await withList(text);
      expect([verdict, odd[0]], text.slice(0, 20)).toEqual(['not valid', expect.stringMatching(/^status failed/)]);
    }
  }); // prettier-ignore

  test('a place that the list does not have, or that is none', async () => {
    const list = pin(await signed(listOf(issuer.id, []), issuer));
    for (const place of ['131072', '-1', '4.5', '1e3', '', 'x', '9'.repeat(40)]) {
      const badge = unsigned(issuer.id);
      badge['credentialStatus'].statusListIndex = place;
      const { odd } = await said(await signed(badge, issuer), list);
      expect(odd[0], place).toMatch(/^status failed/);
    }
  });

  test('more lists than any badge has are not looked at', async () => {
    const badge = unsigned(issuer.id);
    const { credentialStatus } = badge;
    const many = Array.from({ length: 9 }, (_, i) => ({ ...credentialStatus, id: `${LIST}#revocation-${i}`, statusListIndex: String(i) })); // prettier-ignore
    const text = JSON.stringify(await signed({ ...badge, credentialStatus: many }, issuer));
    expect(addressesIn(text)).not.toContain(LIST);
    const list = pin(await signed(listOf(issuer.id, []), issuer));
    expect((await said(text, list)).odd).toEqual([
      'status failed: it names more than 8 lists of revoked badges',
    ]);
    const few = JSON.stringify(await signed({ ...badge, credentialStatus: many.slice(1) }, issuer));
    expect((await said(few, list)).verdict).toBe('valid');
  });

  test('a list that names itself as its own list is read once', async () => {
    const list = { ...listOf(issuer.id, []), credentialStatus: good['credentialStatus'] };
    expect((await said(good, new Map([[LIST, JSON.stringify(await signed(list, issuer))]]))).verdict).toBe(
      'valid',
    );
  });
});
