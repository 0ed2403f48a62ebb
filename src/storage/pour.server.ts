import type { Transaction } from 'kysely';
import type { Database } from './database.server.ts';
import { compareHistory, ensureHistory, ownTables } from './history.server.ts';
import { runMigrations } from './migrate.server.ts';
import { migrationsFolder, readMigrations } from './migrations.server.ts';
import { Refused } from './refused.server.ts';
import { rowsOf, Tally, tallyOf, type Batch, type Rows } from './rows.server.ts';
import type { Tables } from './tables.ts';

/**
 * Puts all rows of another place into an empty database: makes the tables as that place had them, writes the rows, reads
 * them back and compares. Throws `Refused`, for the caller's transaction to undo everything.
 */
export async function pour(
  rows: Rows,
  into: Database,
  transaction: Transaction<Tables>,
  clock: () => Date,
): Promise<Tally> {
  await into.lockForMigration(transaction);
  const [taken] = await ownTables(transaction);
  if (taken) throw new Refused(`The database at ${into.where} is not empty: it has the table ${taken.name}.`);
  await ensureHistory(transaction);
  await runMigrations(transaction, await mustKnow(rows.migrations), clock);
  const tables = new Set((await ownTables(transaction)).map(({ name }) => name));
  const sent = new Tally();
  for await (const batch of rows.batches) {
    if (!tables.has(batch.table))
      throw new Refused(`There is no table ${batch.table} for the rows that came.`);
    await write(batch, transaction);
    sent.add(batch);
  }
  const arrived = await tallyOf((await rowsOf(into, transaction)).batches);
  const table = sent.differsIn(arrived);
  if (table !== null) throw new Refused(`The rows of ${table} did not arrive as they were sent.`);
  return sent;
}

async function write({ table, rows }: Batch, transaction: Transaction<Tables>): Promise<void> {
  try {
    await transaction
      .insertInto(table as keyof Tables)
      .values(rows as never)
      .execute();
  } catch (error) {
    // character_not_in_repertoire: SQLite keeps U+0000 inside a text, PostgreSQL does not.
    if (!(error instanceof Error && 'code' in error && error.code === '22021')) throw error;
    const row = rows.find((each) => JSON.stringify(each).includes('\\u0000'));
    const first = Object.entries(row ?? {})[0]?.join(' ') ?? 'one row';
    throw new Refused(
      `A text of ${table} (${first}) holds a character that PostgreSQL does not take, U+0000: take it out first.`,
    );
  }
}

/** The migrations of these names, in their order; refuses what a newer Benchpath wrote. */
export async function mustKnow(names: readonly string[]) {
  const all = await readMigrations(migrationsFolder());
  const sha256 = (name: string) => all.find((migration) => migration.name === name)?.sha256 ?? '';
  const compared = compareHistory(
    all,
    names.map((name) => ({ name, sha256: sha256(name) })),
  );
  if (!compared.ok) throw new Refused(compared.sentence);
  return all.filter(({ name }) => names.includes(name));
}
