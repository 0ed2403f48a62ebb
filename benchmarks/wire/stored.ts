// Messages stored and acknowledged by the whole LIS (kept raw, read, filed, judged, on the disk) over TCP, beside the bare
// insert of the same rows as ceiling: a LIS cannot be faster than its disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../../src/laboratory/serve/house.server.ts';
import { serveAstmLis, serveHl7 } from '../../src/laboratory/serve/lines.server.ts';
import {
  astmResult,
  hl7Result,
  sendAstm,
  sendHl7,
  type Sent,
} from '../../src/laboratory/serve/testing/senders.server.ts';
import { foundIn, isLoss, orderFor, RULES } from '../../src/laboratory/serve/testing/trial.server.ts';
import { openLis } from '../../src/laboratory/store.server.ts';
import { migrate, openDatabase, type Place } from '../../src/storage/index.server.ts';
import { startPostgres } from '../../src/storage/testing/postgres.server.ts';

const COUNT = Number(process.env['BENCH_MESSAGES'] ?? 3000);
const clock = () => Date.parse('2026-01-05T07:31:00Z') / 1000;
type Row = { what: string; perSecond: number };

export async function stored(): Promise<void> {
  console.log(
    `Stored and acknowledged: ${COUNT} messages of one result each; sender and LIS in one process, by the clock on the wall\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'benchpath-stored-'));
  const postgres = await startPostgres({ durable: true });
  try {
    for (const [name, place] of [
      ['SQLite', { dataFolder: folder }],
      ['PostgreSQL', { dataFolder: folder, databaseUrl: await postgres.freshDatabase() }],
    ] as [string, Place][]) {
      const rows = await onOne(place);
      const ceiling = rows[0]!.perSecond;
      console.log(`${name.padEnd(64)}${'messages/s'.padStart(12)}${'of one insert each'.padStart(20)}`);
      for (const { what, perSecond } of rows)
        console.log(
          `${what.padEnd(64)}${Math.round(perSecond).toLocaleString('en-US').padStart(12)}${`${((perSecond / ceiling) * 100).toFixed(0)} %`.padStart(20)}`,
        );
      console.log('');
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onOne(place: Place): Promise<Row[]> {
  const database = openDatabase(place);
  try {
    const migrated = await migrate(database, () => new Date());
    if (!migrated.ok) throw new Error(migrated.sentence);
    const { db } = database;
    const ways: Row[] = [];
    // The lines that one message makes, as this LIS wrote them.
    const sample = await openLis(db, 'sample', '');
    const house = openHouse(sample, RULES, clock);
    const few = await orderFor(house, 20);
    const before = await sample.look((l) => l.events.length);
    for (const one of few) await house.hear({ protocol: 'hl7', from: 'C', raw: hl7Result(one, 'C') });
    const lines = (await sample.look((l) => l.events)).slice(before).map((e) => JSON.stringify(e));
    const each = Math.round(lines.length / few.length);
    for (const [what, batch] of [
      [`the bare insert: ${each} lines a message, one transaction each`, 1],
      ['the bare insert, 10 messages in one transaction', 10],
    ] as const) {
      await db.insertInto('lis').values({ id: what, opened_at: '' }).execute();
      let seq = 0;
      const begun = performance.now();
      let done = 0;
      for (; done < COUNT; done += batch) {
        const rows = Array.from({ length: each * batch }, () => ({
          lis_id: what,
          seq: ++seq,
          hash: '0'.repeat(64),
          line: lines[seq % lines.length]!,
        }));
        await db.transaction().execute((t) => t.insertInto('lis_line').values(rows).execute());
      }
      ways.push({ what, perSecond: (done / (performance.now() - begun)) * 1000 });
    }
    for (const protocol of ['hl7', 'astm'] as const)
      for (const [connections, window] of protocol === 'hl7'
        ? ([
            [1, 1],
            [1, 8],
            [10, 1],
          ] as const)
        : ([
            [1, 1],
            [10, 1],
          ] as const)) {
        const perSecond = await over(database.db, protocol, connections, window);
        ways.push({
          what: `${protocol.toUpperCase()}, ${connections === 1 ? 'one connection' : `${connections} connections`}${window > 1 ? `, ${window} sent before the first answer` : ''}`,
          perSecond,
        });
      }
    return ways;
  } finally {
    await database.close();
  }
}

async function over(
  db: Parameters<typeof openLis>[0],
  protocol: 'hl7' | 'astm',
  connections: number,
  window: number,
): Promise<number> {
  const id = `${protocol}-${connections}-${window}`;
  const store = await openLis(db, id, '');
  const house = openHouse(store, RULES, clock);
  const sent = await orderFor(house, COUNT);
  const where = {
    port: 0,
    host: '127.0.0.1',
    report: (error: unknown) => {
      throw error;
    },
  };
  const server = protocol === 'hl7' ? await serveHl7(house, where) : await serveAstmLis(house, where);
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: connections }, (_, i) => {
      const from = `C${i}`;
      const mine = sent.filter((_s: Sent, n: number) => n % connections === i);
      const port = () => server.port;
      return protocol === 'hl7'
        ? sendHl7(
            port,
            mine.map((one) => ({ id: `${from}-${one.n}`, raw: hl7Result(one, from) })),
            { window, patience: 10_000 },
          )
        : sendAstm(
            port,
            mine.map((one) => ({ id: `${from}-${one.n}`, raw: astmResult(one, from) })),
          );
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await server.close();
  const found = foundIn(await (await openLis(db, id, '')).look((l) => l), sent);
  if (isLoss(found)) throw new Error(`${id}: ${JSON.stringify(found)}`);
  return COUNT / seconds;
}
