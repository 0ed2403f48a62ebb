import type { Kysely, Transaction } from 'kysely';
import type { Row } from './rows.server.ts';
import type { Tables } from './tables.ts';

/** Queries: the same builder for both databases, and inside a transaction. */
export type Db = Kysely<Tables>;

/** One database, SQLite or PostgreSQL. Nothing is opened or connected before the first query. */
export type Database = {
  kind: 'sqlite' | 'postgresql';
  /** For people: the data folder, or `host:port/database`. Holds no secret. */
  where: string;
  /** Backups are written into `backups/` in here, for PostgreSQL too; evidence stands in `evidence/`. */
  dataFolder: string;
  db: Db;
  /** Keeps every other migrating process waiting until the transaction ends. */
  lockForMigration(transaction: Transaction<Tables>): Promise<void>;
  /** A transaction that only reads, and sees one moment whatever others write meanwhile. */
  snapshot<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** The rows of one table, some at a time, so that a table larger than the memory can be read. */
  batches(transaction: Db, table: string): AsyncIterable<Row[]>;
  /** A consistent copy of all committed data, made while others write. Resolves to the name of the file it made in `folder`. */
  copyInto(folder: string, at: Date): Promise<string>;
  /** What the database itself finds wrong inside: damaged pages, rows that name a row which is not there. [] = sound. */
  examine(): Promise<string[]>;
  /**
   * Takes what was removed off the disk as far as the database lets us: SQLite keeps it in its log until that is emptied.
   * PostgreSQL overwrites it in its own time (autovacuum).
   */
  scrub(): Promise<void>;
  /** Ends all connections. A database that was never used closes at once. */
  close(): Promise<void>;
};
