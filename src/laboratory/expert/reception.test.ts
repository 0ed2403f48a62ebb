import { expect, test } from 'vitest';
import type { View } from '../shift/index.ts';
import { atReception } from './reception.ts';
import { viewOf } from './testing/one-specimen.ts';

/** A tube at the counter, looked at and scanned, drawn so many minutes ago. */
function counter(kind: string, minutes: number, sees: string[], tests: string[]): View {
  const results = Object.fromEntries(tests.map((t) => [t, { status: 'pending' as const }]));
  const view = viewOf({ kind, sees, results });
  const specimen = { ...view.specimens[0]!, state: { status: 'arrived' as const, at: 0, container: 'T1' } };
  const label = { name: 'A, B', mrn: 'M1', born: '1970-01-01', accession: 'A1' };
  return {
    ...view,
    specimens: [{ ...specimen, collectedAt: view.opens + view.seconds - minutes * 60 }],
    containers: [{ ...view.containers[0]!, place: 'reception', spun: false, arrivedAt: 0, label }],
    calls: [],
  } as unknown as View;
}

test.each([
  ['ltgreen', 119, ['k', 'na'], 'accept'],
  ['ltgreen', 120, ['k', 'na'], 'accept'],
  ['ltgreen', 121, ['k', 'na'], 'reject'],
  ['ltgreen', 540, ['na', 'crea'], 'accept'],
  ['gold', 540, ['glu'], 'reject'],
])('%s, %d minutes on its cells, for %j: %s', (kind, minutes, tests, is) => {
  const found = atReception(counter(kind, minutes, [`${kind} cap`, 'filled to 100 %'], tests));
  expect(found?.does).toMatchObject({ command: { do: is, ...(is === 'reject' ? { reason: 'transport' } : {}) } });
}); // prettier-ignore

test('of a late tube only what cells change is turned away', () => {
  const late = counter('ltgreen', 540, ['filled to 100 %'], ['na', 'k', 'glu', 'crea']);
  expect(atReception(late)?.does).toMatchObject({ command: { tests: ['glu', 'k'] } });
});

test('ammonia comes on ice or not at all', () => {
  const sticks = 'sticks: no clot';
  const warm = atReception(counter('lav', 10, ['it is warm', sticks], ['nh3']))?.does;
  expect(warm).toMatchObject({ command: { do: 'reject', reason: 'transport' } });
  const cold = atReception(counter('lav', 10, ['it came on ice', sticks], ['nh3']))?.does;
  expect(cold).toMatchObject({ command: { do: 'accept' } });
});

/** One without a label; what was asked about it. */
function nameless(kind: string, more: Parameters<typeof viewOf>[0]): View {
  const view = viewOf({ kind, sees: ['no label'], ...more });
  const specimen = { ...view.specimens[0]!, state: { status: 'expected' as const } };
  const container = { ...view.containers[0]!, place: 'reception', accession: null, label: 'none' };
  return { ...view, specimens: [specimen], containers: [container], calls: [] } as unknown as View;
}

test('without a label blood is turned away; what cannot be had again waits for whoever drew it and a pathologist', () => {
  const results = { csf_glu: { status: 'pending' as const } };
  const asked = { draw: 'I did it myself; I come down and sign.' };
  const does = (kind: string, more: object = {}) => atReception(nameless(kind, { results, ...more }))?.does;
  expect(does('lav')).toMatchObject({ command: { do: 'reject', reason: 'unlabeled' } });
  expect(does('lav', { asked, escalated: true })).toMatchObject({ command: { do: 'reject' } });
  expect(does('csft')).toMatchObject({ deed: 'ask', about: 'draw' });
  expect(does('csft', { asked })).toMatchObject({ command: { do: 'escalate', to: 'pathologist' } });
  expect(does('csft', { asked, escalated: null })).toBeUndefined();
  expect(does('csft', { asked, escalated: false })).toMatchObject({ command: { do: 'reject' } });
  expect(does('csft', { asked, escalated: true })).toEqual({
    deed: 'type accession',
    container: 'T1',
    accession: 'A1',
  });
});
