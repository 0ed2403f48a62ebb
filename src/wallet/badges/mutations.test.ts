// A thousand and more random changes of good badges: none is called valid, none throws.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  claimsOf,
  issuerOf,
  jwkOf,
  listOf,
  pin,
  said,
  signed,
  token,
  unsigned,
  type Doc,
} from '../testing/badges.server.ts';
import { bakePng } from './png.ts';
import { drawnSvg } from './picture.ts';
import { drawnPng } from './picture.server.ts';
import { bakeSvg } from './svg.ts';

let good: Doc;
let jwt: string;
let lists: Map<string, string>;
beforeAll(async () => {
  const issuer = await issuerOf(1);
  good = await signed(unsigned(issuer.id), issuer);
  lists = pin(await signed(listOf(issuer.id, []), issuer));
  jwt = await token(claimsOf(unsigned(issuer.id)), await jwkOf(issuer), { alg: 'EdDSA', kid: issuer.key.id });
  expect((await said(good, lists)).verdict).toBe('valid');
  expect((await said(jwt, lists)).verdict).toBe('valid');
});

type Path = readonly string[];
const pathsOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => [[...path, key], ...pathsOf(each, [...path, key])])
    : [];
const at = (value: any, path: Path): any => path.reduce((v, key) => v?.[key], value);

/** What a change can do at a place. `n` is any number, `other` a value from elsewhere in the badge. */
const CHANGES: { [how: string]: (holder: any, key: string, n: number, other: unknown) => void } = {
  drop: (h, k) => (Array.isArray(h) ? h.splice(Number(k), 1) : delete h[k]),
  letter: (h, k, n) => {
    const text = typeof h[k] === 'string' ? h[k] : '';
    const i = n % (text.length + 1);
    h[k] = text.slice(0, i) + String.fromCharCode(33 + (n % 90)) + text.slice(i + (n % 2));
  },
  case: (h, k) => typeof h[k] === 'string' && (h[k] = h[k].toUpperCase()),
  empty: (h, k) => (h[k] = ''),
  nothing: (h, k) => (h[k] = null),
  number: (h, k, n) => (h[k] = n),
  yes: (h, k) => (h[k] = true),
  rename: (h, k, n) => {
    const value = h[k];
    delete h[k];
    h[n % 2 ? `${k}x` : `https://www.w3.org/2018/credentials#${k}`] = value;
  },
  keyword: (h, k, n) => (h[k] = { [['@value', '@id', '@list', '@graph', '@type'][n % 5]!]: h[k] }),
  more: (h, k, n) => (h[k] = n % 2 ? [h[k], 'more'] : [h[k], structuredClone(h[k])]),
  listOfOne: (h, k) => (h[k] = [h[k]]),
  swap: (h, k, _, other) => (h[k] = structuredClone(other)),
  add: (h, k, n, other) => typeof h[k] === 'object' && (h[k][['zzz', 'name', '__proto__', 'id', 'type'][n % 5]!] = structuredClone(other)),
  deep: (h, k) => (h[k] = JSON.parse('['.repeat(500) + ']'.repeat(500))),
  long: (h, k) => (h[k] = 'y'.repeat(30_000)),
}; // prettier-ignore

