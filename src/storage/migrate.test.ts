import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from './backups/make.server.ts';
import { restore } from './backups/restore.server.ts';
import type { Database } from './database.server.ts';
import { appliedMigrations } from './history.server.ts';
import { migrate } from './migrate.server.ts';
import type { Migrated } from './migrate.server.ts';
import { migrationsFolder, readMigrations } from './migrations.server.ts';
import { openDatabase } from './open.server.ts';
import { onEachDatabase } from './testing/each-database.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');
const NOTE =
  "-- A note; it has a semicolon.\ncreate table note (id text not null primary key, body text not null default 'a;b');\n";

/** The project's migrations, in a folder that a test may change. */
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'benchpath-migrations-'));
  await cp(migrationsFolder(), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));
const add = (name: string, text: string) => writeFile(join(folder, `${name}.sql`), text);

const row = {
  content: '{"state":"MN"}',
  person_id: null,
  browser_id: null,
  head: '',
  answers: '"é\\u0000 \\ud800"',
  version: 3,
  created_at: 'c',
  updated_at: 'u',
};
const insertRow = ({ db }: Database, id: string) =>
  db
    .insertInto('record')
    .values({ id, ...row })
    .execute();
const rowIds = async ({ db }: Database) =>
  (await db.selectFrom('record').select('id').orderBy('id').execute()).map(({ id }) => id);

