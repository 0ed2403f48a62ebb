import { Kysely, PostgresDialect, sql } from 'kysely';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from './database.server.ts';
import { dumpLines } from './lines.server.ts';
import { StorageFault } from './faults.server.ts';
import type { Tables } from './tables.ts';

/** The name of the lock that one migrating process holds: any fixed number that nobody else uses. */
const MIGRATION_LOCK = 7_236_254_101;

/** `host:port/database`, without user and password; null for text that is no address of PostgreSQL. */
function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, pathname, searchParams } = new URL(url);
  if (protocol !== 'postgresql:' && protocol !== 'postgres:') return null;
  return `${hostname || searchParams.get('host') || 'localhost'}:${port || '5432'}${pathname}`;
}

/** The database at a `postgresql://` address. Many processes may use it at once. */
export function openPostgresql(url: string, dataFolder: string): Database {
  const place = placeOf(url);
  const pool = async (): Promise<pg.Pool> => {
    if (place === null) throw new StorageFault('address', 'not an address of PostgreSQL');
    const opened = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
    // A server that restarts drops idle connections. The pool makes new ones; without a listener Node would end.
    opened.on('error', () => {});
    return opened;
  };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgresql',
    where: place ?? 'DATABASE_URL',
    dataFolder,
    db,
    async lockForMigration(transaction) {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    },
    backUp: (label, at) => dumpLines(db, join(dataFolder, 'backups'), label, at),
    close: () => db.destroy(),
  };
}
