import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from './charset.ts';
import { escapeText, unescape } from './escape.ts';
import { USUAL, type Message, type Unread } from './message.ts';
import { frameOf, mllpReader, type Arrival } from './mllp.ts';
import { parse } from './parse.ts';
import { bytesOf, serialize, writeSegment } from './serialize.ts';
import { isTimestamp, isoOf, timestampOf } from './timestamp.ts';
import { message, separators } from './testing/draw.ts';

const must = (parsed: Message | Unread): Message => {
  if ('unread' in parsed) throw new Error(parsed.unread);
  return parsed;
};
const fieldsIn = (m: Message) => m.segments.map(({ id, fields }) => ({ id, fields }));

describe('messages', () => {
  test('what we write is read back as it was, whatever stands in it and whatever the separators', () => {
    fc.assert(
      fc.property(message, (m) => {
        const read = must(parse(serialize(m)));
        expect(fieldsIn(read)).toEqual(fieldsIn(m));
        expect(read.separators).toEqual(m.separators);
        expect(read.notes.filter((n) => n.severity === 'error')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
  test('what is read is written back byte for byte, and its fields alone give the same text', () => {
    fc.assert(
      fc.property(message, (m) => {
        const read = must(parse(bytesOf(m)));
        expect(bytesOf(read)).toEqual(bytesOf(m));
        expect(read.segments.map((s) => writeSegment(s.id, s.fields, read.separators).raw)).toEqual(
          read.segments.map((s) => s.raw),
        );
      }),
      { numRuns: 70 },
    );
  });
  test('any bytes are read or refused, never thrown at', () => {
    const bytes = fc.uint8Array({ maxLength: 120 });
    const near = fc
      .tuple(
        fc.constantFrom(
          'MSH|^~\\&|',
          'MSH',
          'MSH|',
          '\ufeffMSH|^~\\&|a\n',
          'MSH|\r',
          'MSH|^~\\&|A|||||||\\X',
        ),
        bytes,
      )
      .map(([head, rest]) => Uint8Array.from([...new TextEncoder().encode(head), ...rest]));
    fc.assert(
      fc.property(fc.oneof(bytes, near), (given) => {
        const read = parse(given);
        if ('unread' in read) expect(read.unread).toMatch(/\w/);
        else {
          expect(serialize(read)).toContain('MSH');
          // No byte is lost, whatever it was.
          if (read.charset === '8859/1')
            expect(Uint8Array.from(read.raw, (c) => c.charCodeAt(0))).toEqual(given);
          else expect(new TextEncoder().encode(read.raw)).toEqual(given);
        }
      }),
      { numRuns: 250 },
    );
  });
});

describe('escapes', () => {
  test('every text comes back, with any separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), separators, (text, marks) => {
        const written = escapeText(text, marks);
        expect(unescape(written, marks)).toBe(text);
        const { field, component, repetition, subcomponent } = marks;
        for (const c of ['\r', '\n', '\u000b', '\u001c', field, component, repetition, subcomponent])
          expect(written).not.toContain(c);
      }),
      { numRuns: 100 },
    );
  });
  test.each([
    ['\\F\\\\S\\\\T\\\\R\\\\E\\', '|^&~\\'],
    ['line\\X0D0A\\two', 'line\r\ntwo'],
    ['M\\XC3BC\\ller', 'Müller'],
    ['M\\XFC\\ller', 'Müller'],
    ['one\\.br\\two \\H\\loud\\N\\', 'one\\.br\\two \\H\\loud\\N\\'],
    ['\\Z12\\F\\', '\\Z12\\F\\'],
    ['C:\\dir\\file', 'C:\\dir\\file'],
    ['a\\b \\F\\ c', 'a\\b | c'],
    ['\\X0\\ \\Xzz\\ \\X\\', '\\X0\\ \\Xzz\\ \\X\\'],
    ['lone \\', 'lone \\'],
    ['\\E\\.br\\E\\', '\\.br\\'],
  ])('%s', (written, meant) => expect(unescape(written, USUAL)).toBe(meant));
});

describe('frames', () => {
  const pieces = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: message.map((m) => frameOf(bytesOf(m))) },
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 12 }) },
      { weight: 2, arbitrary: fc.array(fc.constantFrom(0x0b, 0x1c, 0x0d, 0x41), { maxLength: 8 }).map((b) => Uint8Array.from(b)) },
    ),
    { maxLength: 8 },
  ); // prettier-ignore
  const read = (chunks: readonly Uint8Array[], limit?: number): Arrival[] => {
    const reader = mllpReader(limit);
    return [...chunks.flatMap((c) => reader.feed(c)), ...reader.end()];
  };
  test('however the bytes are cut, the same arrives', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(5, 40, undefined),
        (parts, cut, limit) => {
          const all = Uint8Array.from(parts.flatMap((p) => [...p]));
          const chunks: Uint8Array[] = [];
          for (let i = 0; i < all.length; i += cut) chunks.push(all.subarray(i, i + cut));
          expect(read(chunks, limit)).toEqual(read([all], limit));
          expect(read(parts, limit)).toEqual(read([all], limit));
        },
      ),
      { numRuns: 70 },
    );
  });
  test('frames come back whole, with garbage between them told', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 4 }),
        fc.uint8Array({ min: 0x20, minLength: 1, maxLength: 6 }),
        (all, junk) => {
          const arrived = read(all.flatMap((m) => [frameOf(bytesOf(m)), junk]));
          expect(arrived).toEqual(
            all.flatMap((m) => [
              { kind: 'frame', bytes: bytesOf(m) },
              { kind: 'garbage', size: junk.length, head: junk },
            ]),
          );
        },
      ),
      { numRuns: 25 },
    );
  });
  const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
  test.each([
    ['half a frame at the end', '\u000bMSH|half', [{ kind: 'partial', bytes: bytes('MSH|half') }]],
    ['half a frame, then a whole one', '\u000bMSH|ha\u000bMSH|b\u001c\r', [{ kind: 'partial', bytes: bytes('MSH|ha') }, { kind: 'frame', bytes: bytes('MSH|b') }]],
    ['no CR after the end', '\u000bA\u001c\u000bB\u001c\r', [{ kind: 'frame', bytes: bytes('A') }, { kind: 'frame', bytes: bytes('B') }]],
    ['0x1C inside', '\u000bA\u001cB\u001c\u001c\r', [{ kind: 'frame', bytes: bytes('A\u001cB\u001c') }]],
    ['too long', '\u000bABCDEFGHI\u001c\r\u000bok\u001c\r', [{ kind: 'too long', limit: 8, head: bytes('ABCDEFGH') }, { kind: 'frame', bytes: bytes('ok') }]],
    ['the end cut off', '\u000bA\u001c', [{ kind: 'partial', bytes: bytes('A\u001c') }]],
  ])('%s', (_, sent, expected) => expect(read([bytes(sent)], 8)).toEqual(expected)); // prettier-ignore
});