onEachDatabase(({ open, place }) => {
  test('a new database gets every migration once, and needs no backup', async () => {
    const database = await open();
    const names = (await readMigrations(folder)).map(({ name }) => name);
    expect(await migrate(database, clock, folder)).toEqual({ ok: true, applied: names, backup: null });
    expect(await migrate(database, clock, folder)).toEqual({ ok: true, applied: [], backup: null });
    expect((await appliedMigrations(database.db)).map(({ name }) => name)).toEqual(names);
  });

  test('data from a newer Benchpath is refused and not changed', async () => {
    const database = await open();
    await add('0900-from-the-future', NOTE);
    await migrate(database, clock, folder);
    await rm(join(folder, '0900-from-the-future.sql'));
    await add('0800-not-run', 'create table never (id text not null primary key);');
    const answer = await migrate(database, clock, folder);
    expect(answer).toMatchObject({ ok: false, why: 'newer' });
    expect(answer).toMatchObject({
      sentence: expect.stringMatching(
        /^This data was written by a newer Benchpath .*0900-from-the-future.*update the program/,
      ),
    });
    expect((await database.db.introspection.getTables()).map(({ name }) => name)).not.toContain('never');
  });

  test('a migration that was changed after it was applied is refused', async () => {
    const database = await open();
    await migrate(database, clock, folder);
    const file = join(folder, '0001-browser-record.sql');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll('\n', '\r\n'));
    expect(await migrate(database, clock, folder)).toMatchObject({ ok: true });
    await writeFile(file, `${text}-- one more word\n`);
    expect(await migrate(database, clock, folder)).toMatchObject({
      ok: false,
      why: 'changed',
      sentence: expect.stringContaining('0001-browser-record'),
    });
  });

  test('a migration that arrives with an old number is refused', async () => {
    const database = await open();
    await add('0900-note', NOTE);
    await migrate(database, clock, folder);
    await add('0800-late', 'create table late (id text not null primary key);');
    expect(await migrate(database, clock, folder)).toMatchObject({ ok: false, why: 'out-of-order' });
  });

  test('a migration that fails leaves nothing behind of any pending one', async () => {
    const database = await open();
    await migrate(database, clock, folder);
    await insertRow(database, 'kept');
    await add('0900-note', NOTE);
    await add(
      '0901-broken',
      'create table half (id text not null primary key); insert into nowhere values (1);',
    );
    await expect(migrate(database, clock, folder)).rejects.toThrow('nowhere');
    const tables = (await database.db.introspection.getTables()).map(({ name }) => name);
    expect(tables).not.toContain('note');
    expect(tables).not.toContain('half');
    expect(await rowIds(database)).toEqual(['kept']);
    await rm(join(folder, '0901-broken.sql'));
    expect(await migrate(database, clock, folder)).toMatchObject({ ok: true, applied: ['0900-note'] });
  });

  test('data is backed up before it is migrated, and the backup restores it', async () => {
    const database = await open();
    await migrate(database, clock, folder);
    for (const id of ['a', 'b', 'c']) await insertRow(database, id);
    // Removes everything: only the backup still has the rows.
    await add('0900-loses-data', 'delete from record;');
    const migrated = await migrate(database, clock, folder);
    expect(migrated).toMatchObject({ ok: true, applied: ['0900-loses-data'] });
    const backup = migrated.ok && migrated.backup ? migrated.backup : '';
    expect(backup).toContain(
      join(database.dataFolder, 'backups', '2026-03-01T08-00-00-000Z-before-0900-loses-data'),
    );
    expect(await readdir(join(database.dataFolder, 'backups'))).toHaveLength(1);

    const elsewhere = await place();
    await restore(backup, elsewhere, clock);
    const restored = await open(elsewhere);
    expect(await rowIds(restored)).toEqual(['a', 'b', 'c']);
    expect(await restored.db.selectFrom('record').selectAll().where('id', '=', 'b').execute()).toEqual([
      { id: 'b', ...row },
    ]);
  });

  test('where no backup can be made nothing is migrated', async () => {
    const database = await open();
    await migrate(database, clock, folder);
    const backups = join(database.dataFolder, 'backups');
    await writeFile(backups, 'in the way');
    await add('0900-note', NOTE);
    const answer = await migrate(database, clock, folder);
    expect(answer).toMatchObject({
      ok: false,
      why: 'no-access',
      sentence: expect.stringContaining(`in ${backups} `),
    });
    expect((await appliedMigrations(database.db)).map(({ name }) => name)).not.toContain('0900-note');
    await rm(backups);
    expect(await migrate(database, clock, folder)).toMatchObject({ ok: true, applied: ['0900-note'] });
  });

  test('two backups of the same moment do not overwrite one another', async () => {
    const database = await open();
    await migrate(database, clock, folder);
    const first = await backUp(database, 'twice', clock());
    const second = await backUp(database, 'twice', clock());
    expect(second).not.toBe(first);
    const left = (await readdir(join(database.dataFolder, 'backups'))).filter((name) =>
      name.endsWith('.partial'),
    );
    expect(left).toEqual([]);
  });

  test('processes that migrate at once do it once', async () => {
    const where = await place();
    const answers = await migrateInProcesses(3, where);
    const names = (await readMigrations(folder)).map(({ name }) => name);
    expect(
      answers
        .map((answer) => (answer.ok ? answer.applied : answer))
        .filter((list) => !Array.isArray(list) || list.length > 0),
    ).toEqual([names]);

    await add('0900-note', NOTE);
    await add('0901-fill', "insert into note (id) values ('once');");
    const again = await migrateInProcesses(3, where);
    expect(again.filter((answer) => answer.ok && answer.backup !== null)).toHaveLength(1);
    const database = await open(where);
    const notes = await sql<{ id: string; body: string }>`select id, body from note`.execute(database.db);
    expect(notes.rows).toEqual([{ id: 'once', body: 'a;b' }]);
  });

  test('two databases of one process that migrate at once do not block each other', async () => {
    const where = await place();
    const pair = [await open(where), await open(where)];
    const answers = await Promise.all(pair.map((database) => migrate(database, clock, folder)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
  });

  test('a database that was never used closes without being made', async () => {
    const where = await place();
    await openDatabase(where).close();
    expect(await readdir(where.dataFolder)).toEqual([]);
  });
});

async function migrateInProcesses(count: number, where: object): Promise<Migrated[]> {
  const program = fileURLToPath(new URL('./testing/migrating.server.ts', import.meta.url));
  const run = () => promisify(execFile)(process.execPath, [program, JSON.stringify(where), folder]);
  const outputs = await Promise.all(Array.from({ length: count }, run));
  return outputs.map(({ stdout }) => JSON.parse(stdout) as Migrated);
}
