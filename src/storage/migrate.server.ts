import { sql } from 'kysely';
import { join } from 'node:path';
import type { Database } from './database.server.ts';
import { faultOf } from './faults.server.ts';
import type { Fault } from './faults.server.ts';
import { appliedMigrations, compareHistory, ensureHistory } from './history.server.ts';
import type { Compared } from './history.server.ts';
import { migrationsFolder, readMigrations } from './migrations.server.ts';

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
      where = join(database.dataFolder, 'backups');
      const backup = applied.length > 0 ? await database.backUp(`before-${first.name}`, clock()) : null;
      where = database.where;
      for (const { name, sha256, statements } of compared.pending) {
        for (const statement of statements) await sql.raw(statement).execute(transaction);
        await transaction
          .insertInto('migration')
          .values({ name, sha256, applied_at: clock().toISOString() })
          .execute();
      }
      return { ok: true, applied: compared.pending.map(({ name }) => name), backup };
    });
  } catch (error) {
    const fault = faultOf(error, where);
    if (fault === null) throw error;
    return { ok: false, why: fault.fault, sentence: fault.sentence };
  }
}
