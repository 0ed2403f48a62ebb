import { createHash } from 'node:crypto';
import type { Database, Db } from './database.server.ts';
import { appliedMigrations, ownTables } from './history.server.ts';

export type Row = Record<string, unknown>;
export type Batch = { table: string; rows: Row[] };

/** Everything that a place held at one moment, table by table. `migrations`: the names of those it had. */
export type Rows = { migrations: string[]; batches: AsyncIterable<Batch> };

/** Rows on their way at once: few enough for the memory, and for the 32,766 values that SQLite takes in a statement. */
export const ROWS_AT_ONCE = 500;

/** The tables that hold people's data: all but the list of applied migrations. */
export const dataTables = async (db: Db): Promise<string[]> =>
  (await ownTables(db)).map(({ name }) => name).filter((name) => name !== 'migration');

/** All rows of a database, seen through a transaction that stays on one moment. */
export async function rowsOf(database: Pick<Database, 'batches'>, transaction: Db): Promise<Rows> {
  const tables = await dataTables(transaction);
  async function* batches() {
    for (const table of tables)
      for await (const rows of database.batches(transaction, table)) yield { table, rows };
  }
  const migrations = (await appliedMigrations(transaction)).map(({ name }) => name);
  return { migrations, batches: batches() };
}

/**
 * What two places are compared by: for each table that has rows, their number and the sum of their hashes (SHA-256, modulo
 * 2^256). A sum, because two databases give the same rows in different orders.
 */
export class Tally {
  readonly #tables = new Map<string, { rows: number; sum: bigint }>();

  add({ table, rows }: Batch): void {
    const so = this.#tables.get(table) ?? { rows: 0, sum: 0n };
    for (const row of rows) so.sum = BigInt.asUintN(256, so.sum + hashOf(row));
    so.rows += rows.length;
    if (so.rows > 0) this.#tables.set(table, so);
  }

  get rows(): number {
    return [...this.#tables.values()].reduce((all, { rows }) => all + rows, 0);
  }

  /** The name of the first table in which the two differ; null = the same rows on both sides. */
  differsIn(other: Tally): string | null {
    for (const table of new Set([...this.#tables.keys(), ...other.#tables.keys()])) {
      const [one, two] = [this.#tables.get(table), other.#tables.get(table)];
      if (one?.rows !== two?.rows || one?.sum !== two?.sum) return table;
    }
    return null;
  }

  /** For people and programs: rows and sum (64 hexadecimal digits) by table. */
  toJSON(): Record<string, { rows: number; sum: string }> {
    return Object.fromEntries(
      [...this.#tables].map(([table, { rows, sum }]) => [
        table,
        { rows, sum: sum.toString(16).padStart(64, '0') },
      ]),
    );
  }
}

/** The hash of a row, in whatever order the database names its columns. */
function hashOf(row: Row): bigint {
  const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return BigInt(`0x${createHash('sha256').update(JSON.stringify(columns)).digest('hex')}`);
}

export async function tallyOf(batches: AsyncIterable<Batch>): Promise<Tally> {
  const tally = new Tally();
  for await (const batch of batches) tally.add(batch);
  return tally;
}
