import { expect, test } from 'vitest';
import { replay, replayParked, take } from './index.ts';
import { accepted, goodControls, laboratory, oul, PATIENT } from './testing/lis.server.ts';

const K = '2823-3';
const order = (placer: string, test = K) =>
  [
    'MSH|^~\\&|EHR|HOSP|LIS|LAB|20260105070000||ORM^O01^ORM_O01|E1|P|2.5.1',
    `PID|1||${PATIENT.mrn}^^^HOSP^MR||LARCH^WREN||19710203|F`,
    `ORC|NW|${placer}`,
    `OBR|1|${placer}||${test}^^LN`,
    '',
  ].join('\r');
const states = (lab: ReturnType<typeof laboratory>) =>
  [...lab.lis.messages.values()].map((m) => m.state.status);

test('an order sent again, because its answer was lost, is answered as the first time', () => {
  const lab = laboratory();
  const first = lab.send(order('P1'), 'EHR');
  const again = lab.send(order('P1'), 'EHR');
  expect([first.replies[0], again.replies[0]]).toEqual([
    expect.stringMatching(/MSA\|AA\|E1/),
    expect.stringMatching(/MSA\|AA\|E1/),
  ]);
  expect([again.repeated, lab.lis.orders.size]).toEqual([true, 1]);
});

test('what is parked is parked once, however often it comes, and is filed when it can be', () => {
  const lab = laboratory();
  const early = oul('A26010500010', [[K, '4.2', 'mmol/L']]);
  for (let n = 0; n < 3; n++)
    expect(lab.send(early).parked).toMatch(/no specimen A26010500010: its check digit/);
  expect(states(lab)).toEqual(['parked', 'repeated', 'repeated']);
  const accession = accepted(lab, ['k']);
  const result = oul(accession, [['2160-0', '1.1', 'mg/dL']]);
  expect(lab.send(result).parked).toMatch(/not ordered/);
  lab.does({ do: 'add on', accession, tests: ['crea'] });
  expect(lab.send(result)).toMatchObject({ parked: null, repeated: false });
  expect(states(lab)).toEqual(['parked', 'repeated', 'repeated', 'replayed', 'filed']);
  expect(lab.lis.results.get(`${accession}/crea`)!.readings).toHaveLength(1);
});

test('a message that was mended and then comes again as it was is known', () => {
  const lab = laboratory();
  const accession = accepted(lab, ['k']);
  const wrong = oul('A26010500099', [[K, '4.2', 'mmol/L']]);
  const { message } = lab.send(wrong);
  const mended = replayParked(
    lab.ledger,
    message,
    wrong.replaceAll('A26010500099', accession),
    lab.asking('mlt'),
    lab.rules,
  );
  expect(mended).toMatchObject({ parked: null });
  expect(lab.send(wrong)).toMatchObject({ repeated: true, parked: null });
  expect(lab.lis.results.get(`${accession}/k`)!.readings).toHaveLength(1);
});

test('a control run that is sent twice is one run', () => {
  const lab = laboratory();
  goodControls(lab, ['k']);
  const controls = oul('L1', [[K, '100', 'mmol/L']], { role: 'Q' });
  for (let n = 0; n < 3; n++) expect(lab.send(controls).replies[0]).toMatch(/MSA\|AA/);
  expect(lab.lis.channels.get('CHEM1/k')!.run).toBe(2);
});

test('the letters of a message that is no UTF-8 are one for each of its bytes, and its line says so', () => {
  const lab = laboratory();
  const raw = oul('A1', [[K, '4.2', 'mmol/L', '1', 'h\u00e4molytisch']]);
  take(lab.ledger, 'hl7', 'CHEM1', raw, lab.asking('analyzer'), lab.rules, '8859/1');
  expect(lab.ledger.events[0]).toMatchObject({ type: 'MessageIn', raw, charset: '8859/1' });
  expect('broken' in replay(lab.ledger.events)).toBe(false);
});

test('a day of birth that no calendar has parks the order, and does not wait to be found by its results', () => {
  const lab = laboratory();
  for (const born of ['19710231', '19711301', '1971'])
    expect(lab.send(order('P1').replace('19710203', born), 'EHR').parked).toMatch(/birth|PID-7/);
  expect(lab.lis.orders.size).toBe(0);
});
