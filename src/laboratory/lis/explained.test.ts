import { expect, test } from 'vitest';
import { accepted, goodControls, laboratory, oul } from './testing/lis.server.ts';

const CODES = { k: '2823-3', na: '2951-2', bun: '3094-0', crea: '2160-0' };
const UNITS = { k: 'mmol/L', na: 'mmol/L', bun: 'mg/dL', crea: 'mg/dL' };
const TESTS = ['k', 'na', 'bun', 'crea'] as const;
type Values = { [test in (typeof TESTS)[number]]: number };

/** Two draws a day apart, and a treatment noted in between; what a technician may then let out of the second. */
function lifts(
  before: Values,
  now: Values,
  treatment: string | null,
): (test: (typeof TESTS)[number]) => string {
  const lab = laboratory();
  goodControls(lab, TESTS);
  const run = (values: Values, id: string) => {
    const accession = accepted(lab, TESTS);
    lab.wait(5);
    lab.send(oul(accession, TESTS.map((t) => [CODES[t], String(values[t]), UNITS[t]]), { id })); // prettier-ignore
    return accession;
  };
  run(before, 'R1');
  lab.wait(600);
  const accession = run(now, 'R2');
  if (treatment)
    lab.does(
      { do: 'note treatment', mrn: 'VB000417', treatment, says: 'in the night', who: 'ward' },
      'sender',
    );
  return (of) => {
    const { state } = lab.lis.results.get(`${accession}/${of}`)!;
    const held = state.status === 'observed' ? state.holds.map((h) => h.id) : [];
    const lift = Object.fromEntries(held.map((h) => [h, 'the treatment explains it']));
    const done = lab.attempt({ do: 'verify', results: [{ accession, test: of }], lift });
    return `${held.join(' ')}: ${'refused' in done ? done.kind : 'out'}`;
  };
}

const BEFORE = { k: 5.5, na: 138, bun: 60, crea: 5.5 };
const AFTER = { k: 4, na: 139, bun: 20, crea: 2.2 };

test('many moves at once are a technologist’s, unless a noted treatment explains each that moved', () => {
  expect(lifts(BEFORE, AFTER, null)('na')).toBe('multivariate: scope');
  expect(lifts(BEFORE, AFTER, 'dialysis')('na')).toBe('multivariate: out');
  expect(lifts(BEFORE, AFTER, 'dialysis')('k')).toBe('delta multivariate: out');
  expect(lifts(BEFORE, AFTER, 'transfusion')('na')).toBe('multivariate: scope');
  expect(lifts(BEFORE, { ...AFTER, na: 150 }, 'dialysis')('k')).toBe('delta multivariate: scope');
});
