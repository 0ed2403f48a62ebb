import type { Database } from './database.server.ts';
import { openPostgresql } from './postgresql.server.ts';
import { openSqlite } from './sqlite.server.ts';

/** Where the data is. `databaseUrl` (the setting DATABASE_URL) chooses PostgreSQL; without one, or empty, SQLite. */
export type Place = { dataFolder: string; databaseUrl?: string | undefined };

/** The database of a place. Touches neither disk nor network before the first query, so that a build may import it. */
export const openDatabase = ({ dataFolder, databaseUrl }: Place): Database =>
  databaseUrl ? openPostgresql(databaseUrl, dataFolder) : openSqlite(dataFolder);