/** A badge's lists are sets: a list of one says what its entry says, and an entry said twice is said once. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) {
    const each = [...new Set(value.map((v) => JSON.stringify(meaning(v))))].sort();
    return each.length === 1 ? JSON.parse(each[0]!) : each;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((k) => [k, meaning((value as Doc)[k])]),
  );
}
const meant = (badge: unknown) => JSON.stringify(meaning(badge));

test('3,000 changes of a badge', { timeout: 300_000 }, async () => {
  const paths = fc.constantFrom(...pathsOf(good));
  const how = fc.constantFrom(...Object.keys(CHANGES));
  const seen = { tried: 0, same: 0 };
  await fc.assert(
    fc.asyncProperty(paths, how, fc.nat(), paths, async (path, name, n, from) => {
      const copy = structuredClone(good);
      CHANGES[name]!(at(copy, path.slice(0, -1)), path.at(-1)!, n, at(good, from));
      // `add` may write a property that JSON has no word for; what is checked is a text.
      const text = JSON.stringify(copy);
      const { verdict } = await said(text, lists);
      seen.tried++;
      if (meant(JSON.parse(text)) === meant(good)) seen.same++;
      else expect(verdict).not.toBe('valid');
    }),
    { numRuns: 3000, seed: 20260601 },
  );
  expect(seen.tried - seen.same).toBeGreaterThan(1000);
});

/** A letter put in, put in the place of another, or taken out. */
const aLetter = (of: string) =>
  fc.tuple(fc.nat(of.length - 1), fc.constantFrom(...'ABCXYZabcxyz0189-_.={}[]":,\\ <>&\u0000é'), fc.nat(2));
const changed = (text: string, [i, letter, cut]: [number, string, number]): string =>
  text.slice(0, i) + (cut === 2 ? '' : letter) + text.slice(i + (cut > 0 ? 1 : 0));

test('1,000 letters of a badge as a text', { timeout: 300_000 }, async () => {
  const text = JSON.stringify(good);
  await fc.assert(
    fc.asyncProperty(aLetter(text), async (change) => {
      const next = changed(text, change);
      const { verdict, badge } = await said(next, lists);
      // Space between its words changes nothing that it says.
      if (verdict === 'valid') expect(badge).toEqual(good);
      if (meantBy(next) !== meant(good)) expect(verdict).not.toBe('valid');
    }),
    { numRuns: 1000, seed: 20260602 },
  );
});

const meantBy = (text: string): string | null => {
  try {
    return meant(JSON.parse(text));
  } catch {
    return null;
  }
};

test('1,000 changes of a token', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(aLetter(jwt), async (change) => {
      const text = changed(jwt, change);
      if (text.trim() !== jwt) expect((await said(text, lists)).verdict).not.toBe('valid');
    }),
    { numRuns: 1000, seed: 20260601 },
  );
});

const DRAWN = drawnSvg({ name: 'A badge', issuer: 'Lakeside', issued: 'Issued', note: 'Note' });
const PICTURES: [string, () => Uint8Array][] = [
  ['a PNG with a badge', () => bakePng(drawnPng(), JSON.stringify(good))!],
  ['a PNG with a token', () => bakePng(drawnPng(), jwt)!],
  ['an SVG with a badge', () => Buffer.from(bakeSvg(DRAWN, JSON.stringify(good)))],
  ['an SVG with a token', () => Buffer.from(`<svg><openbadges:credential verify="${jwt}"></openbadges:credential></svg>`)],
]; // prettier-ignore

test.each(PICTURES)('2,000 flips and cuts of %s: the badge as it was, or none', { timeout: 300_000 }, async (name, make) => {
  const picture = Uint8Array.from(make());
  const whole = await said(picture, lists);
  expect(whole.verdict).toBe('valid');
  const seen = { good: 0, bad: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat(picture.length - 1), fc.nat(7), fc.nat(3), async (i, bit, how) => {
      const bytes = how === 0 ? picture.slice(0, i) : picture.slice();
      if (how > 0) bytes[i]! ^= 1 << bit;
      const { verdict, badge } = await said(bytes, lists);
      // A flip may hit the drawing, or the name of something that nobody reads; then the badge is the one that was signed.
      if (verdict === 'valid') expect(badge).toEqual(whole.badge);
      seen[verdict === 'valid' ? 'good' : 'bad']++;
      if (how === 0 && name.includes('PNG')) expect(verdict).toBe('not valid');
    }),
    { numRuns: 2000, seed: 20260601 },
  );
  expect(seen.bad).toBeGreaterThan(500);
}); // prettier-ignore
