// The logical copy by itself, and single-file backups as earlier versions made them.
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restore } from './backups/restore.server.ts';
import type { Database } from './database.server.ts';
import { writeLines } from './lines.server.ts';
import { migrate } from './migrate.server.ts';
import { onEachDatabase } from './testing/each-database.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');
const row = { content: 'c', answers: '{}', head: '', version: 1, created_at: 'c', updated_at: 'u' };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'benchpath-lines-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A file with its sum beside it, as earlier versions wrote both. */
const seal = async (path: string) =>
  writeFile(
    `${path}.sha256`,
    `${createHash('sha256')
      .update(await readFile(path))
      .digest('hex')}  x\n`,
  );
const ids = async ({ db }: Database) =>
  (await db.selectFrom('record').select('id').execute()).map((r) => r.id);

onEachDatabase(({ kind, open, place }) => {
  const begin = async () => {
    const database = await open();
    await migrate(database, clock);
    const rows = Array.from({ length: 30 }, (_, n) => ({ id: `row-${n}`, ...row }));
    await database.db.insertInto('record').values(rows).execute();
    return database;
  };

  test('lines that were cut, that lack rows, or that a newer Benchpath wrote are refused and change nothing', async () => {
    const database = await begin();
    const path = join(folder, 'whole.jsonl');
    await writeLines(database, path, clock());
    const text = await readFile(path, 'utf8');
    const lines = text.trimEnd().split('\n');
    const wrong: [string, RegExp][] = [
      [lines.slice(0, -1).join('\n'), /ends too early/],
      [lines.toSpliced(5, 1).join('\n'), /lacks rows of record/],
      [text.replace('"0001-', '"0000-'), /newer Benchpath/],
      [text.replaceAll('"table":"record"', '"table":"recrod"'), /no table recrod/],
      [text.replace('{"table"', '{"table'), /a line that cannot be read/],
      ['', /no backup that this Benchpath can read/],
    ];
    for (const [changed, sentence] of wrong) {
      const file = join(folder, 'changed.jsonl');
      await writeFile(file, changed);
      await seal(file);
      const where = await place();
      await expect(restore(file, where, clock)).rejects.toThrow(sentence);
      const target = await open(where);
      expect(await target.db.introspection.getTables()).toEqual([]);
    }
  });

  test('a single file with its checksum beside it is restored too, and refused when it was changed', async () => {
    const database = await begin();
    const file = join(
      folder,
      `2026-03-01T08-00-00-000Z-before-0002-accounts.${kind === 'sqlite' ? 'sqlite' : 'jsonl'}`,
    );
    await copyFile(join(folder, await database.copyInto(folder, clock())), file);
    await expect(restore(file, await place(), clock)).rejects.toThrow('checksum differs');
    await seal(file);
    const where = await place();
    await restore(file, where, clock);
    expect((await ids(await open(where))).sort()).toEqual((await ids(database)).sort());
  });
});
