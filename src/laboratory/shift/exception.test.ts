import { expect, test } from 'vitest';
import { LABORATORY, scenario } from './testing/laboratory.server.ts';
import { openShift, play, view, type Deed } from './index.ts';

const opened = () => {
  const shift = openShift(scenario('fluid-from-room-twelve'), 1, LABORATORY);
  play(shift, { deed: 'wait', minutes: 3 });
  const fluid = view(shift).specimens.find((s) => s.tube === 'csft')!.accession;
  const { id } = view(shift).containers.find((c) => c.kind === 'csft')!;
  play(shift, { deed: 'type accession', container: id, accession: fluid });
  const accept: Deed = {
    deed: 'lis',
    command: { do: 'accept with exception', accession: fluid, container: id, attested: 'I drew it', approved: 'x' },
  }; // prettier-ignore
  const escalate = (to: 'mls' | 'pathologist', evidence: string) => {
    const what = { subject: fluid, what: 'no label', evidence, done: 'looked', need: 'agreement' };
    play(shift, { deed: 'lis', command: { do: 'escalate', to, ...what } });
    play(shift, { deed: 'wait', minutes: 6 });
  };
  return { shift, accept, escalate, fluid };
};
const SAW = 'whoever drew it says it was the only one today';

test('a late label by exception: nobody but a pathologist approves it, and only of what was told', () => {
  const { shift, accept, escalate, fluid } = opened();
  expect(play(shift, accept)).toMatchObject({ kind: 'scope' });
  escalate('mls', SAW);
  expect(play(shift, accept)).toMatchObject({ kind: 'scope' });
  escalate('pathologist', 'hm');
  expect(play(shift, accept)).toMatchObject({ kind: 'scope' });
  escalate('pathologist', SAW);
  expect(play(shift, accept)).not.toHaveProperty('refused');
  expect(view(shift).specimens.find((s) => s.accession === fluid)!.state).toMatchObject({
    status: 'accepted',
    exception: { attested: 'I drew it' },
  });
});

test('spinal fluid is loaded without a spin, and nobody reads the color of a plasma it does not have', () => {
  const { shift, accept, escalate, fluid } = opened();
  escalate('pathologist', SAW);
  play(shift, accept);
  const { id } = view(shift).containers.find((c) => c.accession === fluid)!;
  expect(play(shift, { deed: 'load', analyzer: 'chem1', containers: [id] })).not.toHaveProperty('refused');
  play(shift, { deed: 'wait', minutes: 12 });
  const results = view(shift).results.filter((r) => r.accession === fluid);
  expect(results.map((r) => [r.test, r.state.status])).toEqual([
    ['csf_glu', 'observed'],
    ['csf_prot', 'observed'],
  ]);
  expect(view(shift).messages.filter((m) => m.state === 'parked')).toEqual([]);
});
