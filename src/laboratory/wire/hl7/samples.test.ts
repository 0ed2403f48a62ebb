import { describe, expect, test } from 'vitest';
import { ucum } from '../units.ts';
import { omlO33, oulR22, qbpQ11 } from './build.ts';
import { check } from './check.ts';
import type { Message } from './message.ts';
import { parse } from './parse.ts';
import { get } from './read.ts';
import { readResults } from './receive.ts';
import { serialize, writeSegment } from './serialize.ts';

/** The invented messages of the facts file (messaging.samples). */
const SAMPLES = {
  law_query: ['MSH|^~\\&|CHEM1|LAB|LIS|LAB|20260105071500||QBP^Q11^QBP_Q11|Q0001|P|2.5.1|||NE|AL||UNICODE UTF-8|||LAB-27^IHE', 'QPD|WOS^Work Order Step^IHELAW|T0001|A26010500123', 'RCP|I||R'],
  law_order: ['MSH|^~\\&|LIS|LAB|CHEM1|LAB|20260105071502||OML^O33^OML_O33|M0001|P|2.5.1|||NE|AL||UNICODE UTF-8|||LAB-28^IHE', 'PID|1||VB000417^^^BENCH^MR||DOE^ALEX||19710203|F', 'SPM|1|A26010500123||SER^^HL70487|||||||P^^HL70369||||||20260105063000|20260105070000', 'SAC|||A26010500123', 'ORC|NW|W1|||||||20260105071502', 'TQ1|||||||||S^^HL70485', 'OBR||W1||2823-3^Potassium^LN'],
  law_result: ['MSH|^~\\&|CHEM1|LAB|LIS|LAB|20260105073100||OUL^R22^OUL_R22|R0001|P|2.5.1|||NE|AL||UNICODE UTF-8|||LAB-29^IHE', 'SPM|1|A26010500123||SER^^HL70487|||||||P^^HL70369', 'SAC|||A26010500123', 'OBR||W1||2823-3^Potassium^LN', 'ORC|SC||||CM', 'OBX|1|NM|2823-3^Potassium^LN^^^IHELAW|1|6.9|mmol/L^^UCUM|3.5-5.1|HH^^HL70078|||F|||||tech1||CHEM1^BENCH|20260105073055||||||||||RSLT'],
  corrected: ['MSH|^~\\&|LIS|LAB|EHR|HOSP|20260105091000||ORU^R01^ORU_R01|C0001|P|2.5.1', 'PID|1||VB000417^^^BENCH^MR||DOE^ALEX||19710203|F', 'ORC|RE|W1|F1', 'OBR|1|W1|F1|2823-3^Potassium^LN|||20260105063000|||||||||||||||20260105091000|||C', 'OBX|1|NM|2823-3^Potassium^LN||4.1|mmol/L^^UCUM|3.5-5.1|N|||C|||20260105063000', 'NTE|1|L|Corrected. Previously reported 6.9 at 0735; EDTA contamination proven on recollect. Called to R. Lee RN 0908, read back.'],
}; // prettier-ignore
const textOf = (name: keyof typeof SAMPLES) => `${SAMPLES[name].join('\r')}\r`;
const read = (name: keyof typeof SAMPLES) => parse(textOf(name)) as Message;

describe('the samples of the facts file', () => {
  test.each(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])(
    '%s is clean, and written back byte for byte',
    async (name) => {
      const message = read(name);
      expect(check(message, await ucum())).toEqual([]);
      expect(serialize(message)).toBe(textOf(name));
      expect(message.segments.map((s) => writeSegment(s.id, s.fields).raw)).toEqual(SAMPLES[name]);
    },
  );
  test('places: MSH-1 is the separator, OBX-3.1 the code', () => {
    const m = read('law_result');
    expect([get(m, 'MSH', 1), get(m, 'MSH', 2), get(m, 'MSH', 9, 2), get(m, 'MSH', 21, 2)]).toEqual(['|', '^~\\&', 'R22', 'IHE']);
    expect([get(m, 'OBX', 3, 1), get(m, 'OBX', 3, 6), get(m, 'OBX', 5), get(m, 'OBX', 99), get(m, 'ZZZ', 1)]).toEqual(['2823-3', 'IHELAW', '6.9', '', '']);
    expect(m.segments[0]!.fields.slice(0, 4)).toEqual([[[['|']]], [[['^~\\&']]], [[['CHEM1']]], [[['LAB']]]]);
  }); // prettier-ignore
  test('a corrected report says so, in words too', () => {
    expect(readResults(read('corrected'))).toMatchObject({
      value: {
        results: [
          { order: { control: 'RE', status: 'C' }, result: { status: 'C', value: { type: 'NM', number: '4.1' }, comments: [/EDTA/] } },
        ].map((r) => ({ ...r, result: { ...r.result, comments: [expect.stringMatching(/EDTA/)] } })),
      },
    }); // prettier-ignore
  });

  const lis = { application: 'LIS', facility: 'LAB' };
  const chem = { application: 'CHEM1', facility: 'LAB' };
  const common = { processing: 'P' as const };
  const law = (id: string) => ({ id, authority: 'IHE' });
  const potassium = { code: '2823-3', text: 'Potassium', system: 'LN' };
  const tube = {
    id: 'A26010500123', filler: null, container: 'A26010500123', carrier: null, position: null, tray: null,
    type: { code: 'SER', text: '', system: 'HL70487' }, role: 'P', collected: null, received: null, available: null, rejected: [], condition: null,
  }; // prettier-ignore
  test('our query, order and result are those of the facts, byte for byte', () => {
    const query = qbpQ11(
      {
        from: chem,
        to: lis,
        at: '2026-01-05T07:15:00',
        controlId: 'Q0001',
        profile: law('LAB-27'),
        ...common,
      },
      { tag: 'T0001', specimen: 'A26010500123' },
    );
    expect(serialize(query)).toBe(textOf('law_query'));
    const order = omlO33(
      { from: lis, to: chem, at: '2026-01-05T07:15:02', controlId: 'M0001', profile: law('LAB-28'), ...common },
      { ids: [{ id: 'VB000417', authority: 'BENCH', type: 'MR' }], family: 'DOE', given: 'ALEX', middle: '', born: '1971-02-03', sex: 'F' },
      [{
        specimen: { ...tube, collected: '2026-01-05T06:30:00', received: '2026-01-05T07:00:00' },
        orders: [{ control: 'NW', placer: 'W1', filler: null, service: potassium, priority: 'S', ordered: '2026-01-05T07:15:02', collected: null, comments: [], deletes: [] }],
      }],
    ); // prettier-ignore
    // ORC-2 and OBR-2 both hold the placer's number.
    expect(serialize(order)).toBe(textOf('law_order'));
    const result = oulR22(
      { from: chem, to: lis, at: '2026-01-05T07:31:00', controlId: 'R0001', profile: law('LAB-29'), ...common },
      [{
        specimen: tube,
        orders: [{
          order: { control: 'SC', orderStatus: 'CM', placer: 'W1', filler: null, service: potassium, collected: null, reported: null, status: null, comments: [] },
          results: [{
            code: potassium, subId: '1', value: { type: 'NM', number: '6.9' }, unit: { code: 'mmol/L', text: '', system: 'UCUM' }, range: '3.5-5.1',
            flags: ['HH'], status: 'F', observed: null, analyzed: '2026-01-05T07:30:55', operator: 'tech1', method: null,
            instrument: { id: 'CHEM1', authority: 'BENCH' }, comments: [],
          }],
        }],
      }],
    ); // prettier-ignore
    expect(serialize(result)).toBe(textOf('law_result'));
  });
});
