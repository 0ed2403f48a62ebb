import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isWhole, sha256OfFile } from './backup-file.server.ts';
import type { Db } from './database.server.ts';
import { restoreLines } from './lines.server.ts';
import { migrate } from './migrate.server.ts';
import { onEachDatabase } from './testing/each-database.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');

/** Rows with a text of 2,000 characters, so that a backup takes many steps. */
const fill = async (db: Db, count: number, prefix = 'row') => {
  for (let n = 0; n < count; n += 100) {
    const rows = Array.from({ length: Math.min(100, count - n) }, (_, i) => ({
      id: `${prefix}-${n + i}`,
      content: 'r'.repeat(2_000),
      answers: '{}',
      head: '',
      version: 1,
      created_at: 'c',
      updated_at: 'u',
    }));
    await db.insertInto('record').values(rows).execute();
  }
};

onEachDatabase(({ kind, open }) => {
  const begin = async () => {
    const database = await open();
    await migrate(database, clock);
    return database;
  };

  test('a backup made while others write is of one moment', { timeout: 20_000 }, async () => {
    const database = await begin();
    const { db } = database;
    // Two tables at the two ends of a backup, always changed together.
    for (const name of ['aa', 'zz']) {
      await sql`create table ${sql.table(name)} (n integer not null)`.execute(db);
      await sql`insert into ${sql.table(name)} values (0)`.execute(db);
    }
    await fill(db, 1_500);
    const work = { going: true, n: 0 };
    const writing = (async () => {
      while (work.going) {
        await db.transaction().execute(async (transaction) => {
          await sql`update aa set n = n + 1`.execute(transaction);
          await sql`update zz set n = n + 1`.execute(transaction);
        });
        work.n++;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const seen = new Set<number>();
    for (let round = 0; round < 4; round++) {
      const before = work.n;
      const pair = await pairIn(kind, await database.backUp('busy', clock()));
      expect(pair[0]).toBe(pair[1]);
      // Everything that was acknowledged before the backup began is in it.
      expect(pair[0]).toBeGreaterThanOrEqual(before);
      seen.add(pair[0] ?? -1);
    }
    work.going = false;
    await writing;
    expect(work.n).toBeGreaterThan(4);
    expect(seen.size).toBeGreaterThan(1);
  });

  test('the checksum beside a backup tells a changed byte', async () => {
    const database = await begin();
    const backup = await database.backUp('sum', clock());
    expect(await readFile(`${backup}.sha256`, 'utf8')).toMatch(await sha256OfFile(backup));
    expect(await isWhole(backup)).toBe(true);
    const bytes = await readFile(backup);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(backup, bytes);
    expect(await isWhole(backup)).toBe(false);
  });

  if (kind === 'postgresql') {
    test('a logical backup goes into PostgreSQL and into SQLite, whole or not at all', async () => {
      const database = await begin();
      await fill(database.db, 1_203);
      const backup = await database.backUp('lines', clock());
      const targets = [await begin(), await open({ dataFolder: database.dataFolder })];
      for (const target of targets) {
        await migrate(target, clock);
        expect(await restoreLines(target.db, backup)).toEqual({ ok: true, rows: 1_203 });
        const all = (db: Db) => db.selectFrom('record').selectAll().execute();
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
        expect((await all(target.db)).sort(byId)).toEqual((await all(database.db)).sort(byId));
        expect(await restoreLines(target.db, backup)).toMatchObject({
          ok: false,
          sentence: expect.stringContaining('has rows'),
        });
      }
    });

    test('a backup that was cut, changed, or made after other migrations is refused and changes nothing', async () => {
      const database = await begin();
      await fill(database.db, 30);
      const backup = await database.backUp('lines', clock());
      const text = await readFile(backup, 'utf8');
      const target = await begin();
      const attempt = async (changed: string, sealed: boolean) => {
        await writeFile(backup, changed);
        if (sealed) await writeFile(`${backup}.sha256`, await sha256OfFile(backup));
        const answer = await restoreLines(target.db, backup);
        expect(await target.db.selectFrom('record').select('id').execute()).toEqual([]);
        return answer;
      };
      const lines = text.trimEnd().split('\n');
      expect(await attempt(text.replace('row-7', 'row-x'), false)).toMatchObject({
        sentence: expect.stringContaining('checksum'),
      });
      expect(await attempt(lines.slice(0, -1).join('\n'), true)).toMatchObject({
        sentence: expect.stringContaining('ends too early'),
      });
      expect(await attempt(lines.toSpliced(5, 1).join('\n'), true)).toMatchObject({
        sentence: expect.stringContaining('lacks rows'),
      });
      expect(await attempt(text.replace('0001-', '0000-'), true)).toMatchObject({
        sentence: expect.stringContaining('other migrations'),
      });
    });
  }
});

/** The two numbers that a backup holds for the tables aa and zz. */
async function pairIn(kind: 'sqlite' | 'postgresql', backup: string): Promise<number[]> {
  if (kind === 'sqlite') {
    const copy = new Sqlite(backup, { readonly: true });
    const numbers = ['aa', 'zz'].map((name) => copy.prepare(`select n from ${name}`).pluck().get() as number);
    copy.close();
    return numbers;
  }
  const lines = (await readFile(backup, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { table?: string; row?: { n: number } });
  return ['aa', 'zz'].map((name) => lines.find(({ table }) => table === name)?.row?.n ?? Number.NaN);
}
