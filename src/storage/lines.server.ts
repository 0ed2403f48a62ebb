import { sql } from 'kysely';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isWhole, writeBackup } from './backup-file.server.ts';
import type { Db } from './database.server.ts';
import { appliedMigrations, ownTables } from './history.server.ts';

/**
 * The logical backup: JSON lines, readable without a database. The first line names the migrations, the last one
 * counts the rows, so that a shortened file is seen; between them `{ "table": …, "row": { … } }`.
 */
const FORMAT = 'backup/1';
const ROWS_AT_ONCE = 500;

type Line =
  | { benchpath: typeof FORMAT; at: string; migrations: string[] }
  | { table: string; row: Record<string, unknown> }
  | { rows: Record<string, number> };

/** The tables that hold people's data: all but the list of applied migrations. */
const dataTables = async (db: Db): Promise<string[]> =>
  (await ownTables(db)).map(({ name }) => name).filter((name) => name !== 'migration');

/** Writes all rows of a PostgreSQL database as of one moment, while others go on writing. Resolves to the path. */
export function dumpLines(db: Db, folder: string, label: string, at: Date): Promise<string> {
  return writeBackup(folder, { label, extension: 'jsonl', at }, async (partial) => {
    const file = await open(partial, 'w', 0o600);
    const write = (lines: Line[]) =>
      file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    try {
      await snapshot.execute(async (all) => {
        const migrations = (await appliedMigrations(all)).map(({ name }) => name);
        await write([{ benchpath: FORMAT, at: at.toISOString(), migrations }]);
        const rows: Record<string, number> = {};
        for (const table of await dataTables(all)) {
          rows[table] = 0;
          // A cursor, so that a table larger than the memory can be backed up.
          await sql`declare backup cursor for select * from ${sql.table(table)}`.execute(all);
          for (;;) {
            const batch = await sql<
              Record<string, unknown>
            >`fetch ${sql.lit(ROWS_AT_ONCE)} from backup`.execute(all);
            if (batch.rows.length === 0) break;
            await write(batch.rows.map((row) => ({ table, row })));
            rows[table] += batch.rows.length;
          }
          await sql`close backup`.execute(all);
        }
        await write([{ rows }]);
      });
    } finally {
      await file.close();
    }
  });
}

export type Restored = { ok: true; rows: number } | { ok: false; sentence: string };

class Refused extends Error {}

/**
 * Puts a logical backup into a database (SQLite or PostgreSQL) that has had the same migrations and holds no rows.
 * All or nothing: a refusal leaves the database as it was.
 */
export async function restoreLines(db: Db, backup: string): Promise<Restored> {
  if (!(await isWhole(backup)))
    return { ok: false, sentence: `${backup} is not the file that was written: its checksum differs.` };
  try {
    const rows = await db.transaction().execute((transaction) => fill(transaction, backup));
    return { ok: true, rows };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, sentence: error.message };
    throw error;
  }
}

async function fill(db: Db, backup: string): Promise<number> {
  for (const table of await dataTables(db)) {
    const some = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (some.rows.length > 0)
      throw new Refused(`A backup is restored into an empty database only: ${table} has rows.`);
  }
  const here = (await appliedMigrations(db)).map(({ name }) => name);
  const counts: Record<string, number> = {};
  let total: number | null = null;
  for await (const text of createInterface({ input: createReadStream(backup) })) {
    const line = JSON.parse(text) as Line;
    if ('migrations' in line && JSON.stringify(line.migrations) !== JSON.stringify(here)) {
      throw new Refused(
        `The backup was made after other migrations (${line.migrations.join(', ')}) than this database has.`,
      );
    }
    if ('row' in line) {
      const columns = Object.keys(line.row).map((name) => sql.ref(name));
      await sql`insert into ${sql.table(line.table)} (${sql.join(columns)}) values (${sql.join(Object.values(line.row))})`.execute(
        db,
      );
      counts[line.table] = (counts[line.table] ?? 0) + 1;
    }
    if ('rows' in line) {
      total = 0;
      for (const [table, count] of Object.entries(line.rows)) {
        if (count !== (counts[table] ?? 0)) throw new Refused(`The backup lacks rows of ${table}.`);
        total += count;
      }
    }
  }
  if (total === null) throw new Refused(`${backup} ends too early.`);
  return total;
}
