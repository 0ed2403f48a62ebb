// Badges that were issued before organizations could give them: their table is made anew, and nothing of theirs is lost.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, type Database } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { AT } from '../testing/installation.server.ts';

const clock = () => new Date(AT);
const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations');

/** The same installation as it was before that migration. */
async function before(database: Database): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'benchpath-before-'));
  const early = (path: string) => !/\/(\d{4})-/.test(path) || /\/000[1-8]-/.test(path);
  await cp(MIGRATIONS, folder, { recursive: true, filter: early });
  const migrated = await migrate(database, clock, folder);
  await rm(folder, { recursive: true });
  if (!migrated.ok) throw new Error(migrated.sentence);
}

onEachDatabase(({ open }) => {
  test('they are there afterwards, go with their record, and stay when their organization ends', async () => {
    const database = await open();
    const { db } = database;
    await before(database);
    const none = {
      person_id: null,
      browser_id: null,
      content: 'null',
      answers: 'null',
      version: 0,
      head: '',
    };
    for (const id of ['r1', 'r2'])
      await db
        .insertInto('record')
        .values({ id, ...none, created_at: AT, updated_at: AT })
        .execute();
    const organization = { id: 'o1', name: 'Lakeside', slug: 'o1', created_at: AT };
    await db.insertInto('organization').values(organization).execute();
    const key = { id: 'k1', holder: 'h', did: 'd', public_key: 'p', sealed: null, state: 'current' };
    await db
      .insertInto('issuer_key')
      .values({ ...key, created_at: AT, retired_at: null })
      .execute();
    const badge = { key_id: 'k1', list_id: 'l1', text: '{"a":1}', issued_at: AT };
    const rows = [
      { id: 'b1', record_id: 'r1', organization_id: 'o1', place: 1, ...badge },
      { id: 'b2', record_id: 'r2', organization_id: null, place: 2, ...badge },
    ];
    // The table of that time has no column for a hidden page.
    await db
      .insertInto('issued_badge')
      .values(rows as never)
      .execute();
    const migrated = await migrate(database, clock);
    expect(migrated.ok).toBe(true);
    const all = () => db.selectFrom('issued_badge').selectAll().orderBy('id').execute();
    expect(await all()).toEqual(rows.map((row) => ({ ...row, hidden_at: null })));
    await expect(
      db
        .insertInto('issued_badge')
        .values({ ...rows[0]!, id: 'b3', hidden_at: null })
        .execute(),
    ).rejects.toThrow(/unique/i);
    await db.deleteFrom('organization').where('id', '=', 'o1').execute();
    expect(await all()).toMatchObject([{ id: 'b1', organization_id: null }, { id: 'b2' }]);
    await db.deleteFrom('record').where('id', '=', 'r1').execute();
    expect(await all()).toMatchObject([{ id: 'b2' }]);
  });
});
