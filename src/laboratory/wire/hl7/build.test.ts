import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ack, omlO21, omlO33, orlO34, oruR01, oulR22, qbpQ11, rspK11 } from './build.ts';
import { check } from './check.ts';
import type { Message, Unread } from './message.ts';
import { parse } from './parse.ts';
import { readAck, readOrders, readQuery, readResults } from './receive.ts';
import type { Reading } from './reading.ts';
import { bytesOf, serialize } from './serialize.ts';
import type { Order, SpecimenInfo } from './terms.ts';
import { LOINC, header, order, patient, reported, results, specimen } from './testing/terms.ts';

/** Over the wire: written, read, checked. */
const sent = (message: Message): Message => {
  const read: Message | Unread = parse(bytesOf(message));
  if ('unread' in read) throw new Error(read.unread);
  expect(check(read).filter((p) => p.severity === 'error')).toEqual([]);
  return read;
};
const valueOf = <T>(read: Reading<T>): T => {
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.value;
};

/** Without its place, which depends on what stands before it. */
const bare = (o: object) => ({ ...o, path: undefined });

describe('plain data comes back as it was', () => {
  test('results: OUL^R22', () => {
    const one = fc.record({ specimen, orders: fc.array(fc.record({ order: reported, results }), { minLength: 1, maxLength: 2 }) }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 2 }), (measured) => {
        const read = valueOf(readResults(sent(oulR22(header('R1', 'LAB-29'), measured))));
        expect(read.results.map(bare)).toEqual(
          measured.flatMap((m) =>
            m.orders.flatMap(({ order, results }) =>
              results.map((result) => ({
                patient: null,
                specimen: m.specimen,
                order,
                result,
              })),
            ),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });
  test('results: ORU^R01', () => {
    const report = fc.record({ order: reported, results });
    fc.assert(
      fc.property(patient, fc.array(report, { minLength: 1, maxLength: 2 }), (whose, reports) => {
        const read = valueOf(readResults(sent(oruR01(header('R1', null), whose, reports))));
        expect(read.results.map(bare)).toEqual(
          reports.flatMap(({ order, results }) =>
            results.map((result) => ({ patient: whose, specimen: null, order, result })),
          ),
        );
      }),
      { numRuns: 40 },
    );
  });
  test('orders: OML^O33 and OML^O21', () => {
    const orders = fc.array(order, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(patient, specimen, orders, (whose, tube, all) => {
        const expected = (s: SpecimenInfo | null) => all.map((o: Order) => ({ ...o, specimen: s, path: undefined })); // prettier-ignore
        const work = valueOf(readOrders(sent(omlO33(header('M1', 'LAB-28'), whose, [{ specimen: tube, orders: all }])))); // prettier-ignore
        expect(work.orders.map(bare)).toEqual(expected(tube));
        expect(work.patient).toEqual(whose);
        const from = valueOf(readOrders(sent(omlO21(header('M2', null), whose, all.map((o) => ({ ...o, specimen: tube })))))); // prettier-ignore
        expect(from.orders.map(bare)).toEqual(expected(tube));
        const without = valueOf(readOrders(sent(omlO21(header('M3', null), whose, all.map((o) => ({ ...o, specimen: null })))))); // prettier-ignore
        expect(without.orders.map(bare)).toEqual(expected(null));
      }),
      { numRuns: 40 },
    );
  });
});

describe('answers', () => {
  const tube: SpecimenInfo = {
    id: 'A26010500123', filler: null, container: 'A26010500123', carrier: null, position: null, tray: null,
    type: { code: 'SER', text: '', system: 'HL70487' }, role: 'P', collected: null, received: null, available: null, rejected: [], condition: null,
  }; // prettier-ignore
  const potassium: Order = {
    control: 'NW', placer: 'W1', filler: null, service: LOINC[0]!, priority: 'S', ordered: null, collected: null, comments: [], deletes: [],
  }; // prettier-ignore
  test.each(['AA', 'AE', 'AR', 'CA', 'CE', 'CR'] as const)(
    'ACK %s says what was wrong, and where',
    (code) => {
      const to = oulR22(header('R7', 'LAB-29'), []);
      const errors = [{ at: 'OBX[2]-5.1', code: 'type' as const, text: 'NM holds "<5" | write SN' }];
      const answer = ack(header('K1', null), to, { code, answers: 'R7', text: 'not filed', errors });
      expect(valueOf(readAck(sent(answer)))).toMatchObject({
      code, answers: 'R7', text: 'not filed', errors: [{ at: 'OBX[2]-5.1', code: '102', text: 'NM holds "<5" | write SN' }], found: null,
    }); // prettier-ignore
      expect(serialize(answer)).toContain('|ACK^R22^ACK|K1|');
      expect(serialize(answer)).toContain(
        '\rERR||OBX^2^5^1^1|102^Data type error^HL70357|E||||NM holds "<5" \\F\\ write SN\r',
      );
    },
  );
  test('a message that could not be read is answered too', () => {
    const answer = ack(header('K1', null), null, { code: 'AR', answers: '', text: 'no MSH', errors: [] });
    expect(serialize(answer)).toContain('|ACK^^ACK|K1|');
  });
  test('a query, its answer, the work, and whether it was taken', () => {
    const query = { tag: 'T1', specimen: tube.id };
    expect(valueOf(readQuery(sent(qbpQ11(header('Q1', 'LAB-27'), query))))).toMatchObject(query);
    const all = qbpQ11(header('Q2', 'LAB-27'), { tag: 'T2', specimen: null });
    expect(serialize(all)).toContain('QPD|WOS_ALL^');
    expect(valueOf(readQuery(sent(all)))).toMatchObject({ tag: 'T2', specimen: null });
    const accepted = { code: 'AA' as const, answers: 'Q1', text: '', errors: [] };
    const found = sent(rspK11(header('P1', null), accepted, query, 'NF'));
    expect(valueOf(readAck(found))).toMatchObject({ code: 'AA', answers: 'Q1', found: 'NF' });
    const taken = { ...potassium, control: 'OK' as const };
    const answer = orlO34(header('L1', 'LAB-28'), accepted, null, [{ specimen: tube, orders: [taken] }]);
    expect(valueOf(readAck(sent(answer)))).toMatchObject({ code: 'AA' });
    const newer = parse(serialize(answer).replace('ORL^O34^ORL_O34', 'ORL^O42^ORL_O42'));
    expect(valueOf(readAck(newer as Message))).toMatchObject({ code: 'AA', answers: 'Q1' });
  });
  test('DC without a test tells an analyzer that there is no work', () => {
    const none = parse(
      serialize(omlO33(header('M1', 'LAB-28'), null, [{ specimen: tube, orders: [] }])) + 'ORC|DC\r',
    );
    const { orders } = valueOf(readOrders(none as Message));
    expect(orders).toMatchObject([{ control: 'DC', service: { code: '' }, specimen: { id: tube.id } }]);
    const new_ = parse(
      serialize(omlO33(header('M1', 'LAB-28'), null, [{ specimen: tube, orders: [] }])) + 'ORC|NW\r',
    );
    expect(readOrders(new_ as Message)).toEqual({
      problems: [
        { path: 'ORC', problem: 'the order names no test: there is no OBR after it', severity: 'error' },
      ],
    });
  });
  test('two quotes delete, nothing leaves as it was', () => {
    const text = serialize(
      omlO33(header('M1', 'LAB-28'), null, [{ specimen: tube, orders: [{ ...potassium, control: 'XO' }] }]),
    );
    const deleting = parse(text.replace('|S^^HL70485', '|""'));
    const leaving = parse(text.replace('|S^^HL70485', '|'));
    expect(valueOf(readOrders(deleting as Message)).orders).toMatchObject([
      { priority: null, deletes: ['priority'] },
    ]);
    expect(valueOf(readOrders(leaving as Message)).orders).toMatchObject([{ priority: null, deletes: [] }]);
  });
});
