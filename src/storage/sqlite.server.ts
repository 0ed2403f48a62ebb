import Sqlite from 'better-sqlite3';
import { CompiledQuery, Kysely, sql, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, SqliteDialectConfig, TransactionSettings } from 'kysely';
import { closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copySqlite } from './copy-sqlite.server.ts';
import type { Database, Db } from './database.server.ts';
import { makePrivateFolder } from './folder.server.ts';
import { ROWS_AT_ONCE, type Row } from './rows.server.ts';
import type { Tables } from './tables.ts';

const STATEMENT_WAIT_MS = 5_000;
const TRANSACTION_WAIT_MS = 60_000;

const isBusy = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');

/** https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction: there is no code of its own for it. */
const isOverAlready = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.message === 'cannot rollback - no transaction is active';

/** Tries until another process lets go, without holding up this process's event loop. */
async function whenFree(attempt: () => unknown): Promise<void> {
  for (let waited = 0; ; waited += 25) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= TRANSACTION_WAIT_MS) throw error;
    }
    await sleep(25);
  }
}

/** A transaction takes the write lock when it begins: one that reads first can then never fail half-way. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const run = (text: string) => connection.executeQuery(CompiledQuery.raw(text));
    if (settings?.accessMode === 'read only') return void (await run('begin'));
    // SQLite's own waiting blocks the whole process, so it is switched off while we wait our own way.
    await run('pragma busy_timeout = 0');
    try {
      await whenFree(() => run('begin immediate'));
    } finally {
      await run(`pragma busy_timeout = ${STATEMENT_WAIT_MS}`);
    }
  }

  /** A full or failing disk makes SQLite roll back by itself; what then went wrong is the disk, not that nothing is left to undo. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!isOverAlready(error)) throw error;
    }
  }
}

class Dialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }
}

/**
 * Made by us before SQLite does, so that only this account can read people's records. One that is there is not touched: to
 * close any handle of a file drops the locks that SQLite holds on it in this process
 * (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_), and another process
 * would then take itself for the last one, and remove the log.
 */
function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** `alone`: nobody else may have the file open, now or until we close it; else it fails as busy. */
type How = { alone?: boolean };

async function openFile(folder: string, file: string, { alone = false }: How): Promise<Sqlite.Database> {
  makePrivateFolder(folder);
  makePrivateFile(file);
  const sqlite = new Sqlite(file, { timeout: STATEMENT_WAIT_MS });
  try {
    if (alone) sqlite.pragma('locking_mode = exclusive');
    // Two processes that open a new file at once can meet here; SQLite does not wait by itself.
    if (alone) sqlite.pragma('journal_mode = wal');
    else await whenFree(() => sqlite.pragma('journal_mode = wal'));
    sqlite.pragma('synchronous = full');
    sqlite.pragma('foreign_keys = on');
    // Removed rows are overwritten with zeros: removed means gone.
    sqlite.pragma('secure_delete = on');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

export const sqliteFile = (dataFolder: string): string => join(dataFolder, 'benchpath.sqlite');

/** The database file `benchpath.sqlite` in the data folder. Open it once per process. */
export function openSqlite(dataFolder: string, how: How = {}): Database {
  const file = sqliteFile(dataFolder);
  return {
    ...databaseOf(dataFolder, () => openFile(dataFolder, file, how)),
    async copyInto(folder) {
      await copySqlite(file, join(folder, COPY));
      return COPY;
    },
  };
}

const COPY = 'database.sqlite';

/** A copy of a database, only to be read: nothing is written, not even beside it. */
export function openSqliteCopy(file: string): Omit<Database, 'copyInto'> {
  return databaseOf(dirname(file), async () => new Sqlite(file, { readonly: true, fileMustExist: true }));
}

function databaseOf(
  dataFolder: string,
  database: () => Promise<Sqlite.Database>,
): Omit<Database, 'copyInto'> {
  const db = new Kysely<Tables>({ dialect: new Dialect({ database }) });
  return {
    kind: 'sqlite',
    where: dataFolder,
    dataFolder,
    db,
    // `begin immediate` has already taken the only write lock there is.
    lockForMigration: async () => {},
    snapshot: (work) => db.transaction().setAccessMode('read only').execute(work),
    batches,
    examine: () => examine(db),
    // Somebody who is reading keeps the log; the next one who removes something, or closes the file, empties it.
    scrub: async () => void (await sql`pragma wal_checkpoint(truncate)`.execute(db)),
    close: () => db.destroy(),
  };
}

async function* batches(transaction: Db, table: string): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  for await (const row of transaction
    .selectFrom(table as keyof Tables)
    .selectAll()
    .stream()) {
    rows.push(row);
    if (rows.length < ROWS_AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** https://sqlite.org/pragma.html#pragma_integrity_check and #pragma_foreign_key_check; at most ten of each are told. */
async function examine(db: Db): Promise<string[]> {
  const pages = await sql<{ integrity_check: string }>`pragma integrity_check(10)`.execute(db);
  const orphans = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db);
  return [
    ...pages.rows.map((row) => row.integrity_check).filter((verdict) => verdict !== 'ok'),
    ...orphans.rows
      .slice(0, 10)
      .map((row) => `a row of ${row.table} names a ${row.parent} that is not there`),
  ];
}
