import { sql } from 'kysely';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from './backups/make.server.ts';
import type { Database } from './database.server.ts';
import { migrate } from './migrate.server.ts';
import { openSqlite } from './sqlite.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');

let folder = '';
let pair: Database[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'benchpath-sqlite-'));
  pair = [openSqlite(join(folder, 'data')), openSqlite(join(folder, 'data'))];
  for (const database of pair) expect(await migrate(database, clock)).toMatchObject({ ok: true });
});
afterEach(async () => {
  for (const database of pair) await database.close();
  await rm(folder, { recursive: true });
});

test('every save is on the disk before it is acknowledged, and rules between tables hold', async () => {
  for (const { db } of pair) {
    const ask = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0];
    expect(await ask('journal_mode')).toBe('wal');
    expect(await ask('synchronous')).toBe(2); // FULL
    expect(await ask('foreign_keys')).toBe(1);
    expect(await ask('busy_timeout')).toBe(5_000);
  }
});

test.skipIf(process.platform === 'win32')('nobody but this account can read the data', async () => {
  const mode = async (...path: string[]) => (await stat(join(folder, 'data', ...path))).mode & 0o777;
  const backup = await backUp(pair[0] as Database, 'mode', clock());
  expect([await mode(), await mode('benchpath.sqlite'), await mode('backups')]).toEqual([
    0o700, 0o600, 0o700,
  ]);
  expect((await stat(backup)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(backup))
    expect((await stat(join(backup, name))).mode & 0o777, name).toBe(0o600);
});

test('transactions that read first and then write, on two connections: none fails and no step is lost', async () => {
  for (const { db } of pair.slice(0, 1)) {
    await sql`create table counter (n integer not null)`.execute(db);
    await sql`insert into counter values (0)`.execute(db);
  }
  const countUp = async ({ db }: Database) => {
    for (let i = 0; i < 20; i++) {
      await db.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ n: number }>`select n from counter`.execute(transaction);
        // Time passes inside the transaction: the other connection must wait without stopping this process.
        await new Promise((resolve) => setTimeout(resolve, 1));
        await sql`update counter set n = ${(rows[0]?.n ?? 0) + 1}`.execute(transaction);
      });
    }
  };
  await Promise.all(pair.map(countUp));
  expect((await sql`select n from counter`.execute((pair[1] as Database).db)).rows).toEqual([{ n: 40 }]);
});

test.skipIf(process.platform !== 'linux')(
  'a second connection in one process leaves the locks of the first in place',
  async () => {
    const { ino } = await stat(join(folder, 'data', 'benchpath.sqlite'));
    const locks = await readFile('/proc/locks', 'utf8');
    expect(
      locks.split('\n').filter((line) => line.includes(`:${ino} `) && line.includes(` ${process.pid} `)),
    ).not.toEqual([]);
  },
);
