import { expect, test } from 'vitest';
import { hematology } from './hematology.ts';
import { says, type Seen } from './testing/one-specimen.ts';

const first = (seen: Seen) => {
  for (const detector of hematology) {
    const found = says(detector, seen);
    if (found) return found;
  }
  return null;
};
const field = (single: number, clumps = 0) =>
  `About 200 red cells, side by side. ${single} single platelets; ${clumps === 0 ? 'no clump' : `${clumps} clumps with about 30 platelets`}. No nucleated cell.`;
const film = (single: number, atEdge: number) => [
  ...Array.from({ length: 10 }, () => field(single)),
  `Along the edge, ten wider fields: ${atEdge === 0 ? 'no clump' : `${atEdge} clumps`} of platelets.`,
];
const LYMPH = 'round nucleus, with smooth, dense chromatin; a thin rim of sky cytoplasm; no granules';
const NEUT =
  'nucleus in lobes joined by threads, with coarse clumps of chromatin; plenty of pink cytoplasm; fine lilac granules';
const NRBC =
  'round nucleus, dark as ink, without structure; some cytoplasm of the color of the red cells; no granules';
const BLAST =
  'round nucleus, with very fine, even chromatin, with nucleoli; a thin rim of deep blue cytoplasm; no granules';
const CLUMPED = { plt: { value: 22, alarms: ['PLT clumps'] }, wbc: { value: 8, alarms: ['PLT clumps'] }, mpv: { value: 9 }, hgb: { value: 14 } }; // prettier-ignore

test('healthy blood, and blood that is only odd, is left alone', () => {
  expect(first({ results: { plt: { value: 240 }, wbc: { value: 7 }, mchc: { value: 33 } } })).toBeNull();
  expect(first({ results: { plt: { value: 51 }, mchc: { value: 36.5 } } })).toBeNull();
  expect(first({ results: { plt: { value: 30, before: 60 } } })).toBeNull();
});

test('platelets: 50 and never low before is looked at on the film, 51 is not', () => {
  expect(first({ results: { plt: { value: 50 } } })?.does.deed).toBe('slide');
  expect(first({ results: { plt: { value: 50, before: 100 } } })?.does.deed).toBe('slide');
  expect(first({ results: { plt: { value: 50, before: 99 } } })).toBeNull();
  const clean = { results: { plt: { value: 9 } }, notes: { slide: film(0.4, 0) } };
  expect(first(clean)).toMatchObject({ family: 'decoy', does: { command: { do: 'comment' } } });
  expect(first({ ...clean, results: { plt: { value: 9, comments: ['Platelets few on the film'] } } })).toBeNull(); // prettier-ignore
});

test('clumps: one heap is enough where the counter saw some, three where it did not', () => {
  expect(first({ results: CLUMPED })?.does.deed).toBe('slide');
  const again = { deed: 'recollect', tube: 'ltblue', tests: ['plt', 'wbc'] };
  expect(first({ results: CLUMPED, notes: { slide: film(2, 1) } })?.does).toMatchObject(again);
  expect(first({ results: CLUMPED, notes: { slide: film(12, 0) } })?.does.deed).not.toBe('recollect');
  const unflagged = { plt: { value: 90 }, wbc: { value: 7 } };
  expect(first({ results: unflagged, notes: { slide: film(4, 2) } })).toBeNull();
  expect(first({ results: unflagged, notes: { slide: film(4, 3) } })?.does).toMatchObject({ tube: 'ltblue', tests: ['plt'] }); // prettier-ignore
  const drawn = first({ results: CLUMPED, notes: { slide: film(2, 5) }, again: 'A9' });
  expect(drawn?.does).toMatchObject({ command: { do: 'do not report', test: 'plt' } });
});

test('a count from citrate is multiplied once', () => {
  const raw = { kind: 'ltblue', results: { plt: { value: 164 } } };
  expect(first(raw)?.does).toMatchObject({ deed: 'calculate', test: 'plt', by: 'citrate' });
  expect(first({ ...raw, results: { plt: { value: 180, noMessage: true } } })).toBeNull();
});

test('MCHC: 36.5 is possible, 36.6 with pairs is warmed, once', () => {
  const cold = (mchc: number, readings = 1, alarms = ['RBC agglutination']) =>
    first({ results: { mchc: { value: mchc, readings, alarms }, rbc: { value: 2, readings } } });
  expect(cold(36.5)).toBeNull();
  expect(cold(36.6)?.does).toMatchObject({ deed: 'load', how: 'warm' });
  expect(cold(52, 1, [])).toBeNull();
  expect(cold(33, 2, [])?.does).toMatchObject({ command: { do: 'comment', test: 'rbc' } });
  expect(cold(52, 2)?.does).toMatchObject({ command: { do: 'escalate' } });
});

test('nucleated red cells: from 5 for 100 on the count is corrected, by what was counted', () => {
  const seen = (nrbc: number, alarms = ['NRBC']): Seen => ({
    results: { wbc: { value: 19.6, alarms } },
    notes: { differential: [`150 × ${NEUT}`, `50 × ${LYMPH}`, `${nrbc} × ${NRBC}`] },
  });
  expect(first({ results: { wbc: { value: 19.6, alarms: ['NRBC'] } } })?.does.deed).toBe('differential');
  expect(first(seen(8))).toBeNull();
  expect(first(seen(10))?.does).toMatchObject({ deed: 'calculate', by: 'nrbc', nrbc: 5 });
  expect(first(seen(80))?.does).toMatchObject({ nrbc: 40 });
  const corrected = { wbc: { value: 14, method: '19.6 × 100 / (100 + 40)', noMessage: true } };
  expect(first({ ...seen(80), results: corrected })?.does).toMatchObject({ command: { do: 'comment', test: 'wbc' } }); // prettier-ignore
});

test('one blast is asked about before anything goes out; none is not', () => {
  const seen = (blasts: number, more: Partial<Seen> = {}): Seen => ({
    results: { lymph: { value: 7, alarms: ['blasts'] }, neut: { value: 10, alarms: ['blasts'] } },
    notes: { differential: [`150 × ${NEUT}`, `${50 - blasts} × ${LYMPH}`, `${blasts} × ${BLAST}`] },
    ...more,
  });
  expect(first({ results: { lymph: { value: 7, alarms: ['blasts'] } } })?.does.deed).toBe('differential');
  expect(first(seen(0))?.does).toMatchObject({ deed: 'file differential', counts: { other: 0, lymph: 50 } });
  expect(first(seen(1))?.does).toMatchObject({ command: { do: 'escalate', to: 'mls' } });
  expect(first(seen(1, { role: 'mls' }))?.does).toMatchObject({ command: { do: 'escalate', to: 'pathologist' } }); // prettier-ignore
  expect(first(seen(12, { escalated: true }))?.does).toMatchObject({ deed: 'file differential', counts: { other: 12 } }); // prettier-ignore
});
