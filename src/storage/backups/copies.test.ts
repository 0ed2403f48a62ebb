// Backups made while others write, restored into every kind of place, and refused when they are not what was written.
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database, Db } from '../database.server.ts';
import { migrate } from '../migrate.server.ts';
import type { Place } from '../open.server.ts';
import { onEachDatabase } from '../testing/each-database.server.ts';
import { verifiedAt } from './list.server.ts';
import { backUp } from './make.server.ts';
import { restore } from './restore.server.ts';
import { differences, filesIn } from './sums.server.ts';
import { verify } from './verify.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');

/** Rows with a text of 2,000 characters, so that a backup takes many steps. */
const fill = async (db: Db, count: number, prefix = 'é-row') => {
  for (let n = 0; n < count; n += 100) {
    const rows = Array.from({ length: Math.min(100, count - n) }, (_, i) => ({
      id: `${prefix}-${n + i}`,
      content: 'r'.repeat(2_000),
      answers: '{"a":"\\u0001 ü"}',
      head: '',
      version: n + i,
      created_at: 'c',
      updated_at: 'u',
    }));
    await db.insertInto('record').values(rows).execute();
  }
};
const records = async ({ db }: Database) =>
  (await db.selectFrom('record').selectAll().execute()).sort((a, b) => (a.id < b.id ? -1 : 1));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** A file of evidence with its row, as the record keeps them. */
const prove = async ({ db, dataFolder }: Database, record: string, text: string) => {
  const folder = join(dataFolder, 'evidence', record);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, sha256(text)), text);
  const row = { media: 'application/pdf', name: 'a.pdf', bytes: text.length, added_at: 'a' };
  await db
    .insertInto('evidence')
    .values({ id: sha256(`${record}${text}`).slice(0, 32), record_id: record, sha256: sha256(text), ...row })
    .execute();
};

