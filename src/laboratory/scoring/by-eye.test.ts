import { expect, test } from 'vitest';
import { openShift, play, view, type Shift } from '../shift/index.ts';
import { LABORATORY, scenario } from '../shift/testing/laboratory.server.ts';
import { countAllows, gradeIsWrong, sedimentAllows } from './by-eye.ts';
import { faultsOf } from './faulty.ts';
import { harmsOf, runRobot } from './index.ts';
import { untold } from './told.ts';

test('a grade is wrong on the other side of negative, two steps off; a step is the reader’s', () => {
  expect(gradeIsWrong('negative', 'trace')).toBe(false);
  expect(gradeIsWrong('negative', '1+')).toBe(true);
  expect(gradeIsWrong('2+', 'negative')).toBe(true);
  expect(gradeIsWrong('1+', '4+')).toBe(false);
  expect(gradeIsWrong('negative', 'positive')).toBe(true);
  expect(gradeIsWrong('yellow', 'amber')).toBe(false);
});

test('a share of many cells may be off by less than one of few; a reading that nobody counted by nothing', () => {
  const of = (method: string | null) => countAllows({ method }, 5, 10);
  expect(of('by eye, 200 cells')).toBeCloseTo((4 * Math.sqrt(0.25 / 200) + 1 / 200) * 10);
  expect(of('by eye, 100 cells')).toBeGreaterThan(of('by eye, 200 cells'));
  expect(of('by eye, 10 fields')).toBe(0);
  expect(of(null)).toBe(0);
  expect(countAllows({ method: '19.6 × 100 / (100 + 40)' }, 14, 14)).toBeCloseTo((14 * 3 * Math.sqrt(40)) / 140); // prettier-ignore
  expect([sedimentAllows('ua_wbc', 2), sedimentAllows('ua_wbc', 40), sedimentAllows('k', 4)]).toEqual([3, 20, null]); // prettier-ignore
});

const open = (id: string): Shift => openShift(scenario(id), 1, LABORATORY);
const first = (shift: Shift) => {
  play(shift, { deed: 'wait', minutes: 3 });
  return view(shift).specimens[0]!.accession;
};

test('blasts and a strange sugar are harm until somebody is told, in words that name them', () => {
  const visit = open('first-visit');
  const blasts = first(visit);
  expect(untold(visit, blasts).map((f) => f.test)).toEqual(['lymph']);
  const asked = (what: string) =>
    play(visit, { deed: 'lis', command: { do: 'escalate', to: 'pathologist', subject: blasts, what, evidence: 'seen on the film', done: 'a film', need: 'a look' } }); // prettier-ignore
  asked('a high white count');
  expect(untold(visit, blasts)).toHaveLength(1);
  asked('blasts');
  expect(untold(visit, blasts)).toEqual([]);
  for (const other of view(visit).specimens.slice(1)) expect(untold(visit, other.accession)).toEqual([]);
  const nursery = open('two-from-the-nursery');
  const sugar = first(nursery);
  expect(untold(nursery, sugar).map((f) => f.test)).toEqual(['ua_glu']);
  const wrote = (text: string) =>
    play(nursery, { deed: 'lis', command: { do: 'comment', accession: sugar, test: 'ua_glu', text } });
  wrote('Strip negative.');
  expect(untold(nursery, sugar)).toHaveLength(1);
  wrote('Reducing substance present.');
  expect(untold(nursery, sugar)).toEqual([]);
});

test('an empty sediment of old urine crosses a limit; a short citrate tube that is turned away harms nobody', () => {
  const harms = harmsOf(runRobot(scenario('two-cups-from-the-home'), 1, 'release-all', LABORATORY));
  expect(harms.find((h) => h.test === 'ua_wbc')).toMatchObject({ points: 10, what: 'decision limit crossed' }); // prettier-ignore
  expect(harmsOf(runRobot(scenario('before-the-operation'), 1, 'gold', LABORATORY))).toEqual([]);
});

test('what blood does in its own tube is a fault of that specimen, and of no other', () => {
  const faults = (id: string) => {
    const shift = open(id);
    first(shift);
    return [...shift.containers.values()].map((c) => faultsOf(c));
  };
  expect(faults('no-bruise-anywhere')).toEqual([['F17'], []]);
  expect(faults('cells-too-large')).toEqual([['F18'], [], []]);
  expect(faults('many-white-cells')).toEqual([['F19'], []]);
  expect(faults('thick-blood').flat()).toEqual(['F13']);
  expect(faults('two-cups-from-the-home')).toEqual([['F14'], []]);
  expect(faults('spots-on-the-legs')).toEqual([[], []]);
});
