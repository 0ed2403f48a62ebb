import { expect, test } from 'vitest';
import { isRefusal, keyOf, replay } from './index.ts';
import { accepted, goodControls, laboratory, oul, PATIENT } from './testing/lis.server.ts';

const K = '2823-3';
const NA = '2951-2';

const state = (lab: ReturnType<typeof laboratory>, accession: string, test: string) =>
  lab.lis.results.get(keyOf(accession, test))!.state;
const holds = (lab: ReturnType<typeof laboratory>, accession: string, test: string) => {
  const s = state(lab, accession, test);
  return s.status === 'observed' ? s.holds.map((h) => h.id) : s.status;
};

test('a clean result goes from order to report by itself, and every line says why', () => {
  const lab = laboratory();
  goodControls(lab, ['k', 'na']);
  const accession = accepted(lab, ['k', 'na']);
  lab.wait(31);
  const taken = lab.send(oul(accession, [[K, '4.2', 'mmol/L'], [NA, '140', 'mmol/L']])); // prettier-ignore
  expect(taken.parked).toBe(null);
  expect(taken.replies[0]).toMatch(/MSA\|AA\|R0001/);
  expect(state(lab, accession, 'k')).toMatchObject({
    status: 'released',
    versions: [{ n: 1, reading: { value: 4.2, message: taken.message }, flag: 'N' }],
  });
  const { events } = lab.ledger;
  const released = events.find((e) => e.type === 'Released' && e.test === 'k')!;
  const cause = events.find((e) => e.seq === released.causedBy)!;
  expect(cause.type).toBe('MessageFiled');
  const stored = events.findIndex((e) => e.type === 'MessageIn');
  expect(stored).toBeLessThan(events.findIndex((e) => e.type === 'Observed'));
});

test('the chain read anew gives the same state, and a changed line is found', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const accession = accepted(lab, ['k']);
  lab.send(oul(accession, [[K, '6.9', 'mmol/L']]));
  const again = replay(lab.ledger.events);
  if ('broken' in again) throw new Error(again.why);
  expect(again.hash).toBe(lab.ledger.hash);
  expect(again.lis).toEqual(lab.lis);
  const forged = lab.ledger.events.map((e) =>
    e.type === 'Observed' ? { ...e, reading: { ...e.reading, value: 4 } } : e,
  );
  expect(replay(forged)).toMatchObject({ broken: forged.find((e) => e.type === 'Observed')!.seq });
});

test('without a good control run nothing goes out, and nobody can make it', () => {
  const lab = laboratory();
  const accession = accepted(lab, ['k']);
  lab.send(oul(accession, [[K, '4.2', 'mmol/L']]));
  expect(holds(lab, accession, 'k')).toEqual(['quality']);
  for (const role of ['mlt', 'mls', 'supervisor', 'pathologist'])
    expect(
      lab.attempt(
        { do: 'verify', results: [{ accession, test: 'k' }], lift: { quality: 'trust me' } },
        role,
        true,
      ),
    ).toMatchObject({ kind: 'quality' });
});

test('a rejected run holds what is measured; a cause alone or a good run alone lifts nothing', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const accession = accepted(lab, ['k']);
  lab.wait(2);
  lab.does({ do: 'control run', analyzer: 'CHEM1', analyte: 'k', points: [{ material: 'L1', value: 107 }, { material: 'L2', value: 199 }], message: null }); // prettier-ignore
  lab.send(oul(accession, [[K, '4.2', 'mmol/L']], { at: '20260105070100' }));
  const release = {
    do: 'verify',
    results: [{ accession, test: 'k' }],
    lift: { quality: 'cause found' },
  } as const;
  expect(lab.attempt(release)).toMatchObject({ kind: 'quality' });
  const good = { do: 'control run', analyzer: 'CHEM1', analyte: 'k', points: [{ material: 'L1', value: 100 }, { material: 'L2', value: 200 }], message: null } as const; // prettier-ignore
  lab.does(good);
  expect(lab.attempt(release)).toMatchObject({ kind: 'quality' });
  lab.does({
    do: 'record cause',
    analyzer: 'CHEM1',
    analyte: 'k',
    cause: 'vial',
    says: 'the vial had stood open',
  });
  expect(lab.attempt(release)).toMatchObject({ kind: 'quality' });
  lab.wait(1);
  lab.does(good);
  expect(lab.attempt(release), 'it was measured while the channel was held').toMatchObject({
    kind: 'quality',
  });
  lab.does({ do: 'close look-back', analyzer: 'CHEM1', analyte: 'k', outcome: 'nothing was out' });
  expect(isRefusal(lab.attempt(release))).toBe(false);
});

