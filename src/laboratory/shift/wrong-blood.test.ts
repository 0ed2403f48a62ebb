import { expect, test } from 'vitest';
import { openShift } from './index.ts';
import { LABORATORY } from './testing/laboratory.server.ts';

test('wrong blood in a tube has the label and the number of the order, and the blood of another', () => {
  const shift = openShift(LABORATORY.scenarios.get('rounds-on-4-west')!, 1, LABORATORY);
  const drawn = [...shift.containers.values()].filter((c) => c.order === 'ra');
  const { mrn, family, given } = shift.patients.get('a')!;
  expect(drawn.map((c) => c.tube.kind).sort()).toEqual(['lav', 'ltgreen']);
  for (const { tube, planned } of drawn) {
    expect(tube.of).toBe('b');
    expect(tube.label).toMatchObject({ mrn, name: `${family}, ${given}`, accession: planned });
  }
});
