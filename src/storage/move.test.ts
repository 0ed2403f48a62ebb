import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from './database.server.ts';
import { migrate } from './migrate.server.ts';
import { move } from './move.server.ts';
import { openDatabase } from './open.server.ts';
import { rowsOf, tallyOf } from './rows.server.ts';
import { startPostgres, type TestServer } from './testing/postgres.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');
const ROWS = 2_345;

let server: TestServer;
let dataFolder = '';
const opened: Database[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'benchpath-move-'));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await rm(dataFolder, { recursive: true });
});
const open = (databaseUrl?: string) => {
  const database = openDatabase({ dataFolder, databaseUrl });
  opened.push(database);
  return database;
};

/** Ids that the two databases put into different orders. */
const idOf = (n: number) => `${['é', 'À', 'z', '-', '_', 'A', '0'][n % 7]}${n}`;
async function fill(): Promise<void> {
  const database = open();
  await migrate(database, clock);
  for (let n = 0; n < ROWS; n += 335) {
    const rows = Array.from({ length: 335 }, (_, i) => ({
      id: idOf(n + i),
      content: '{"a":"ü\\u0001"}'.repeat(20),
      answers: '{}',
      head: '',
      version: n + i,
      created_at: 'c',
      updated_at: 'u',
    }));
    await database.db.insertInto('record').values(rows).execute();
  }
  await database.close();
}
const tally = async (database: Database) =>
  (
    await database.snapshot(async (transaction) => tallyOf((await rowsOf(database, transaction)).batches))
  ).toJSON();

test('every row arrives as it left, and the old place says where they went', async () => {
  await fill();
  const url = await server.freshDatabase();
  const { tables, where } = await move(dataFolder, url, clock);
  const [old, now] = [open(), open(url)];
  expect(tables.toJSON()).toMatchObject({ record: { rows: ROWS } });
  expect(await tally(now)).toEqual(tables.toJSON());
  expect(await tally(old)).toEqual(tables.toJSON());
  const first = (database: Database) =>
    database.db.selectFrom('record').select('id').orderBy('id').limit(5).execute();
  expect(await first(old)).not.toEqual(await first(now));
  expect(await migrate(now, clock)).toMatchObject({ ok: true });
  const answer = await migrate(old, clock);
  expect(answer).toMatchObject({ ok: false, why: 'moved', sentence: expect.stringContaining(where) });
  await old.close();
  await expect(move(dataFolder, await server.freshDatabase(), clock)).rejects.toThrow('moved to PostgreSQL');
});

test('while somebody else has the data open nothing moves', async () => {
  await fill();
  const url = await server.freshDatabase();
  const program = fileURLToPath(new URL('./testing/holding.server.ts', import.meta.url));
  const holder = spawn(process.execPath, [program, dataFolder], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  await expect(move(dataFolder, url, clock)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  holder.stdin.end();
  await ended;
  expect((await move(dataFolder, url, clock)).tables.rows).toBe(ROWS);
});

test('a PostgreSQL that has tables, and text that it does not take: nothing moves and the old place goes on', async () => {
  await fill();
  const taken = await server.freshDatabase();
  await migrate(open(taken), clock);
  await expect(move(dataFolder, taken, clock)).rejects.toThrow('is not empty');

  const old = open();
  await sql`update record set content = ${'a\u0000b'} where id = ${idOf(7)}`.execute(old.db);
  await old.close();
  const url = await server.freshDatabase();
  await expect(move(dataFolder, url, clock)).rejects.toThrow(`A text of record (id ${idOf(7)})`);
  expect(await open(url).db.introspection.getTables()).toEqual([]);
  expect(await migrate(open(), clock)).toMatchObject({ ok: true, applied: [] });
});
