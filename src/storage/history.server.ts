import { sql } from 'kysely';
import type { TableMetadata } from 'kysely';
import type { Db } from './database.server.ts';
import { migrationsFolder, readMigrations, type Migration } from './migrations.server.ts';

export type Applied = { name: string; sha256: string };

/** Makes the list of applied migrations in a new database. */
export const ensureHistory = (db: Db) =>
  sql`create table if not exists migration (
    name text not null primary key,
    sha256 text not null,
    applied_at text not null
  )`.execute(db);

/** The migrations that this database has had, in order. */
export const appliedMigrations = (db: Db): Promise<Applied[]> =>
  db.selectFrom('migration').select(['name', 'sha256']).orderBy('name').execute();

/** What a database still needs, or why this program must not touch it; nothing is written. */
export async function standing(db: Db): Promise<Compared> {
  const known = await readMigrations(migrationsFolder());
  const begun = (await ownTables(db)).some(({ name }) => name === 'migration');
  return compareHistory(known, begun ? await appliedMigrations(db) : []);
}

/** The tables of Benchpath in the order of their names, as the database itself describes them. */
export async function ownTables(db: Db): Promise<TableMetadata[]> {
  const tables = await db.introspection.getTables();
  // PostgreSQL may hold other programs' tables in schemas of their own. SQLite has no schemas.
  return tables
    .filter(({ schema }) => schema === undefined || schema === 'public')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export type Compared =
  | { ok: true; pending: Migration[] }
  | { ok: false; why: 'changed' | 'moved' | 'newer' | 'out-of-order'; sentence: string };

/** Stands in the list of a database whose rows moved to another one; in place of a hash it says where that is. */
export const MOVED = 'moved';

/** What a database still needs, or why this program must not touch it. */
export function compareHistory(known: Migration[], applied: Applied[]): Compared {
  const moved = applied.find(({ name }) => name === MOVED);
  if (moved) {
    const sentence = `This data moved to PostgreSQL at ${moved.sha256}: start Benchpath with that address in DATABASE_URL; nothing was changed here.`;
    return { ok: false, why: 'moved', sentence };
  }
  const unknown = applied.find(({ name }) => known.every((migration) => migration.name !== name));
  if (unknown) {
    const sentence = `This data was written by a newer Benchpath (its change “${unknown.name}” is not known here): update the program; nothing was changed.`;
    return { ok: false, why: 'newer', sentence };
  }
  const changed = applied.find(
    ({ name, sha256 }) => known.find((migration) => migration.name === name)?.sha256 !== sha256,
  );
  if (changed) {
    const sentence = `The file migrations/${changed.name}.sql is not the one that this data was made with: put the original file back; nothing was changed.`;
    return { ok: false, why: 'changed', sentence };
  }
  const pending = known.filter(({ name }) => applied.every((done) => done.name !== name));
  const last = applied.at(-1)?.name ?? '';
  const late = pending.find(({ name }) => name < last);
  if (late) {
    const sentence = `The migration ${late.name} comes before ${last}, which this data already has: give it the next free number; nothing was changed.`;
    return { ok: false, why: 'out-of-order', sentence };
  }
  return { ok: true, pending };
}
