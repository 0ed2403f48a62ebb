import { expect, test } from 'vitest';
import type { Detector, Finding } from '../finding.ts';
import { says, type Seen } from '../testing/one-specimen.ts';
import { hemolysis } from './hemolysis.ts';

const first: Detector = (seen, view) =>
  hemolysis.reduce<Finding | null>((found, d) => found ?? d(seen, view), null);
type But = { now?: number; before?: number; tbil?: number; k?: number };
const red = (
  { now = 2, before, tbil = 0.6, k = 4.9 }: But,
  asked: Seen['asked'] = {},
  comments: string[] = [],
) =>
  says(first, {
    kind: 'ltgreen',
    asked,
    results: {
      na: { value: 140 },
      k: { value: k, holds: now > 0.5 ? ['index:hidx'] : [] },
      tbil: { value: tbil },
      ldh: { value: 420, holds: now > 0.2 ? ['index:hidx'] : [], comments },
      hidx: { value: now, ...(before === undefined ? {} : { before }) },
    },
  });

test('in the tube: what is beyond its limit is drawn again, the rest is not touched', () => {
  expect(red({})?.does).toMatchObject({
    command: { do: 'reject', reason: 'hemolyzed', tests: ['k', 'ldh'] },
  });
  expect(red({ now: 0.4 })?.does).toMatchObject({ command: { tests: ['ldh'] } });
  expect(red({ now: 0.2 })).toBe(null);
});

test.each([
  [{ before: 1, tbil: 1.6 }, 'decoy'],
  [{ before: 0.9, tbil: 1.6 }, 'F04'],
  [{ before: 1, tbil: 1.5 }, 'F04'],
  [{ before: 1, tbil: 1.6, k: 5.1 }, 'decoy'],
  [{ before: 1, tbil: 1.6, k: 5.2 }, 'F04'],
])('in the body or in the tube: %j is %s', (but, is) => expect(red(but)?.family).toBe(is));

test('in the body: the ward is asked and told, then it goes out as it is', () => {
  const likely = { before: 1.6, tbil: 4 };
  expect(red(likely)?.does).toMatchObject({ deed: 'ask', about: 'picture' });
  const told = red(likely, { picture: 'dark urine' })?.does;
  expect(told).toMatchObject({ command: { do: 'comment', test: 'ldh' } });
  const text = told?.deed === 'lis' && told.command.do === 'comment' ? told.command.text : '';
  const out = red(likely, { picture: 'dark urine' }, [text])?.does;
  expect(out).toMatchObject({ command: { do: 'verify', results: [{ test: 'k' }] } });
});
