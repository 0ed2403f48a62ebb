import { expect, test } from 'vitest';
import { mixUp, sameDraw, toSign } from './mix-up.ts';
import { evidenceOf } from './evidence.ts';
import { says, viewOf, type Seen } from './testing/one-specimen.ts';

const moved = (value: number, before: number) => ({ value, before, holds: ['delta', 'multivariate'] });
const TWO = {
  crea: moved(0.7, 3),
  k: moved(4, 5.5),
  na: { value: 140, before: 140, holds: ['multivariate'] },
};
const ASKED = { treatment: 'so' };
const tell = (more: Partial<Seen>) =>
  says(mixUp, { kind: 'ltgreen', results: TWO, asked: ASKED, ...more })?.does;

test('one change alone is not another patient; a cell volume more than 10 fL away is', () => {
  expect(tell({ results: { crea: moved(0.7, 3) } })).toBe(undefined);
  expect(tell({ results: { mcv: moved(96, 86) } })).toBe(undefined);
  expect(tell({ results: { mcv: moved(96.1, 86) }, role: 'mls' })).toMatchObject({
    command: { do: 'file incident' },
  });
});

test('it is asked what was done; then a technician asks a technologist, who decides alone', () => {
  expect(tell({ asked: {} })).toMatchObject({ deed: 'ask', about: 'treatment' });
  expect(tell({})).toMatchObject({ command: { do: 'escalate', to: 'mls' } });
  expect(tell({ escalated: null })).toMatchObject({ deed: 'wait for next' });
  expect(tell({ escalated: true })).toMatchObject({ command: { do: 'file incident' } });
  expect(tell({ role: 'mls' })).toMatchObject({ command: { do: 'file incident' } });
  const incidents = [{ subject: 'A1', says: 'possible wrong blood in tube' }];
  expect(tell({ role: 'mls', incidents })).toMatchObject({ command: { do: 'reject', tests: 'all' } });
});

test('a treatment that moves what moved explains it, and goes into the report', () => {
  expect(tell({ treatments: ['dialysis'] })).toMatchObject({ command: { do: 'comment', test: 'crea' } });
  expect(tell({ treatments: ['transfusion'] })).toMatchObject({ command: { do: 'escalate' } });
});

test('what the policy lists for a treatment a technician lets out; the rest is signed for', () => {
  const sign = (results: Seen['results'], more: Partial<Seen> = {}) => {
    const view = viewOf({ results, ...more });
    return toSign(evidenceOf(view, 'A1'), view);
  };
  expect(sign(TWO)).toBe(true);
  expect(sign(TWO, { role: 'mls' })).toBe(false);
  expect(sign(TWO, { treatments: ['dialysis'] })).toBe(false);
  expect(sign({ ...TWO, co2: moved(26, 16) }, { treatments: ['dialysis'] })).toBe(true);
});

test('what was drawn with a tube of somebody else goes with it; a later draw does not', () => {
  const incidents = [{ subject: 'A2', says: 'possible wrong blood in tube: …' }];
  const beside = (apart: number, told = incidents) =>
    says(sameDraw, {
      results: { wbc: { value: 7 } },
      elsewhere: { crea: { value: 1 } },
      incidents: told,
      apart,
    });
  expect(beside(0)?.does).toMatchObject({ command: { do: 'reject', tests: 'all' } });
  expect(beside(10)?.does).toMatchObject({ command: { do: 'reject' } });
  expect(beside(11)).toBe(null);
  expect(beside(0, [])).toBe(null);
});