test('a run that lacks a level lifts nothing; a warning holds nothing', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const state = () => lab.lis.channels.get('CHEM1/k')!.state.status;
  const run = (...points: { material: string; value: number }[]) =>
    lab.does({ do: 'control run', analyzer: 'CHEM1', analyte: 'k', points, message: null });
  run({ material: 'L1', value: 104.5 }, { material: 'L2', value: 200 });
  expect(lab.lis.channels.get('CHEM1/k')!.flags.at(-1)?.rule).toBe('1_2s');
  expect(state()).toBe('valid');
  run({ material: 'L1', value: 107 }, { material: 'L2', value: 199 });
  lab.does({ do: 'record cause', analyzer: 'CHEM1', analyte: 'k', cause: 'vial', says: 'it had stood open' });
  run({ material: 'L1', value: 100 });
  expect(state()).toBe('held');
  run({ material: 'L1', value: 100 }, { material: 'L2', value: 200 });
  expect(state()).toBe('valid');
});

test('calibration, a lot and maintenance ask for controls before the next patient', () => {
  for (const change of [
    { do: 'calibrated', analyzer: 'CHEM1', analyte: 'k', lot: 'C' },
    { do: 'open lot', analyzer: 'CHEM1', analyte: 'k', what: 'reagent', lot: 'B' },
    { do: 'maintain', analyzer: 'CHEM1', what: 'new probe', affects: ['k'] },
  ] as const) {
    const lab = laboratory();
    goodControls(lab, ['k']);
    const accession = accepted(lab, ['k']);
    lab.wait(2);
    lab.does(change);
    lab.wait(2);
    lab.send(oul(accession, [[K, '4.2', 'mmol/L']]));
    expect(holds(lab, accession, 'k'), change.do).toEqual(['quality']);
  }
});

test('a rejected run opens a look-back over what went out since the last good one', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const accession = accepted(lab, ['k']);
  lab.wait(31);
  lab.send(oul(accession, [[K, '4.2', 'mmol/L']]));
  lab.does({ do: 'control run', analyzer: 'CHEM1', analyte: 'k', points: [{ material: 'L1', value: 90 }, { material: 'L2', value: 180 }], message: null }); // prettier-ignore
  expect(lab.lis.lookBacks).toMatchObject([{ analyte: 'k', results: [`${accession}/k`], closed: null }]);
  const close = { do: 'close look-back', analyzer: 'CHEM1', analyte: 'k', outcome: 'unchanged' } as const;
  expect(lab.attempt(close), 'while it is held nobody knows what is right').toMatchObject({ kind: 'state' });
  lab.does({ do: 'record cause', analyzer: 'CHEM1', analyte: 'k', cause: 'drift', says: 'calibrated' });
  lab.wait(1);
  goodControls(lab, ['k']);
  expect(lab.attempt(close), 'nobody measured it again').toMatchObject({
    refused: expect.stringContaining(accession),
  });
  lab.wait(1);
  lab.send(oul(accession, [[K, '4.3', 'mmol/L']], { id: 'later', at: '20260105073300' }));
  lab.does(close);
  expect(lab.lis.lookBacks[0]!.closed).toBe('unchanged');
});

test('a critical result is held for a look, released by hand, and then has to be called and read back', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const accession = accepted(lab, ['k']);
  lab.send(oul(accession, [[K, '6.9', 'mmol/L']]));
  expect(holds(lab, accession, 'k')).toEqual(['critical']);
  lab.does({
    do: 'verify',
    results: [{ accession, test: 'k' }],
    lift: { critical: 'specimen and identity checked' },
  });
  const [call] = lab.lis.calls.values();
  expect(call).toMatchObject({ accession, test: 'k', state: { status: 'due' } });
  const id = call!.id;
  expect(lab.attempt({ do: 'confirm read-back', call: id })).toMatchObject({ kind: 'state' });
  lab.does({ do: 'call', call: id, to: '4 West' });
  lab.does({ do: 'answer call', call: id, who: 'ward clerk', licensed: false }, 'system');
  lab.does({ do: 'give identifiers', call: id, identifiers: ['LARCH, WREN', '1971-02-03'] });
  expect(lab.attempt({ do: 'read back', call: id, heard: '6.9' }, 'system')).toMatchObject({
    refused: expect.stringMatching(/may not take/),
  });
  lab.does({ do: 'no answer', call: id }, 'system');
  lab.does({ do: 'call', call: id, to: '4 West' });
  lab.does({ do: 'answer call', call: id, who: 'nurse', licensed: true }, 'system');
  expect(lab.attempt({ do: 'give identifiers', call: id, identifiers: ['LARCH, WREN'] })).toMatchObject({
    kind: 'input',
  });
  expect(lab.attempt({ do: 'read back', call: id, heard: '6.9' }, 'system')).toMatchObject({
    refused: expect.stringMatching(/identifiers first/),
  });
  lab.does({ do: 'give identifiers', call: id, identifiers: ['LARCH, WREN', '1971-02-03'] });
  lab.does({ do: 'read back', call: id, heard: '9.6' }, 'system');
  lab.does({ do: 'correct read-back', call: id, says: 'six point nine' });
  lab.does({ do: 'read back', call: id, heard: '6.9' }, 'system');
  lab.does({ do: 'confirm read-back', call: id });
  expect(lab.lis.calls.get(id)).toMatchObject({ tries: 2, state: { status: 'done', who: 'nurse' } });
});

