import { expect, test } from 'vitest';
import { LABORATORY, scenario } from './testing/laboratory.server.ts';
import { openShift, play, view } from './index.ts';

test('tests asked for by name run in that order, as far as the blood goes', () => {
  const run = (tests: readonly string[]) => {
    const shift = openShift(scenario('little-blood-many-tests'), 2, LABORATORY);
    play(shift, { deed: 'wait', minutes: 2 });
    play(shift, { deed: 'scan', container: 'T2' });
    const { accession } = view(shift).containers.find((c) => c.id === 'T2')!;
    play(shift, { deed: 'lis', command: { do: 'accept', accession: accession!, container: 'T2' } });
    play(shift, { deed: 'spin', containers: ['T2'] });
    play(shift, { deed: 'wait', minutes: 11 });
    play(shift, { deed: 'load', analyzer: 'chem1', containers: ['T2'], tests });
    play(shift, { deed: 'wait', minutes: 11 });
    const read = view(shift).results.filter((r) => r.readings.at(-1)?.value != null).map((r) => r.test);
    return { potassium: read.includes('k'), many: read.filter((t) => !t.endsWith('idx')).length };
  }; // prettier-ignore
  const all = ['alb', 'tp', 'tbil', 'alp', 'alt', 'ast', 'crea', 'glu'];
  const [last, ahead] = [run([...all, 'k']), run(['k', ...all])];
  expect(last).toEqual({ potassium: false, many: ahead.many });
  expect(ahead.potassium).toBe(true);
  expect(ahead.many).toBeLessThan(9);
});

test('a specimen that biotin was taken out of reads as it is, and what was done stands in the notes', () => {
  const shift = openShift(scenario('thyroid-tests-before-a-holiday'), 1, LABORATORY);
  play(shift, { deed: 'wait', minutes: 2 });
  play(shift, { deed: 'scan', container: 'T1' });
  const { accession } = view(shift).containers.find((c) => c.id === 'T1')!;
  play(shift, { deed: 'lis', command: { do: 'accept', accession: accession!, container: 'T1' } });
  play(shift, { deed: 'spin', containers: ['T1'] });
  play(shift, { deed: 'wait', minutes: 11 });
  const load = () => {
    play(shift, { deed: 'load', analyzer: 'chem1', containers: ['T1'] });
    play(shift, { deed: 'wait', minutes: 11 });
    return view(shift).results.find((r) => r.test === 'tsh' && r.accession === accession)!.readings.at(-1)!.value!;
  }; // prettier-ignore
  expect(load()).toBeLessThan(0.4);
  play(shift, { deed: 'treat', container: 'T1', how: 'remove biotin' });
  expect(load()).toBeGreaterThan(0.4);
  expect(view(shift).notes.find((n) => n.what === 'treated')).toMatchObject({ about: 'T1' });
});
