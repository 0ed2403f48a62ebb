import { expect, test } from 'vitest';
import { accepted, laboratory } from './testing/lis.server.ts';

test('of what is drawn again the indices are measured too, and never asked for alone', () => {
  const lab = laboratory();
  const accession = accepted(lab, ['k', 'na']);
  const ask = (tests: string[]) => lab.attempt({ do: 'recollect', accession, tests, told: '4 West' }, 'mlt');
  expect(ask(['hidx'])).toMatchObject({ refused: 'say which tests are to be collected again' });
  ask(['k']);
  const { again } = lab.lis.specimens.get(accession)!;
  expect(lab.lis.specimens.get(again!)!.tests).toEqual(['k', 'hidx', 'iidx', 'lidx']);
});
