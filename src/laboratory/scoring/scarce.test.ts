import { expect, test } from 'vitest';
import { play, view, openShift, type Shift } from '../shift/index.ts';
import { LABORATORY, scenario } from '../shift/testing/laboratory.server.ts';
import { gatesOf, harmsOf } from './index.ts';

const accepted = (id: string, seed: number, container: string): { shift: Shift; accession: string } => {
  const shift = openShift(scenario(id), seed, LABORATORY);
  play(shift, { deed: 'wait', minutes: 5 });
  play(shift, { deed: 'scan', container });
  const accession = view(shift).containers.find((c) => c.id === container)!.accession!;
  play(shift, { deed: 'lis', command: { do: 'accept', accession, container } });
  return { shift, accession };
};
const pointsOf = (shift: Shift, test: string) =>
  harmsOf(shift).filter((h) => h.test === test).map((h) => h.points); // prettier-ignore

test('without an allowable error on file, a critical value that the tube made up counts all the same', () => {
  const shift = openShift(scenario('a-tube-for-ammonia'), 1, LABORATORY);
  play(shift, { deed: 'wait', minutes: 4 });
  const tube = view(shift).containers.find((c) => c.kind === 'lav')!.id;
  play(shift, { deed: 'scan', container: tube });
  const accession = view(shift).containers.find((c) => c.id === tube)!.accession!;
  play(shift, { deed: 'lis', command: { do: 'accept', accession, container: tube } });
  play(shift, { deed: 'load', analyzer: 'chem1', containers: [tube] });
  play(shift, { deed: 'wait', minutes: 11 });
  const lift = { critical: 'looks fine', delta: 'looks fine', multivariate: 'looks fine' };
  const results = [{ accession, test: 'nh3' }];
  play(shift, { deed: 'lis', command: { do: 'verify', results, lift } }, { outside: true });
  expect(pointsOf(shift, 'nh3')).toEqual([30]);
});

test('a critical result that other tests left no blood for is a missed one; the others only owe a tube', () => {
  const { shift, accession } = accepted('little-blood-many-tests', 2, 'T2');
  play(shift, { deed: 'spin', containers: ['T2'] });
  play(shift, { deed: 'wait', minutes: 11 });
  play(shift, { deed: 'load', analyzer: 'chem1', containers: ['T2'] });
  play(shift, { deed: 'wait', minutes: 11 });
  const short = view(shift).results.filter((r) => r.accession === accession && r.readings.at(-1)?.alarms.includes('short sample')).map((r) => r.test); // prettier-ignore
  expect(short).toContain('k');
  play(shift, { deed: 'lis', command: { do: 'reject', accession, reason: 'qns', tests: short, told: 'dialysis' } }); // prettier-ignore
  play(shift, { deed: 'recollect', accession, tests: short, told: 'dialysis' });
  expect(pointsOf(shift, 'k')).toEqual([30]);
  expect(pointsOf(shift, 'glu')).toEqual([]);
});

test('spinal fluid is lost when it is turned away for its label; signed for, it may be labeled', () => {
  const opened = () => {
    const shift = openShift(scenario('fluid-from-room-twelve'), 1, LABORATORY);
    play(shift, { deed: 'wait', minutes: 3 });
    const accession = view(shift).specimens.find((s) => s.tube === 'csft')!.accession;
    return { shift, accession, container: view(shift).containers.find((c) => c.kind === 'csft')!.id };
  };
  const thrown = opened();
  play(thrown.shift, { deed: 'lis', command: { do: 'reject', accession: thrown.accession, reason: 'unlabeled', tests: 'all', told: 'emergency' } }); // prettier-ignore
  expect(harmsOf(thrown.shift)).toContainEqual(
    expect.objectContaining({ accession: thrown.accession, what: 'needless recollection', points: 5 }),
  );
  const kept = opened();
  const { shift, accession, container } = kept;
  play(shift, { deed: 'label', container, accession });
  expect(gatesOf(shift).map((g) => g.id)).toEqual(['G5']);
  const say = { subject: accession, what: 'no label', evidence: 'whoever drew it signs', done: '', need: 'agreement' }; // prettier-ignore
  play(shift, { deed: 'lis', command: { do: 'escalate', to: 'pathologist', ...say } });
  play(shift, { deed: 'wait', minutes: 6 });
  play(shift, { deed: 'lis', command: { do: 'accept with exception', accession, container, attested: 'I drew it', approved: 'pathologist' } }); // prettier-ignore
  expect(gatesOf(shift)).toEqual([]);
});
