import { expect, test } from 'vitest';
import { openShift, play, view } from '../shift/index.ts';
import { LABORATORY, scenario } from '../shift/testing/laboratory.server.ts';
import { next } from './index.ts';
import { says, type Seen } from './testing/one-specimen.ts';
import { urinalysis } from './urinalysis.ts';

const first = (seen: Seen) => {
  for (const detector of urinalysis) {
    const found = says(detector, { kind: 'ucup', ...seen });
    if (found) return found;
  }
  return null;
};
const strip = (le: string, more: Seen['results'] = {}): Seen['results'] => ({
  ua_le: { text: le }, ua_bld: { text: 'negative' }, ua_sg: { value: 1.005 }, ua_ph: { value: 6 }, ua_glu: { text: 'negative' }, ...more,
}); // prettier-ignore
const LOOKED = { sediment: ['High power, field 1: Nothing but clear fluid.'] };

test('a sediment that is ordered is looked at; one that the strip asks for is added', () => {
  expect(first({ results: strip('negative', { ua_wbc: { status: 'pending' } }) })?.does.deed).toBe(
    'sediment',
  );
  expect(first({ results: strip('trace') })?.does).toMatchObject({ command: { do: 'add on', tests: ['ua_rbc', 'ua_wbc'] } }); // prettier-ignore
  expect(first({ results: strip('negative') })).toBeNull();
});

test('esterase without white cells: in dilute or alkaline urine somebody is asked, then it is sent again', () => {
  const of = (white: number, gravity: number, ph: number, le = '2+', asked?: Seen['asked']) =>
    first({
      results: strip(le, { ua_wbc: { value: white }, ua_rbc: { value: 0 }, ua_sg: { value: gravity }, ua_ph: { value: ph } }),
      notes: LOOKED,
      ...(asked ? { asked } : {}),
    }); // prettier-ignore
  expect(of(0, 1.005, 6)?.does).toMatchObject({ deed: 'ask', about: 'draw' });
  expect(of(0, 1.015, 8)?.does).toMatchObject({ deed: 'ask' });
  expect(of(0, 1.01, 7.5)).toBeNull();
  expect(of(1, 1.005, 6)).toBeNull();
  expect(of(0, 1.005, 6, 'trace')).toBeNull();
  expect(of(0, 1.005, 8, '2+', { draw: 'From the night.' })?.does).toMatchObject({ command: { do: 'reject', tests: 'all' } }); // prettier-ignore
});

test('another sugar is looked for below two years of age, and written down where there is one', () => {
  const of = (born: string, found?: string, comments: string[] = []) =>
    first({
      born,
      results: strip('negative', { ua_glu: { text: 'negative', comments } }),
      notes: found === undefined ? {} : { reducing: [`copper reduction: ${found}`] },
    });
  expect(of('2024-01-22')?.does).toMatchObject({ deed: 'bench test', test: 'reducing' });
  expect(of('2024-01-18')).toBeNull();
  expect(of('2026-01-12', 'negative')).toBeNull();
  expect(of('2026-01-12', '2+')?.does).toMatchObject({ command: { do: 'comment', test: 'ua_glu' } });
  expect(of('2026-01-12', '2+', ['Reducing substance present'])).toBeNull();
});

test('urine is turned away at the door after two hours, unless it was kept cold', () => {
  const turnedAway = (minutes: number, on: 'room' | 'ice') => {
    const base = scenario('two-cups-from-the-home');
    const { writes: _, ...cup } = base.orders[0]!;
    const orders = [{ ...cup, drawn: 1 - minutes, on }];
    const shift = openShift({ ...base, orders }, 1, LABORATORY);
    for (let n = 0; n < 6; n++) {
      const { does } = next(view(shift));
      if (does.deed === 'lis') return does.command.do === 'reject';
      play(shift, does);
    }
    return null;
  };
  expect(turnedAway(119, 'room')).toBe(false);
  expect(turnedAway(121, 'room')).toBe(true);
  expect(turnedAway(300, 'ice')).toBe(false);
});
