import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Queries: the same builder for both databases, and inside a transaction. */
export type Db = Kysely<Tables>;

/** One database, SQLite or PostgreSQL. Nothing is opened or connected before the first query. */
export type Database = {
  kind: 'sqlite' | 'postgresql';
  /** For people: the data folder, or `host:port/database`. Holds no secret. */
  where: string;
  /** Backups are written into `backups/` in here, for PostgreSQL too. */
  dataFolder: string;
  db: Db;
  /** Keeps every other migrating process waiting until the transaction ends. */
  lockForMigration(transaction: Transaction<Tables>): Promise<void>;
  /** A verified, consistent copy of all committed data. Resolves to the path of the finished file. */
  backUp(label: string, at: Date): Promise<string>;
  /** Ends all connections. A database that was never used closes at once. */
  close(): Promise<void>;
};
