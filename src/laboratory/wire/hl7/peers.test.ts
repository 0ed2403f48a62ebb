import { Hl7Message, Hl7Segment } from '@medplum/core';
import fc from 'fast-check';
import { Message as ClientMessage } from 'node-hl7-client';
import { describe, expect, test } from 'vitest';
import { oruR01, oulR22 } from './build.ts';
import { escapeText } from './escape.ts';
import { USUAL, type Field, type Message } from './message.ts';
import { parse, parseSegment } from './parse.ts';
import { serialize, writeSegment } from './serialize.ts';
import { header, patient, reported, results, specimen } from './testing/terms.ts';

const sent = fc.oneof(
  fc
    .record({ specimen, orders: fc.array(fc.record({ order: reported, results }), { minLength: 1, maxLength: 2 }) })
    .map((one) => oulR22(header('R1', 'LAB-29'), [one])),
  fc.tuple(patient, fc.array(fc.record({ order: reported, results }), { minLength: 1, maxLength: 2 }))
    .map(([whose, reports]) => oruR01(header('C1', null), whose, reports)),
); // prettier-ignore
const must = (text: string): Message => {
  const read = parse(text);
  if ('unread' in read) throw new Error(read.unread);
  return read;
};

describe('@medplum/core', () => {
  /** Theirs leaves escapes to its caller: a component holds them as they stood on the wire. */
  const asTheirs = (field: Field) =>
    field.map((r) => r.map((c) => c.map((text) => escapeText(text, USUAL)).join('&')));
  test('reads what we write', () => {
    fc.assert(
      fc.property(sent, (m) => {
        // Theirs takes the CR that ends the last segment for the beginning of another one.
        const theirs = Hl7Message.parse(serialize(m).slice(0, -1));
        expect(theirs.segments.map((s) => s.name)).toEqual(m.segments.map((s) => s.id));
        for (const [i, { id, fields }] of m.segments.entries())
          for (const [n, field] of fields.entries()) {
            if (id === 'MSH' && n < 2) continue;
            expect(theirs.segments[i]!.getField(n + 1).components).toEqual(asTheirs(field));
          }
        expect(theirs.header.getField(1).toString()).toBe('|');
        expect(theirs.header.getField(2).toString()).toBe('^~\\&');
      }),
      { numRuns: 25 },
    );
  });
  test('we read what they write: their own segments, and their ACK', () => {
    const built = new Hl7Message([
      Hl7Segment.parse('MSH|^~\\&|A|B|C|D|20260105073100||OUL^R22^OUL_R22|R1|P|2.5.1'),
      new Hl7Segment([
        'OBX',
        '1',
        'NM',
        '2823-3^Potassium^LN',
        '1',
        '6.9',
        'mmol/L^^UCUM',
        '',
        'HH~A',
        '',
        '',
        'F',
      ]),
    ]);
    const read = must(built.toString());
    expect(read.segments[1]!.fields.slice(2, 8)).toEqual([
      [[['2823-3'], ['Potassium'], ['LN']]], [[['1']]], [[['6.9']]], [[['mmol/L'], [''], ['UCUM']]], [[['']]], [[['HH']], [['A']]],
    ]); // prettier-ignore
    const acked = must(built.buildAck().toString());
    expect(acked.segments.map((s) => s.id)).toEqual(['MSH', 'MSA']);
    expect(acked.segments[1]!.fields.slice(0, 2)).toEqual([[[['AA']]], [[['R1']]]]);
  });
});

describe('node-hl7-client', () => {
  /** Theirs counts the segment's name as the first child, and MSH-2 with it; an empty place has no children. */
  const theirFields = (segment: Iterable<ClientNode>, id: string): string[][][][] =>
    [...segment]
      .slice(id === 'MSH' ? 2 : 1)
      .map((field) =>
        field.toArray().map((r) => r.toArray().map((c) => c.toArray().map((text) => text.toString()))),
      );
  const bare = (field: Field): string[][][] => {
    if (field.length === 1 && field[0]!.length === 1 && field[0]![0]!.length === 1 && field[0]![0]![0] === '')
      return [];
    return field.map((r) => r.map((c) => (c.length === 1 && c[0] === '' ? [] : [...c])));
  };
  test('reads what we write, escapes and all', () => {
    fc.assert(
      fc.property(sent, (m) => {
        const theirs = [...new ClientMessage({ text: serialize(m) })] as unknown as (Iterable<ClientNode> &
          ClientNode)[];
        expect(theirs.map((s) => s.name)).toEqual(m.segments.map((s) => s.id));
        for (const [i, { id, fields }] of m.segments.entries())
          expect(theirFields(theirs[i]!, id)).toEqual(fields.slice(id === 'MSH' ? 2 : 0).map(bare));
      }),
      { numRuns: 25 },
    );
  });
  const HEADER = 'MSH|^~\\&|A|B|C|D|20260105073100||OUL^R22^OUL_R22|R1|P|2.5.1';
  const built = (text: string, begin: string) => {
    const theirs = new ClientMessage({ text: begin });
    theirs.addSegment('OBX').set('3.1', '2823-3').set('3.3', 'LN').set('5', theirs.escape(text));
    return must(theirs.toString());
  };
  test('we read what they write, where whoever calls it escaped the text', () => {
    const read = built(escapeText('a|b^c&d~e\\f\r', USUAL), `${HEADER}\rPID|1`);
    expect(read.segments[2]!.fields[2]).toEqual([[['2823-3'], [''], ['LN']]]);
    expect(read.segments[2]!.fields[4]).toEqual([[['a|b^c&d~e\\f\r']]]);
    expect(read.notes).toEqual([]);
  });
  test('theirs begins segments with LF where it has seen no CR; ours reads that with a note', () => {
    const read = built('6.9', HEADER);
    expect(read.segments.map((s) => s.id)).toEqual(['MSH', 'OBX']);
    expect(read.notes).toMatchObject([
      { severity: 'note', problem: 'segments end with LF; HL7 ends them with CR' },
    ]);
  });
  test('theirs escapes nothing, not even in escape(): a text with a separator is cut. Ours comes back', () => {
    expect(built('a|b', `${HEADER}\rPID|1`).segments[2]!.fields.slice(4)).toEqual([[[['a']]], [[['b']]]]);
    const cut = built('one\rtwo', `${HEADER}\rPID|1`);
    expect(cut.segments.map((s) => s.id)).toEqual(['MSH', 'PID', 'OBX', 'two']);
    expect(cut.notes.map((n) => n.path)).toEqual(['two']);
    for (const text of ['a|b', 'one\rtwo'])
      expect(parseSegment(writeSegment('NTE', [[[[text]]]]).raw).fields).toEqual([[[[text]]]]);
  });
  test('theirs reads \\XC3BC\\ as two letters, ours as the one that UTF-8 means', () => {
    const text = 'MSH|^~\\&|A|B|C|D|20260105073100||ORU^R01|R1|P|2.5.1\rNTE|1|L|M\\XC3BC\\ller';
    expect(new ClientMessage({ text }).get('NTE.3').toString()).toBe('MÃ¼ller');
    expect(must(text).segments[1]!.fields[2]).toEqual([[['Müller']]]);
  });
});
type ClientNode = { name: string; toArray: () => ClientNode[]; toString: () => string };