test('a corrected report keeps the old value, counts versions, tells the receiver, and needs a second person', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const accession = accepted(lab, ['k']);
  lab.send(oul(accession, [[K, '4.6', 'mmol/L']]));
  lab.wait(10);
  lab.send(oul(accession, [[K, '4.1', 'mmol/L']], { id: 'R0002', at: '20260105074100' }));
  const correct = {
    do: 'correct',
    accession,
    test: 'k',
    reading: 2,
    why: 'EDTA in the tube',
    told: 'R. Lee RN',
    second: 'mls1',
  } as const;
  expect(lab.attempt({ ...correct, second: 'mlt1' })).toMatchObject({
    refused: expect.stringMatching(/second person/),
  });
  expect(lab.attempt({ ...correct, told: ' ' })).toMatchObject({ refused: expect.stringMatching(/told/) });
  lab.does(correct);
  expect(state(lab, accession, 'k')).toMatchObject({
    versions: [
      { n: 1, reading: { value: 4.6 } },
      { n: 2, kind: 'corrected', reading: { value: 4.1 }, told: 'R. Lee RN' },
    ],
  });
  expect(lab.lis.priors.get(`${PATIENT.mrn}/k`)).toMatchObject([{ value: 4.1 }]);
});

test('results are verified together only where nothing is held', () => {
  const lab = laboratory({ autoverifies: false });
  goodControls(lab, ['k', 'na']);
  const accession = accepted(lab, ['k', 'na']);
  lab.send(oul(accession, [[K, '6.9', 'mmol/L'], [NA, '140', 'mmol/L']])); // prettier-ignore
  const both = [{ accession, test: 'k' }, { accession, test: 'na' }]; // prettier-ignore
  expect(lab.attempt({ do: 'verify', results: both, lift: { critical: 'fine' } })).toMatchObject({
    refused: expect.stringMatching(/one by one/),
  });
  lab.does({ do: 'verify', results: [both[1]!], lift: {} });
  expect(holds(lab, accession, 'na')).toBe('released');
});

test('who types a result does not verify it', () => {
  const lab = laboratory();
  const accession = accepted(lab, ['k']);
  lab.does({ do: 'enter', accession, test: 'k', value: 4.7, text: null, method: null });
  const release = {
    do: 'verify',
    results: [{ accession, test: 'k' }],
    lift: { manual: 'compared with the printout' },
  } as const;
  expect(lab.attempt(release)).toMatchObject({ kind: 'scope' });
  lab.does(release, 'mls');
  expect(holds(lab, accession, 'k')).toBe('released');
});

test('what is beyond somebody’s authority is refused, and done only on record as such', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const first = accepted(lab, ['k']);
  lab.send(oul(first, [[K, '4.0', 'mmol/L']]));
  lab.wait(60);
  const second = accepted(lab, ['k']);
  lab.send(oul(second, [[K, '5.6', 'mmol/L']], { id: 'R2', at: '20260105083100' }));
  expect(holds(lab, second, 'k')).toEqual(['delta']);
  const release = {
    do: 'verify',
    results: [{ accession: second, test: 'k' }],
    lift: { delta: 'plausible' },
  } as const;
  expect(lab.attempt(release)).toMatchObject({
    kind: 'scope',
    refused: expect.stringMatching(/escalate to mls/),
  });
  const lifted = lab.does(release, 'mlt', true).find((e) => e.type === 'HoldLifted');
  expect(lifted).toMatchObject({ outside: true });
});

test('a delta that a noted dialysis explains may be lifted by a technician', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  lab.send(oul(accepted(lab, ['k']), [[K, '5.9', 'mmol/L']]));
  lab.wait(300);
  const second = accepted(lab, ['k']);
  lab.send(oul(second, [[K, '3.9', 'mmol/L']], { id: 'R2', at: '20260105123100' }));
  const release = {
    do: 'verify',
    results: [{ accession: second, test: 'k' }],
    lift: { delta: 'dialysis in between' },
  } as const;
  expect(lab.attempt(release)).toMatchObject({ kind: 'scope' });
  lab.does({
    do: 'note treatment',
    mrn: PATIENT.mrn,
    treatment: 'dialysis',
    says: '4 h this morning',
    who: 'R. Lee RN',
  });
  lab.does(release);
});
