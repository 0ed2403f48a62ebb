import { expect, test } from 'vitest';
import type { Detector, Finding } from '../finding.ts';
import { says, viewOf, type Seen } from '../testing/one-specimen.ts';
import { carryover } from './carryover.ts';
import { fibrin, toClear } from './fibrin.ts';
import { immunoassay } from './immunoassay.ts';
import { lipemia } from './lipemia.ts';
import { range } from './range.ts';
import { toRation, volume } from './volume.ts';

const first =
  (detectors: readonly Detector[]): Detector =>
  (seen, view) =>
    detectors.reduce<Finding | null>((found, d) => found ?? d(seen, view), null);
const ask = (detectors: readonly Detector[], seen: Seen) =>
  says(first(detectors), { kind: 'ltgreen', ...seen })?.does ?? null;
const chem = { analyzer: 'chem1' };

test('electrolytes in fat are read by the direct electrode, and go out with a word about it', () => {
  const held = (analyzer: string, comments: string[] = []) => ({
    na: { value: 126, analyzer, holds: ['index:lidx'], comments },
    crea: { value: 1, ...chem },
    lidx: { value: 1990, ...chem },
  });
  expect(ask(lipemia, { results: held('chem1') })).toMatchObject({ deed: 'load', analyzer: 'gas1', tests: ['na'] });
  expect(ask(lipemia, { results: held('gas1') })).toMatchObject({ command: { do: 'comment', test: 'na' } });
  const told = held('gas1', ['Lipemic plasma; sodium, potassium and chloride by direct electrode.']);
  expect(ask(lipemia, { results: told })).toMatchObject({ command: { do: 'verify', results: [{ test: 'na' }] } });
  expect(ask(lipemia, { results: { na: { value: 121, ...chem } } })).toBeNull();
}); // prettier-ignore

test('strands: a gel tube is poured off, what was poured off is cleared, and what was out of line is repeated', () => {
  const sees = ['strands in the serum'];
  const view = viewOf({ kind: 'ltgreen', sees, results: { tnt: { status: 'pending' } } });
  expect(toClear(view)?.does).toEqual({ deed: 'pour off', container: 'T1' });
  const poured = { ...view, containers: [...view.containers, { ...view.containers[0]!, id: 'T1a' }] };
  expect(toClear(poured)?.does).toEqual({ deed: 'treat', container: 'T1a', how: 'clear fibrin' });
  expect(toClear(viewOf({ sees: [], results: { tnt: { status: 'pending' } } }))).toBeNull();
  expect(toClear(viewOf({ sees, results: { tnt: { status: 'not-reported' } } }))).toBeNull();
  expect(ask(fibrin, { results: { tnt: { value: 1800, holds: ['delta'], ...chem } } })).toBeNull();
});

test.each([
  [0.24, 4, true],
  [0.25, 4, false],
  [0.24, 3, false],
])('filled to %d with %d tests: whether somebody is asked is %s', (fill, many, asks) => {
  const results = Object.fromEntries(
    ['alb', 'tp', 'crea', 'k'].slice(0, many).map((t) => [t, { status: 'pending' as const }]),
  );
  const found = toRation(viewOf({ kind: 'ltgreen', fill, results }));
  expect(found?.does.deed === 'ask').toBe(asks);
});

test('what the ward named runs first, in its order; then the rest', () => {
  const pending = { status: 'pending' as const };
  const asked = { picture: 'k first, then crea; the last session was missed' };
  const results = { ast: pending, crea: pending, alb: pending, k: pending };
  expect(toRation(viewOf({ kind: 'ltgreen', fill: 0.08, asked, results }))?.does).toMatchObject({
    tests: ['k', 'crea'],
  });
  const rest = { ...results, crea: { value: 9 }, k: { value: 6.8 } };
  expect(toRation(viewOf({ kind: 'ltgreen', fill: 0.08, asked, results: rest }))?.does).toMatchObject({
    tests: ['ast', 'alb'],
  });
});

