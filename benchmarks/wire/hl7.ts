import { Hl7Context, Hl7Field, Hl7Message, Hl7Segment } from '@medplum/core';
import { Message as ClientMessage } from 'node-hl7-client';
import { escapeText, unescape } from '../../src/laboratory/wire/hl7/escape.ts';
import { USUAL, parse, serialize, textAt, type Message } from '../../src/laboratory/wire/hl7/index.ts';
import { messageOf, writeSegment } from '../../src/laboratory/wire/hl7/serialize.ts';
import { mix } from './hl7-mix.ts';
import { rate, table, type Line } from './rate.ts';

type Node = { name: string; toArray: () => Node[]; toString: () => string };
type Who = 'ours' | '@medplum/core' | 'node-hl7-client';
type Job = { [W in Who]: (n: number) => unknown };

const must = (text: string): Message => {
  const read = parse(text);
  if ('unread' in read) throw new Error(read.unread);
  return read;
};
const theirs = (text: string) => [...(new ClientMessage({ text }) as unknown as Iterable<Node>)];

/** Every value of a message in order; what is empty left out, because they do not agree on how to count it. */
const values: { [W in Who]: (text: string) => string[] } = {
  ours: (text) => {
    const out: string[] = [];
    for (const { id, fields } of must(text).segments)
      for (let i = id === 'MSH' ? 2 : 0; i < fields.length; i++)
        for (const r of fields[i]!) for (const c of r) for (const s of c) if (s !== '') out.push(s);
    return out;
  },
  // It leaves escapes to whoever calls it.
  '@medplum/core': (text) => {
    const out: string[] = [];
    for (const segment of Hl7Message.parse(text).segments)
      for (const field of segment.fields.slice(segment.name === 'MSH' ? 2 : 1))
        for (const r of field.components)
          for (const c of r) for (const s of c.split('&')) if (s !== '') out.push(s);
    return out;
  },
  'node-hl7-client': (text) => {
    const out: string[] = [];
    for (const segment of theirs(text))
      for (const field of segment.toArray().slice(segment.name === 'MSH' ? 2 : 1))
        for (const r of field.toArray())
          for (const c of r.toArray()) for (const s of c.toArray()) out.push(s.toString());
    return out;
  },
};

/** What a LIS files of each result: type, code, sub id, value, unit, flag, status, two times, instrument. */
const FILED = [2, 3, 4, 5, 6, 8, 11, 14, 18, 19];
const filed: { [W in Who]: (text: string) => string[] } = {
  ours: (text) =>
    must(text).segments.flatMap((s) => (s.id === 'OBX' ? FILED.map((field) => textAt(s, field)) : [])),
  '@medplum/core': (text) =>
    Hl7Message.parse(text)
      .getAllSegments('OBX')
      .flatMap((s) => FILED.map((field) => s.getComponent(field, 1) ?? '')),
  'node-hl7-client': (text) =>
    theirs(text).flatMap((s) => {
      if (s.name !== 'OBX') return [];
      const fields = s.toArray();
      return FILED.map((field) => fields[field]?.toArray()[0]?.toArray()[0]?.toString() ?? '');
    }),
};

