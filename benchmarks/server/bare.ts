// The ceiling: the same reads and writes by the bare drivers, without pages, HTTP, kysely or checks.
import Sqlite from 'better-sqlite3';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { sqliteFile, type Place } from '../../src/storage/index.server.ts';
import { measuredOf, type Measured } from './load.ts';

/** What is read for a page, and what one save reads and writes: the record's row, then the row and an event, in one transaction. */
const READ = 'select * from record where browser_id = $1';
const UPDATE = 'update record set content = $1, version = $2, head = $3 where id = $4 and version = $5';
const INSERT =
  'insert into event (record_id, seq, at, who, kind, subject, before, after, undoes, hash_before, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, null, $9, $10)';

type Row = { id: string; content: string; version: number; head: string };
type Driver = {
  read(id: string): Promise<Row>;
  save(id: string, n: number): Promise<void>;
  end(): Promise<void>;
};

const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The parameters of both statements: the record with another sum of money, and the event that says so. */
function change(row: Row, n: number) {
  const limits = { budgetUsd: n };
  const content = JSON.stringify({ ...(JSON.parse(row.content) as object), limits });
  const [before, after] = ['{}', JSON.stringify({ 'record.limits': limits })];
  const hash = sumOf(`${row.id} ${row.version} ${after} ${row.head}`);
  return {
    update: [content, row.version + 1, hash, row.id, row.version],
    insert: [
      row.id,
      row.version + 1,
      new Date().toISOString(),
      'b',
      'told',
      'record.limits',
      before,
      after,
      row.head,
      hash,
    ],
  };
}

function sqlite(dataFolder: string): Driver {
  const db = new Sqlite(sqliteFile(dataFolder));
  for (const each of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'secure_delete = on'])
    db.pragma(each);
  const plain = (text: string) => db.prepare(text.replaceAll(/\$\d+/g, '?'));
  const [read, update, insert] = [plain(READ), plain(UPDATE), plain(INSERT)];
  const save = db.transaction((id: string, n: number) => {
    const changed = change(read.get(id) as Row, n);
    update.run(...changed.update);
    insert.run(...changed.insert);
  });
  return {
    read: async (id) => read.get(id) as Row,
    save: async (id, n) => save.immediate(id, n),
    end: async () => void db.close(),
  };
}

function postgresql(url: string): Driver {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const rowOf = async (client: pg.Pool | pg.PoolClient, id: string) =>
    (await client.query({ name: 'read', text: READ, values: [id] })).rows[0] as Row;
  return {
    read: (id) => rowOf(pool, id),
    async save(id, n) {
      const client = await pool.connect();
      await client.query('begin');
      const changed = change(await rowOf(client, id), n);
      await client.query({ name: 'update', text: UPDATE, values: changed.update });
      await client.query({ name: 'insert', text: INSERT, values: changed.insert });
      await client.query('commit');
      client.release();
    },
    end: () => pool.end(),
  };
}

/** @param tokens as many at once as there are visitors, each on a record of its own */
export async function bare(
  place: Place,
  tokens: readonly string[],
  what: 'read' | 'save',
  seconds: number,
): Promise<Measured> {
  const driver = place.databaseUrl ? postgresql(place.databaseUrl) : sqlite(place.dataFolder);
  const times: number[] = [];
  const begin = performance.now() + 300;
  const end = begin + seconds * 1000;
  const one = async (token: string) => {
    for (let n = 0; performance.now() < end; n++) {
      const sent = performance.now();
      await (what === 'read' ? driver.read(sumOf(token)) : driver.save(sumOf(token), n));
      if (sent >= begin) times.push(performance.now() - sent);
      // SQLite answers at once: without a pause nobody else would ever have their turn.
      if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(tokens.map(one));
  await driver.end();
  return measuredOf(times, seconds);
}
