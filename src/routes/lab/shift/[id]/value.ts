import type { SeenResult } from '#laboratory/shift/index.ts';

type Reading = SeenResult['readings'][number];

/** A reading as it is written: `7.4`, `> 700`, `positive`; without its unit. */
export const readingText = (reading: Reading | undefined, decimals: number): string =>
  reading === undefined
    ? ''
    : reading.value === null
      ? (reading.text ?? 'no value')
      : `${reading.beyond ? `${reading.beyond} ` : ''}${reading.value.toFixed(decimals)}`;

export const chosen = (r: SeenResult): Reading | undefined => r.readings.find((m) => m.n === r.chosen);

const FLAGS: { [flag: string]: string } = { L: 'low', H: 'high', LL: 'critical low', HH: 'critical high', A: 'abnormal', N: '' }; // prettier-ignore
export const flagText = (flag: string | null | undefined): string => (flag ? (FLAGS[flag] ?? flag) : '');

/** UCUM as people write it: `10*3/uL` is ×10³/µL. */
export const unitText = (unit: string | null): string =>
  (unit ?? '').replace(/10\*(\d)/, (_, n: string) => `×10${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(n)]}`).replace(/\bu(?=[A-Z])/g, 'µ').replace(/[[\]{}]/g, ''); // prettier-ignore

const STATES: { [status: string]: string } = { pending: 'to run', observed: 'to judge', verified: 'verified', released: 'reported', 'not-reported': 'not reported' }; // prettier-ignore
export const stateText = (r: SeenResult): string =>
  r.state.status === 'observed' && r.state.holds.length > 0
    ? 'held'
    : r.state.status === 'released' && r.state.versions.at(-1)!.kind !== 'first'
      ? r.state.versions.at(-1)!.kind
      : (STATES[r.state.status] ?? r.state.status);

export const isIndex = (test: string): boolean => test.endsWith('idx');

/** Every gate that a result passes on its way out, in the order of the policy, and what it is to pass. */
export const GATES: readonly { kind: string; passed: string }[] = [
  { kind: 'quality', passed: 'The control run before it was good.' },
  { kind: 'alarm', passed: 'The analyzer said nothing.' },
  { kind: 'index', passed: 'Hemolysis, icterus and lipemia are below what disturbs it.' },
  { kind: 'range', passed: 'It lies within the measuring range.' },
  { kind: 'critical', passed: 'It is not critical.' },
  { kind: 'delta', passed: 'It agrees with earlier results, or there are none.' },
  { kind: 'factor', passed: 'It does not differ by the factor of a unit.' },
  { kind: 'consistency', passed: 'It agrees with the other results of this tube.' },
  { kind: 'review', passed: 'No rule asks for a slide or a sediment.' },
  { kind: 'manual', passed: 'It was not typed by hand.' },
  { kind: 'specimen', passed: 'The specimen is accepted, and nobody holds it.' },
];
