import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database, Db } from './database.server.ts';
import { faultOf } from './faults.server.ts';
import { migrate } from './migrate.server.ts';
import { openDatabase } from './open.server.ts';
import type { Place } from './open.server.ts';
import { startPostgres } from './testing/postgres.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');

let folder = '';
const opened: Database[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'benchpath-faults-'));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await rm(folder, { recursive: true });
});
const open = (place: Place): Database => {
  const database = openDatabase(place);
  opened.push(database);
  return database;
};

/** One sentence: it ends once, on one line. */
const oneSentence = expect.stringMatching(/^[A-Z][^\n]*\.$/);

test('a data folder that is a file', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'my letter');
  expect(await migrate(open({ dataFolder: file }), clock)).toEqual({
    ok: false,
    why: 'no-access',
    sentence: oneSentence,
  });
});

test.runIf(process.platform === 'linux')('a data folder that the system will not make', async () => {
  const place = { dataFolder: '/proc/benchpath/data' };
  expect(await migrate(open(place), clock)).toEqual({ ok: false, why: 'no-access', sentence: oneSentence });
});

// Root may write everywhere, so root steps down to the account "nobody" while this test asks.
test.skipIf(process.platform === 'win32')('a data folder without permission', async () => {
  const { geteuid, seteuid } = process;
  if (!geteuid || !seteuid) throw new Error('this system has no user ids');
  const closed = join(folder, 'closed');
  const migrations = join(folder, 'migrations');
  await mkdir(closed, { mode: 0o555 });
  await mkdir(migrations);
  await chmod(folder, 0o755);
  const me = geteuid();
  if (me === 0) seteuid(65_534);
  try {
    const answer = await migrate(open({ dataFolder: join(closed, 'data') }), clock, migrations);
    expect(answer).toEqual({ ok: false, why: 'no-access', sentence: oneSentence });
    expect(answer).toMatchObject({ sentence: expect.stringContaining(join(closed, 'data')) });
  } finally {
    if (me === 0) seteuid(me);
  }
});

test('a file that is no database is named damaged and left alone', async () => {
  await writeFile(join(folder, 'benchpath.sqlite'), 'This is a letter, not a database. '.repeat(100));
  expect(await migrate(open({ dataFolder: folder }), clock)).toEqual({
    ok: false,
    why: 'damaged',
    sentence: oneSentence,
  });
  expect(await readdir(folder)).toEqual(['benchpath.sqlite']);
});

test('a full disk: the save is refused in one sentence and what was there before stays', async () => {
  const database = open({ dataFolder: folder });
  await migrate(database, clock);
  const insert = (id: string, text: string) =>
    database.db
      .insertInto('record')
      .values({ id, content: text, answers: '{}', head: '', version: 1, created_at: 'c', updated_at: 'u' })
      .execute();
  await insert('before', '{}');
  // SQLite's own limit gives the very answer that a full disk gives (SQLITE_FULL).
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(database.db);
  const error: unknown = await insert('big', 'x'.repeat(100_000)).catch((thrown: unknown) => thrown);
  expect(faultOf(error, folder)).toEqual({ fault: 'full', sentence: oneSentence });
  const ids = await database.db.selectFrom('record').select('id').execute();
  expect(ids).toEqual([{ id: 'before' }]);
});

test('a full disk inside a transaction is told as a full disk, not as a failed rollback', async () => {
  const database = open({ dataFolder: folder });
  await migrate(database, clock);
  const insert = (db: Db, id: string, text: string) =>
    db
      .insertInto('record')
      .values({ id, content: text, answers: '{}', head: '', version: 1, created_at: 'c', updated_at: 'u' })
      .execute();
  await insert(database.db, 'before', '{}');
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(database.db);
  const both = database.db.transaction().execute(async (transaction) => {
    await insert(transaction, 'small', '{}');
    await insert(transaction, 'big', 'x'.repeat(100_000));
  });
  const error: unknown = await both.catch((thrown: unknown) => thrown);
  expect(faultOf(error, folder)).toEqual({ fault: 'full', sentence: oneSentence });
  const ids = async () =>
    (await database.db.selectFrom('record').select('id').execute()).map(({ id }) => id).sort();
  expect(await ids(), 'all of it or nothing').toEqual(['before']);
  // Somebody made room: the same connection goes on.
  await sql`pragma max_page_count = 1000000`.execute(database.db);
  await database.db.transaction().execute((transaction) => insert(transaction, 'after', '{}'));
  expect(await ids()).toEqual(['after', 'before']);
});

test('a bug is not dressed up as a fault of the disk', async () => {
  const database = open({ dataFolder: folder });
  const error: unknown = await sql`select * from nowhere`
    .execute(database.db)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(faultOf(error, folder)).toBeNull();
  expect(faultOf('text', folder)).toBeNull();
});

test('PostgreSQL that is away, refuses the sign-in, or has no such database', async () => {
  const server = await startPostgres();
  const url = new URL(await server.freshDatabase());
  const ask = async (change: (address: URL) => void) => {
    const address = new URL(url);
    change(address);
    const answer = await migrate(open({ dataFolder: folder, databaseUrl: address.href }), clock);
    expect(answer).toMatchObject({ ok: false, sentence: oneSentence });
    expect(JSON.stringify(answer)).not.toContain(address.password);
    return answer.ok ? 'ok' : answer.why;
  };
  try {
    expect(await ask((address) => (address.password = 'secret-but-wrong'))).toBe('sign-in');
    expect(await ask((address) => (address.pathname = '/absent'))).toBe('sign-in');
  } finally {
    await server.stop();
  }
  expect(await ask(() => {})).toBe('unreachable');
});

test('a DATABASE_URL that is no address of PostgreSQL', async () => {
  for (const databaseUrl of ['localhost', 'mysql://root:secret@localhost/benchpath']) {
    const answer = await migrate(open({ dataFolder: folder, databaseUrl }), clock);
    expect(answer).toEqual({ ok: false, why: 'address', sentence: oneSentence });
    expect(JSON.stringify(answer)).not.toContain('secret');
  }
});