/** Parsing and writing beside @medplum/core and node-hl7-client; what they read and write is compared with ours first. */
export function hl7(): void {
  const { messages, texts: written } = mix(200);
  // As it comes from a socket: one piece of memory, not the many pieces it was put together from.
  const texts = written.map((text) => Buffer.from(text).toString());
  // Theirs takes the end of the last segment for the beginning of another one.
  const open = texts.map((text) => text.slice(0, -1));
  const size = texts.reduce((n, text) => n + text.length, 0) / 1e6;
  console.log(
    `HL7 v2: ${texts.length} messages, ${size.toFixed(2)} MB, half OUL^R22 and half ORU^R01, 6 to 12 results each\n`,
  );

  const parts = messages.map((m) => m.segments.map(({ id, fields }) => ({ id, fields })));
  const context = new Hl7Context();
  /** The same values as each wants them, made ready beforehand; escapes only we write ourselves. */
  const escaped = parts.map((all) =>
    all.map(({ id, fields }) => ({
      id,
      fields: fields.map((f, i) =>
        id === 'MSH' && i === 1
          ? [[f[0]![0]![0]!]]
          : f.map((r) => r.map((c) => c.map((s) => escapeText(s, USUAL)).join('&'))),
      ),
    })),
  );
  const paths = escaped.map((all) =>
    all.slice(1).map(({ id, fields }) => ({
      id,
      set: fields.flatMap((f, i) => {
        const value = f.map((r) => r.join('^')).join('~');
        return value === '' ? [] : [[String(i + 1), value] as const];
      }),
    })),
  );

  const everything: Job = {
    ours: (n) => values.ours(texts[n]!),
    '@medplum/core': (n) => values['@medplum/core'](open[n]!),
    'node-hl7-client': (n) => values['node-hl7-client'](open[n]!),
  };
  const results: Job = {
    ours: (n) => filed.ours(texts[n]!),
    '@medplum/core': (n) => filed['@medplum/core'](open[n]!),
    'node-hl7-client': (n) => filed['node-hl7-client'](open[n]!),
  };
  const header: Job = {
    ours: (n) => textAt(must(texts[n]!).segments[0]!, 10),
    '@medplum/core': (n) => Hl7Message.parse(open[n]!).header.getComponent(10, 1),
    'node-hl7-client': (n) => new ClientMessage({ text: open[n]! }).get('MSH.10').toString(),
  };
  const write: Job = {
    ours: (n) => serialize(messageOf(parts[n]!.map(({ id, fields }) => writeSegment(id, fields)))),
    '@medplum/core': (n) =>
      `${new Hl7Message(
        escaped[n]!.map(({ id, fields }) => {
          const own = (id === 'MSH' ? fields.slice(1) : fields).map((f) => new Hl7Field(f, context));
          return new Hl7Segment([id, ...own], context);
        }),
        context,
      ).toString()}\r`,
    'node-hl7-client': (n) => {
      const message = new ClientMessage({ text: messages[n]!.segments[0]!.raw });
      for (const { id, set } of paths[n]!) {
        const segment = message.addSegment(id);
        for (const [path, value] of set) segment.set(path, value);
      }
      return `${message.toString().replaceAll('\n', '\r')}\r`;
    },
  };
  const again: Job = {
    ours: (n) => serialize(must(texts[n]!)),
    '@medplum/core': (n) => `${Hl7Message.parse(open[n]!).toString()}\r`,
    'node-hl7-client': (n) => `${new ClientMessage({ text: open[n]! }).toString()}\r`,
  };

  const jobs: [name: string, job: Job, meant: (theirs: unknown, who: Who) => unknown][] = [
    ['parse, every value read', everything, (all, who) => who === '@medplum/core' ? (all as string[]).map((s) => unescape(s, USUAL)) : all],
    ['parse, each result filed', results, (all, who) => who === '@medplum/core' ? (all as string[]).map((s) => unescape(s, USUAL)) : all],
    ['parse, control id read', header, (id) => id],
    ['parse, written again', again, (text) => text],
    ['write from values', write, (text) => text],
  ]; // prettier-ignore
  const lines: Line[] = [];
  for (const [job, by, meant] of jobs) {
    for (const who of ['@medplum/core', 'node-hl7-client'] as const)
      for (let n = 0; n < texts.length; n++) {
        const [expected, found] = [JSON.stringify(by.ours(n)), JSON.stringify(meant(by[who](n), who))];
        if (expected !== found)
          throw new Error(`${job}: ${who} differs in message ${n}\nours   ${expected}\ntheirs ${found}`);
      }
    for (const who of ['ours', '@medplum/core', 'node-hl7-client'] as const) {
      const all = () => {
        let last: unknown;
        for (let n = 0; n < texts.length; n++) last = by[who](n);
        return last;
      };
      lines.push({ job, who, mbPerSecond: rate(all) * size });
    }
  }
  console.log(table(lines));
  const slower = lines.filter((l) => l.mbPerSecond > lines.find((o) => o.job === l.job && o.who === 'ours')!.mbPerSecond); // prettier-ignore
  console.log(`
Escapes are undone by us and by node-hl7-client; @medplum/core leaves them, and in writing both leave them to whoever calls
them (they were given texts already escaped). All three take a segment apart only when it is asked for.
${slower.length === 0 ? 'reached ' : 'MISSED  '} faster than both in every job`);
}
