// ASTM: frames and records read and written beside plain splitting, both ends of a link as data, and messages stored and
// acknowledged over TCP beside the bare insert. No library for ASTM is on the registry's list that reads both layers.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bytesOf, framesOf, LONGEST, messageOf, messagesOf, NO_ORDER, NO_PATIENT, NO_RESULT, newFraming, plainOf, readRecords, rowsOf, unframe, writeMessage, type Plain, type Settings,
} from '../../src/laboratory/wire/astm/index.ts'; // prettier-ignore
import { connectAstm, serveAstm } from '../../src/laboratory/wire/astm/socket.server.ts';
import { course } from '../../src/laboratory/wire/astm/testing/line.ts';
import { rate, table, type Line } from './rate.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 1.5);
const TESTS = ['NA', 'K', 'CL', 'CO2', 'BUN', 'CREA', 'GLU', 'CA'];

/** Eight results of one specimen, as an analyzer sends them. */
const specimen = (n: number): Plain =>
  messageOf({ id: `M${n}`, sender: 'CHEM1', receiver: 'LIS', at: '20260105073100' }, [
    {
      ...NO_PATIENT,
      orders: [
        {
          ...NO_ORDER,
          specimen: `A${26_010_500_000 + n}`,
          tests: TESTS,
          priority: 'R',
          action: 'N',
          results: TESTS.map((test, i) => ({
            ...NO_RESULT,
            test,
            value: ((n * 37 + i * 11) % 1000) / 10 + '',
            unit: 'mmol/L',
            range: '3.5-5.1',
            flags: ['N'],
            status: 'F',
            operator: 'tech1',
            completed: '20260105073055',
            comments: i === 0 ? [{ source: 'I', text: 'H-index & L-index 0.1', kind: 'G' }] : [],
          })),
        },
      ],
    },
  ]);

/** Prints two tables. */
export async function run(): Promise<void> {
  const plain = Array.from({ length: 500 }, (_, n) => specimen(n));
  const texts = plain.map(writeMessage);
  const mb = texts.reduce((size, text) => size + text.length, 0) / 1e6;
  const framed = texts.map((text) => Uint8Array.from(framesOf(bytesOf(text)).flatMap((f) => [...f])));
  const line = (job: string, who: string, all: () => unknown): Line => ({
    job,
    who,
    mbPerSecond: rate(all) * mb,
  });
  console.log(`ASTM: ${texts.length} messages of eight results, ${mb.toFixed(2)} MB of records\n`);
  console.log(
    table([
      line('frames read, checksums tested', 'ours', () =>
        framed.map((f) => unframe(newFraming(), f).found.length),
      ),
      line('frames written', 'ours', () => texts.map((t) => framesOf(bytesOf(t)).length)),
      line('records read', 'ours', () => texts.map((t) => readRecords(t).length)),
      line('records read', 'plain splitting', () =>
        texts.map((t) => t.split('\r').map((r) => r.split('|')).length),
      ),
      line('read to rows of results', 'ours', () => texts.map((t) => messagesOf(readRecords(t)).map((m) => rowsOf(plainOf(m)).length))), // prettier-ignore
      line('written from plain words', 'ours', () => plain.map((p) => writeMessage(p).length)),
    ]),
  );
  const short = (who: string) =>
    Array.from({ length: 5000 }, (_, i) => `H|\\^&|${who}${i}\rR|1|^^^K|${i}\rL|1|N\r`);
  const sends = { instrument: short('i'), computer: short('c') };
  const faults = { drop: 0.01, double: 0.01, flip: 0.01, half: 0.005, cut: 0.002, refuse: 0.01 };
  console.log('\nMessages a second');
  const tell = (what: string, perSecond: number) =>
    console.log(`${what.padEnd(56)}${Math.round(perSecond).toLocaleString('en-US').padStart(10)}`);
  tell(
    'both ends as data, a line without faults',
    10_000 * rate(() => course(1, sends, {}, { order: true })),
  );
  tell('both ends as data, a line with faults', 10_000 * rate(() => course(1, sends, faults)));
  const ways = [
    { what: 'the bare insert (SQLite, one transaction each)', connections: 0, packing: 'record' },
    { what: 'stored and acknowledged over TCP, 1, frames by record', connections: 1, packing: 'record' },
    { what: 'the same, 10 connections', connections: 10, packing: 'record' },
    { what: 'stored and acknowledged over TCP, 1, one frame each', connections: 1, packing: 'message' },
    { what: 'the same, 10 connections', connections: 10, packing: 'message' },
  ] as const;
  // The disk is shared, and its pace changes: each way has its turn in each round, and its best round counts.
  const best = ways.map(() => 0);
  for (let round = 0; round < 5; round++)
    for (const [way, { connections, packing }] of ways.entries())
      best[way] = Math.max(best[way]!, await stored(texts, connections, { packing, longest: LONGEST }));
  for (const [way, { what }] of ways.entries()) tell(what, best[way]!);
}

/** Messages stored a second, by the clock on the wall; sender and receiver in this one process. @param connections 0 = no wire */
async function stored(
  texts: readonly string[],
  connections: number,
  settings: Partial<Settings> = {},
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'benchpath-astm-'));
  const database = new Database(join(folder, 'wire.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table message (id integer primary key, raw blob not null)');
  const insert = database.prepare('insert into message (raw) values (?)');
  let [done, begun] = [0, performance.now()];
  const ms = SECONDS * 200;
  const until = begun + ms;
  if (connections === 0)
    for (; performance.now() < until; done++) insert.run(Buffer.from(texts[done % texts.length]!));
  else {
    const accept = () => Promise.resolve('accept' as const);
    const onMessage = (raw: Uint8Array) => {
      insert.run(raw);
      return accept();
    };
    const server = await serveAstm({ port: 0, onMessage });
    const lines = await Promise.all(Array.from({ length: connections }, () => connectAstm({ port: server.port, settings, onMessage: accept }))); // prettier-ignore
    begun = performance.now();
    await Promise.all(
      lines.map(async (line) => {
        while (performance.now() < begun + ms) {
          const outcome = await line.send(texts[done % texts.length]!);
          if (!outcome.delivered) throw new Error(outcome.why);
          done++;
        }
      }),
    );
    const { n } = database.prepare('select count(*) n from message').get() as { n: number };
    if (n !== done) throw new Error(`${done} acknowledged, ${n} stored`);
    await server.close();
  }
  const perSecond = (done / (performance.now() - begun)) * 1000;
  database.close();
  rmSync(folder, { recursive: true });
  return perSecond;
}
