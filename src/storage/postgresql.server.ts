import { Kysely, PostgresDialect, sql } from 'kysely';
import { join } from 'node:path';
import pg from 'pg';
import type { Database, Db } from './database.server.ts';
import { StorageFault } from './faults.server.ts';
import { writeLines } from './lines.server.ts';
import { dataTables, ROWS_AT_ONCE, type Row } from './rows.server.ts';
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
    // The same for connections in use: the query under way fails, and whoever asked is told.
    opened.on('connect', (client) => client.on('error', () => {}));
    return opened;
  };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  // Repeatable read: all queries of the transaction see what was committed when the first one began.
  const snapshot: Database['snapshot'] = (work) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
  const database: Database = {
    kind: 'postgresql',
    where: place ?? 'DATABASE_URL',
    dataFolder,
    db,
    async lockForMigration(transaction) {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    },
    snapshot,
    batches,
    async copyInto(folder, at) {
      await writeLines(database, join(folder, COPY), at);
      return COPY;
    },
    examine: () => snapshot(examine),
    scrub: async () => {},
    close: () => db.destroy(),
  };
  return database;
}

const COPY = 'database.jsonl';

async function* batches(transaction: Db, table: string): AsyncGenerator<Row[]> {
  await sql`declare reading cursor for select * from ${sql.table(table)}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(ROWS_AT_ONCE)} from reading`.execute(transaction);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close reading`.execute(transaction);
}

/** The parent of each reference, by the catalog (https://www.postgresql.org/docs/current/catalog-pg-constraint.html). */
const REFERENCES = sql<{ child: string; column: string; parent: string; key: string }>`
  select child.relname as child, c.attname as column, parent.relname as parent, p.attname as key
  from pg_constraint r
  join pg_class child on child.oid = r.conrelid
  join pg_class parent on parent.oid = r.confrelid
  join pg_attribute c on c.attrelid = r.conrelid and c.attnum = r.conkey[1]
  join pg_attribute p on p.attrelid = r.confrelid and p.attnum = r.confkey[1]
  where r.contype = 'f' and r.connamespace = 'public'::regnamespace and cardinality(r.conkey) = 1`;

/** PostgreSQL has no check of its pages that everybody may run: every row is read, and each is asked for its parent. */
async function examine(db: Db): Promise<string[]> {
  for (const table of await dataTables(db)) for await (const rows of batches(db, table)) void rows;
  const wrong: string[] = [];
  for (const { child, column, parent, key } of (await REFERENCES.execute(db)).rows) {
    const orphans = await sql`select 1 from ${sql.table(child)} c where c.${sql.ref(column)} is not null
      and not exists (select 1 from ${sql.table(parent)} p where p.${sql.ref(key)} = c.${sql.ref(column)}) limit 1`.execute(
      db,
    );
    if (orphans.rows.length > 0) wrong.push(`a row of ${child} names a ${parent} that is not there`);
  }
  return wrong;
}