onEachDatabase(({ kind, open, place }) => {
  const begin = async (given?: Place) => {
    const database = await open(given);
    await migrate(database, clock);
    return database;
  };
  /** Places of both kinds where SQLite and PostgreSQL are at hand. */
  const places = async (): Promise<Place[]> => [
    await place(),
    { dataFolder: join((await place()).dataFolder, 'new', 'folder') },
  ];

  test('a backup made while others write is of one moment', { timeout: 60_000 }, async () => {
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
      const pair = await pairIn(kind, await backUp(database, 'busy', clock()));
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

  test('a backup holds rows and evidence, no secret, and goes into both kinds of place as it was', async () => {
    const database = await begin();
    await fill(database.db, 1_203);
    for (const text of ['diploma', 'license']) await prove(database, 'é-row-7', text);
    await writeFile(join(database.dataFolder, 'secret'), 'hidden');
    const backup = await backUp(database, 'by-hand', clock());
    const files = await filesIn(backup);
    expect(files).toContain(`evidence/é-row-7/${sha256('diploma')}`);
    expect(files.filter((name) => !name.startsWith('evidence/'))).toEqual([
      'SHA256SUMS',
      kind === 'sqlite' ? 'database.sqlite' : 'database.jsonl',
    ]);
    for (const where of await places()) {
      const restored = await restore(backup, where, clock);
      expect(restored.tables.toJSON()).toMatchObject({ record: { rows: 1_203 }, evidence: { rows: 2 } });
      const target = await begin(where);
      expect(await records(target)).toEqual(await records(database));
      expect(await target.examine()).toEqual([]);
      const evidence = await readFile(
        join(where.dataFolder, 'evidence', 'é-row-7', sha256('diploma')),
        'utf8',
      );
      expect(evidence).toBe('diploma');
      expect(await readdir(where.dataFolder)).not.toContain('secret');
      expect((await readdir(where.dataFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
      await expect(restore(backup, where, clock)).rejects.toThrow(/is not empty|empty place only/);
      expect(await records(target)).toHaveLength(1_203);
    }
  });

  if (kind === 'postgresql')
    test('a backup of SQLite goes into PostgreSQL, and a backup of that into SQLite: the same rows', async () => {
      const first = await begin({ dataFolder: (await place()).dataFolder });
      await fill(first.db, 1_203);
      await prove(first, 'é-row-7', 'diploma');
      const there = await place();
      const out = await restore(await backUp(first, 'out', clock()), there, clock);
      const second = await begin(there);
      const again = { dataFolder: (await place()).dataFolder };
      const back = await restore(await backUp(second, 'back', clock()), again, clock);
      expect(out.tables.differsIn(back.tables)).toBeNull();
      const third = await begin(again);
      for (const each of [second, third]) expect(await records(each)).toEqual(await records(first));
      expect(await readFile(join(again.dataFolder, 'evidence', 'é-row-7', sha256('diploma')), 'utf8')).toBe(
        'diploma',
      );
    });

  test('a place with evidence or with an old log is not empty', async () => {
    const database = await begin();
    await fill(database.db, 1);
    await prove(database, 'é-row-0', 'diploma');
    const backup = await backUp(database, 'by-hand', clock());
    const where = await place();
    await mkdir(join(where.dataFolder, 'evidence', 'r'), { recursive: true });
    await writeFile(join(where.dataFolder, 'evidence', 'r', 'x'), 'x');
    await expect(restore(backup, where, clock)).rejects.toThrow('empty place only');
    await rm(join(where.dataFolder, 'evidence', 'r', 'x'));
    const file = { dataFolder: where.dataFolder };
    await writeFile(join(where.dataFolder, 'benchpath.sqlite-wal'), 'x');
    await expect(restore(backup, file, clock)).rejects.toThrow('benchpath.sqlite-wal');
    await rm(join(where.dataFolder, 'benchpath.sqlite-wal'));
    expect((await restore(backup, where, clock)).evidence).toBe(1);
  });

  test('a backup that was changed, cut or added to is refused and changes nothing', async () => {
    const database = await begin();
    await fill(database.db, 30);
    await prove(database, 'é-row-0', 'diploma');
    const changes: [(backup: string) => Promise<unknown>, RegExp][] = [
      [(b) => flip(join(b, kind === 'sqlite' ? 'database.sqlite' : 'database.jsonl')), /was changed/],
      [(b) => rm(join(b, 'evidence', 'é-row-0', sha256('diploma'))), /is missing/],
      [(b) => appendFile(join(b, 'evidence', 'é-row-0', sha256('diploma')), 'x'), /was changed/],
      [(b) => writeFile(join(b, 'evidence', 'é-row-0', 'more'), 'x'), /is not in the list/],
      [(b) => rm(join(b, 'SHA256SUMS')), /SHA256SUMS is missing/],
      [(b) => rm(join(b, kind === 'sqlite' ? 'database.sqlite' : 'database.jsonl')), /is no backup/],
      [(b) => rm(b, { recursive: true }), /There is no backup/],
    ];
    for (const [change, sentence] of changes) {
      const backup = await backUp(database, 'by-hand', clock());
      expect(await differences(backup)).toEqual([]);
      await change(backup);
      const where = await place();
      await expect(restore(backup, where, clock)).rejects.toThrow(sentence);
      expect(await readdir(where.dataFolder)).toEqual([]);
      await rm(backup, { recursive: true, force: true });
    }
  });

  test('evidence that did not change is on the disk once for all backups, and not as the live file', async () => {
    const database = await begin();
    await fill(database.db, 1);
    await prove(database, 'é-row-0', 'diploma');
    const name = join('evidence', 'é-row-0', sha256('diploma'));
    const first = await backUp(database, 'one', clock());
    // The live file rots; the copy that an earlier backup has is still good.
    await writeFile(join(database.dataFolder, name), 'rotten');
    const second = await backUp(database, 'two', clock());
    expect(await readFile(join(second, name), 'utf8')).toBe('diploma');
    expect((await stat(join(second, name))).ino).toBe((await stat(join(first, name))).ino);
    expect((await stat(join(second, name))).ino).not.toBe((await stat(join(database.dataFolder, name))).ino);
  });

  test('a backup counts as verified once it was restored and found whole, and only as it then was', async () => {
    const database = await begin();
    await fill(database.db, 3);
    await prove(database, 'é-row-0', 'diploma');
    const backup = await backUp(database, 'by-hand', clock());
    expect(await verifiedAt(backup)).toBeNull();
    expect(await verify(backup, async () => ['a chain is broken'], clock)).toEqual({
      ok: false,
      wrong: ['a chain is broken'],
    });
    expect(await verifiedAt(backup)).toBeNull();
    const seen: number[] = [];
    const examine = async (trial: Database) => {
      seen.push((await records(trial)).length);
      return [];
    };
    expect(await verify(backup, examine, clock)).toMatchObject({
      ok: true,
      verified: { rows: 4, evidence: 1 },
    });
    expect(seen).toEqual([3]);
    expect(await verifiedAt(backup)).toMatchObject({ rows: 4 });
    expect(await differences(backup)).toEqual([]);
    expect(await readdir(join(database.dataFolder, 'backups'))).toHaveLength(1);
    await appendFile(join(backup, 'SHA256SUMS'), '\n');
    expect(await verifiedAt(backup)).toBeNull();
  });

  test('a row that names a row which is not there is found', async () => {
    const database = await begin();
    await fill(database.db, 1);
    expect(await database.examine()).toEqual([]);
    await orphan(database);
    expect(await database.examine()).toEqual(['a row of evidence names a record that is not there']);
  });
});

/** Writes a row of evidence for a record that nobody has, past the rules of the database. */
async function orphan({ kind, db, dataFolder }: Database): Promise<void> {
  const insert = `insert into evidence (id, record_id, sha256, media, bytes, name, added_at) values ('e', 'nobody', 's', 'm', 1, 'n', 'a')`;
  if (kind === 'sqlite') {
    const sqlite = new Sqlite(join(dataFolder, 'benchpath.sqlite'));
    sqlite.pragma('foreign_keys = off');
    sqlite.exec(insert);
    sqlite.close();
  } else
    await db.connection().execute(async (one) => {
      await sql`set session_replication_role = replica`.execute(one);
      await sql.raw(insert).execute(one);
      await sql`set session_replication_role = default`.execute(one);
    });
}

async function flip(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[200] = (bytes[200] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

/** The two numbers that a backup holds for the tables aa and zz. */
async function pairIn(kind: Database['kind'], backup: string): Promise<number[]> {
  if (kind === 'sqlite') {
    const copy = new Sqlite(join(backup, 'database.sqlite'), { readonly: true });
    const numbers = ['aa', 'zz'].map((name) => copy.prepare(`select n from ${name}`).pluck().get() as number);
    copy.close();
    return numbers;
  }
  const lines = (await readFile(join(backup, 'database.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { table?: string; row?: { n: number } });
  return ['aa', 'zz'].map((name) => lines.find(({ table }) => table === name)?.row?.n ?? Number.NaN);
}