test('a short sample from little blood is told and drawn again; from a full tube it is tried once more', () => {
  const short = { holds: ['no-value', 'alarm:short sample'], ...chem };
  expect(ask(volume, { fill: 0.08, results: { alb: short, tp: { status: 'pending' } } })).toMatchObject({
    command: { do: 'reject', reason: 'qns', tests: ['alb', 'tp'] },
  });
  expect(ask(volume, { results: { alb: short } })).toMatchObject({ deed: 'load', tests: ['alb'] });
  expect(ask(volume, { results: { alb: { ...short, readings: 2 } } })).toMatchObject({
    command: { do: 'reject' },
  });
});

test('beyond the range it is diluted ten times, then a hundred, then it stands', () => {
  const above = (readings: number) =>
    ask(range, { results: { hcg: { value: 10_000, beyond: '>', readings, ...chem } } });
  expect(above(1)).toMatchObject({ how: 'diluted 10' });
  expect(above(2)).toMatchObject({ how: 'diluted 100' });
  expect(above(3)).toBeNull();
  expect(ask(range, { results: { hcg: { value: 10_000, ...chem } } })).toBeNull();
});

test.each([
  [{ value: 60 }, { value: 10_000, beyond: '>' as const }, ['e', 'm'], true],
  [{ value: 5 }, { value: 10_000, beyond: '>' as const }, ['e', 'm'], false],
  [{ value: 60 }, { value: 3000 }, ['e', 'm'], true],
  [{ value: 60 }, { value: 2999 }, ['e', 'm'], false],
  [{ value: 60 }, { value: 10_000, beyond: '>' as const }, ['m', 'e'], false],
  [{ value: 60 }, { value: 10_000, beyond: '>' as const }, ['e', 'other', 'm'], false],
  [{ value: 60, readings: 2 }, { value: 10_000, beyond: '>' as const }, ['e', 'm'], false],
])('hCG %j behind %j in messages %j: carried over is %s', (own, extreme, heard, is) => {
  const seen: Seen = {
    results: { hcg: { reference: '0–5', ...chem, ...own } },
    elsewhere: { hcg: { ...extreme, message: 'e', ...chem } },
    heard,
  };
  expect(ask(carryover, seen)?.deed === 'load').toBe(is);
});

test('TSH low with free T4 high: asked how they are and what they take, and biotin taken out', () => {
  const results = (more = {}) => ({
    tsh: { value: 0.1, flag: 'L', ...chem, ...more },
    ft4: { value: 2.6, flag: 'H', ...chem, ...more },
  });
  const well = { picture: 'Feels well.' };
  const takes = { ...well, medicines: 'They take biotin.' };
  const steps = [
    ask(immunoassay, { results: results() }),
    ask(immunoassay, { results: results(), asked: well }),
    ask(immunoassay, { results: results(), asked: takes }),
    ask(immunoassay, { results: results(), asked: takes, notes: { treated: ['biotin taken out'] } }),
    ask(immunoassay, { results: results({ readings: 2 }), asked: takes, notes: { treated: ['biotin'] } }),
  ];
  expect(steps).toMatchObject([
    { deed: 'ask', about: 'picture' },
    { deed: 'ask', about: 'medicines' },
    { deed: 'treat', how: 'remove biotin' },
    { deed: 'load', tests: ['tsh', 'ft4'] },
    { command: { do: 'comment' } },
  ]);
  const ill = { picture: 'Trembles.', medicines: 'Nothing that would matter here.' };
  expect(ask(immunoassay, { results: results(), asked: ill })).toBeNull();
  expect(ask(immunoassay, { results: { ...results(), ft4: { value: 1.2, ...chem } } })).toBeNull();
});

test.each([
  [5, 'a mole', false],
  [6, 'a mole', true],
  [10_000, 'a mole', true],
  [10_001, 'a mole', false],
  [900, 'a small sac, five weeks', false],
])('hCG %d with %s: diluted is %s', (value, picture, is) => {
  const does = ask(immunoassay, { results: { hcg: { value, ...chem } }, asked: { picture } });
  expect(does !== null && does.deed === 'load' && does.how === 'diluted 100').toBe(is);
});
