import { sql } from 'kysely';
import { BEFORE_UPDATE } from './backups/kept.ts';
import { backupsOf } from './backups/list.server.ts';
import { backUp } from './backups/make.server.ts';
import type { Database, Db } from './database.server.ts';
import { faultOf } from './faults.server.ts';
import type { Fault } from './faults.server.ts';
import { appliedMigrations, compareHistory, ensureHistory } from './history.server.ts';
import type { Compared } from './history.server.ts';
import { migrationsFolder, readMigrations, type Migration } from './migrations.server.ts';

/** `applied`: names of the migrations run now. `backup`: path of the copy made before them, null where none was needed. */
export type Migrated =
  | { ok: true; applied: string[]; backup: string | null }
  | { ok: false; why: Extract<Compared, { ok: false }>['why'] | Fault['fault']; sentence: string };

/**
 * Brings a database to the newest form this program knows: all pending migrations or none. Data that exists is
 * backed up first. Safe to call from several processes at once: one works, the others wait and find it done.
 * A migration whose SQL fails is a bug: it throws, and the database stays as it was.
 * @param clock the present moment
 * @param folder where the migrations are
 */
export async function migrate(
  database: Database,
  clock: () => Date,
  folder = migrationsFolder(),
): Promise<Migrated> {
  const known = await readMigrations(folder);
  let where = database.where;
  try {
    return await database.db.transaction().execute(async (transaction) => {
      await database.lockForMigration(transaction);
      await ensureHistory(transaction);
      const applied = await appliedMigrations(transaction);
      const compared = compareHistory(known, applied);
      if (!compared.ok) return compared;
      const [first] = compared.pending;
      if (!first) return { ok: true, applied: [], backup: null };
      // A backup can fail on another disk than the database's.
      where = backupsOf(database.dataFolder);
      const label = `${BEFORE_UPDATE}${first.name}`;
      const backup = applied.length > 0 ? await backUp(database, label, clock()) : null;
      where = database.where;
      await runMigrations(transaction, compared.pending, clock);
      return { ok: true, applied: compared.pending.map(({ name }) => name), backup };
    });
  } catch (error) {
    const fault = faultOf(error, where);
    if (fault === null) throw error;
    return { ok: false, why: fault.fault, sentence: fault.sentence };
  }
}

/** Runs migrations in a transaction, and writes down that this database has had them. */
export async function runMigrations(
  transaction: Db,
  migrations: readonly Migration[],
  clock: () => Date,
): Promise<void> {
  for (const { name, sha256, statements } of migrations) {
    for (const statement of statements) await sql.raw(statement).execute(transaction);
    const applied_at = clock().toISOString();
    await transaction.insertInto('migration').values({ name, sha256, applied_at }).execute();
  }
}
