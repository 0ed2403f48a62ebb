import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, textOf } from './bytes.ts';
import { escaped, unescaped } from './escape.ts';
import { messagesOf } from './message.ts';
import { delimitersOf, fieldsOf, readRecords, USUAL, valuesOf, writeRecords } from './record.ts';

const lineLike = fc.array(fc.constantFrom('H', 'P', 'O', 'R', 'C', 'Q', 'L', 'M', 'X', '|', '\\', '^', '&', '@', '!', '\r', '\n', '\r\n', 'F&', '&F&', '&X41&', '1', 'µ'), { maxLength: 60 }).map((l) => l.join('')); // prettier-ignore

describe('records', () => {
  test('delimiters are those of the header, never assumed', () => {
    const [, order, , other] = readRecords('H@!~$@\rO@1@A!B~C$F$D\rH|\\^&\rO|1|A!B^C\r');
    expect(order!.delimiters).toEqual({ field: '@', repeat: '!', component: '~', escape: '$' });
    expect(valuesOf(order!, 3)).toEqual([['A'], ['B', 'C@D']]);
    expect(valuesOf(other!, 3)).toEqual([['A!B', 'C']]);
    expect(delimitersOf('H|\\^|')).toEqual({ field: '|', repeat: '\\', component: '^', escape: '' });
  });

  test('escapes are taken back, and what is none is left', () => {
    const read = (wire: string) => unescaped(wire, USUAL);
    expect(read('a&F&b&S&c&R&d&E&e')).toBe('a|b^c\\d&e');
    expect(read('&X0D0A&|&xC3A9&')).toBe('\r\n|&xC3A9&');
    expect(read('&XC3A9&&XE9&')).toBe('éé');
    expect([read('R & D'), read('&H&bold&N&'), read('&X4&'), read('&')]).toEqual(['R & D', '&H&bold&N&', '&X4&', '&']); // prettier-ignore
  });

  test('any text can be escaped, and comes back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), lineLike, fc.string({ unit: 'binary' })), (text) => {
        const wire = escaped(text, USUAL);
        expect(unescaped(wire, USUAL)).toBe(text);
        expect([...wire].some((c) => '|\\^\r\n'.includes(c))).toBe(false);
      }),
    );
  });

  test('any bytes are read and written back as they were; every record stands in a message once', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          lineLike.map((t) => bytesOf(t)),
        ),
        (bytes) => {
          const { text, charset } = textOf(bytes);
          const records = readRecords(text);
          expect([...bytesOf(writeRecords(records), charset)]).toEqual([...bytes]);
          const messages = messagesOf(records);
          expect(writeRecords(messages.flatMap((m) => m.records))).toBe(text);
          const placed = messages.flatMap((m) => [
            m.header,
            m.terminator,
            ...m.strays,
            ...[m, ...m.queries, ...m.patients, ...m.patients.flatMap((p) => [...p.orders, ...p.orders.flatMap((o) => o.results)])].flatMap((e) => ['record' in e ? e.record : null, ...e.comments, ...e.others]), // prettier-ignore
          ]);
          const once = placed.filter((r) => r !== null);
          expect(new Set(once).size).toBe(once.length);
          expect(once.length).toBe(records.filter((r) => r.type !== '' || r.fields.length > 1 || once.includes(r)).length); // prettier-ignore
          for (const record of records) fieldsOf(record);
        },
      ),
      { numRuns: 300 },
    );
  });
});