describe('times', () => {
  test('every moment comes back at its precision', () => {
    const moment = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(4, 7, 10, 13, 16, 19, 23),
        fc.constantFrom('', '+00:00', '-05:30'),
        (d, n, zone) => {
          const iso = d.toISOString().slice(0, n) + (n >= 13 ? zone : '');
          const written = timestampOf(iso);
          expect(isTimestamp(written)).toBe(true);
          expect(isoOf(written)).toBe(iso);
        },
      ),
    );
  });
  test.each([
    '',
    '202',
    '20261301',
    '20260229',
    '2026010524',
    '20260105073060',
    '20260105+0500',
    '2026-01-05',
    '20260105073000+1560',
  ])('%s is no time', (text) => expect(isTimestamp(text)).toBe(false));
  test('a time that is none is a bug of the writer', () => {
    for (const iso of ['2026-02-30', 'today', '2026-01-05 07:30'])
      expect(() => timestampOf(iso)).toThrow(RangeError);
  });
});

describe('character sets', () => {
  const latin = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
  const header = (charset: string) => `MSH|^~\\&|||||||ADT^A01|1|P|2.5.1||||||${charset}\r`;
  test.each([
    ['8859/1', latin(`${header('8859/1')}PID|1||||Müller\r`), '8859/1', 'Müller', []],
    ['8859/1 whose bytes could be UTF-8', latin(`${header('8859/1')}PID|1||||Ã¼\r`), '8859/1', 'Ã¼', []],
    ['UTF-8', new TextEncoder().encode(`${header('UNICODE UTF-8')}PID|1||||Müller\r`), 'utf-8', 'Müller', []],
    ['said to be UTF-8 and not', latin(`${header('UNICODE UTF-8')}PID|1||||Müller\r`), '8859/1', 'Müller', ['warning']],
    ['unannounced', new TextEncoder().encode(`${header('')}PID|1||||Müller\r`), 'utf-8', 'Müller', ['note']],
    ['unknown', latin(`${header('GB 18030-2000')}PID|1||||Muller\r`), 'utf-8', 'Muller', ['note']],
  ])('%s', (_, bytes, charset, name, severities) => {
    const read = must(parse(bytes));
    expect(read.charset).toBe(charset);
    expect(read.segments[1]!.fields[4]).toEqual([[[name]]]);
    expect(read.notes.map((n) => n.severity)).toEqual(severities);
    expect(bytesOf(read)).toEqual(bytes);
    expect(decode(bytes).text).toBe(read.raw);
  }); // prettier-ignore
});
