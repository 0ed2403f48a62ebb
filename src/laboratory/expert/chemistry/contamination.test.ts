import { describe, expect, test } from 'vitest';
import type { Detector, Finding } from '../finding.ts';
import { says, type Seen } from '../testing/one-specimen.ts';
import { contamination } from './contamination.ts';

const ASKED = { draw: 'so', treatment: 'Nothing in the last three days.' };
const first: Detector = (seen, view) =>
  contamination.reduce<Finding | null>((found, d) => found ?? d(seen, view), null);
const tell = (results: Seen['results'], more: Partial<Seen> = {}) =>
  says(first, { kind: 'ltgreen', results, asked: ASKED, ...more });
const family = (results: Seen['results'], more: Partial<Seen> = {}) => tell(results, more)?.family ?? null;
const values = (told: { [test: string]: number }): Seen['results'] =>
  Object.fromEntries(Object.entries(told).map(([t, value]) => [t, { value }]));

test('the draw is asked about, then the whole tube is turned away', () => {
  const spoiled = values({ k: 6.1, ca: 4.4, alp: 3 });
  expect(tell(spoiled, { asked: {} })?.does).toMatchObject({ deed: 'ask', about: 'draw' });
  expect(tell(spoiled)?.does).toMatchObject({
    command: { do: 'reject', reason: 'contaminated', tests: 'all' },
  });
});

test.each([
  [{ k: 5.6, ca: 7.4, alp: 15 }, 'F05'],
  [{ k: 5.6, ca: 7.5, alp: 15 }, null],
  [{ k: 6.8, ca: 7.4, alp: 16 }, null],
  [{ k: 6.1, ca: 7.4, crea: 2.9 }, 'F05'],
  [{ k: 6, ca: 7.4, crea: 2.9 }, null],
  [{ k: 6.1, ca: 7.4, crea: 3 }, null],
])('much EDTA: %j is %s', (told, is) => expect(family(values(told))).toBe(is));

describe('a little EDTA', () => {
  const usual = { ca: [9.4, 9.4, 9.4], k: [4.2, 4.2, 4.2], alb: [4.4, 4.4, 4.4], crea: [0.9, 0.9, 0.9] };
  const day = (now: { [test in keyof typeof usual]?: number }) =>
    family(
      Object.fromEntries(Object.entries(usual).map(([t, series]) => [t, { value: now[t as 'ca'] ?? series[0]!, series }])), // prettier-ignore
    );
  test.each([
    [{ ca: 8.6, k: 4.5 }, 'F05'],
    [{ ca: 8.7, k: 4.5 }, null],
    [{ ca: 8.1, k: 4.2 }, 'F05'],
    [{ ca: 8.1, k: 4.1 }, null],
    [{ ca: 8.1, k: 5.3 }, 'F05'],
    [{ ca: 8.1, k: 5.5 }, null],
    [{ ca: 8.1, k: 4.7, alb: 3.6 }, null],
    [{ ca: 8.1, k: 4.7, crea: 1.16 }, 'F05'],
    [{ ca: 8.1, k: 4.7, crea: 1.18 }, null],
  ])('%j is %s', (now, is) => expect(day(now)).toBe(is));
});

const BEFORE = { na: 140, k: 4.2, cl: 104, co2: 25, bun: 14, crea: 1, glu: 90, ca: 9.4, tp: 7.2, alb: 4.4, alp: 70, alt: 25, ast: 24 }; // prettier-ignore
const NS = { na: 154, cl: 154 };
const poured = (share: number, fluid: { [test: string]: number }, how: { [test: string]: number } = {}) =>
  Object.fromEntries(
    Object.entries(BEFORE).map(([t, before]) => [
      t,
      { before, value: how[t] ?? (1 - share) * before + share * (fluid[t] ?? 0) },
    ]),
  );

describe('fluid of a drip', () => {
  test.each([
    ['saline', 0.15, NS, 'F06'],
    ['saline, a tenth', 0.1, NS, 'F06'],
    ['a little saline', 0.05, NS, null],
    ['dextrose', 0.12, { glu: 5000 }, 'F07'],
    ['dextrose, just enough to be seen', 0.071, { glu: 5000 }, 'F07'],
    ['dextrose, less than scatter hides', 0.069, { glu: 5000 }, null],
    ['dextrose with potassium', 0.2, { na: 77, cl: 97, k: 20, glu: 5000 }, 'F08'],
    ['nothing', 0, {}, null],
  ])('%s', (_, share, fluid, is) => expect(family(poured(share, fluid))).toBe(is));

  test('whether fluid was given is asked before salt water is blamed', () => {
    expect(tell(poured(0.15, NS), { asked: {} })?.does).toMatchObject({ about: 'treatment' });
  });
  test('in the patient it thins protein and leaves potassium; in the tube it takes both', () => {
    const given = { treatments: ['fluids'] };
    const inPatient = { k: 4.2, crea: 0.94, bun: 13, co2: 25.5, cl: 108, ast: 23, alt: 23 };
    expect(family(poured(0.12, NS, inPatient), given)).toBe(null);
    expect(family(poured(0.15, NS), given)).toBe('F06');
  });
});

const DRIP = { glu: 680, na: 123, agap: 9, ca: 8.3, tp: 6.3, k: 3.7 };
test.each([
  [{}, 'F07'],
  [{ k: 5.6 }, 'F08'],
  [{ agap: 16 }, 'F07'],
  [{ agap: 17 }, null],
  [{ glu: 401 }, 'F07'],
  [{ glu: 400 }, null],
  [{ na: 134 }, 'F07'],
  [{ na: 135 }, null],
  [{ ca: 9 }, null],
  [{ tp: 7 }, null],
  [{ na: 124, agap: 28, ca: 9.6, tp: 7.8, k: 5.7 }, null],
])('with nothing on file, dextrose but for %j is %s', (but, is) =>
  expect(family(values({ ...DRIP, ...but }))).toBe(is),
);
