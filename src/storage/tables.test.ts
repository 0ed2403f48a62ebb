import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeTables } from './generate-tables.server.ts';
import { migrate } from './migrate.server.ts';
import { migrationsFolder, readMigrations, statementsOf } from './migrations.server.ts';
import { onEachDatabase } from './testing/each-database.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');

onEachDatabase(({ open }) => {
  test('tables.ts is what a migrated database has (else: node src/storage/generate-tables.server.ts)', async () => {
    const database = await open();
    await migrate(database, clock);
    const written = await readFile(join(import.meta.dirname, 'tables.ts'), 'utf8');
    expect(written).toBe(await describeTables(database));
  });

  test('a column whose type is not portable is named', async () => {
    const database = await open();
    await database.db.schema.createTable('odd').addColumn('at', 'timestamp').execute();
    await expect(describeTables(database)).rejects.toThrow('odd.at has the type timestamp');
  });
});

test('every foreign key waits for the end of the transaction, so that backups restore in any order', async () => {
  for (const { name, statements } of await readMigrations(migrationsFolder())) {
    const text = statements.join(' ').toLowerCase();
    const keys = text.match(/\breferences\b/g)?.length ?? 0;
    const deferred = text.match(/\bdeferrable initially deferred\b/g)?.length ?? 0;
    expect(deferred, name).toBe(keys);
  }
});

test('a migration is cut into statements at its semicolons, not inside quotes or comments', () => {
  const text = `-- one; two\ncreate table "a;b" (c text default 'it''s; -- so'); -- the end;\n\ninsert into "a;b" values (1 - 2);\n`;
  expect(statementsOf(text)).toEqual([
    `create table "a;b" (c text default 'it''s; -- so')`,
    `insert into "a;b" values (1 - 2)`,
  ]);
});
