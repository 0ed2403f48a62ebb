// Places to write to, and records in them.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newToken } from '../../src/kernel/ids.ts';
import { migrate, openDatabase, type Database, type Place } from '../../src/storage/index.server.ts';
import { startPostgres } from '../../src/storage/testing/postgres.server.ts';

export type Kind = Database['kind'];
export const KINDS: readonly Kind[] = ['sqlite', 'postgresql'];

export type Ground = {
  kind: Kind;
  place: Place;
  /** Names of the records that are written to, as the cookies of browsers hold them. */
  tokens: string[];
  /** Kills the database server with all its processes, and starts it again; SQLite has none. */
  crash: () => Promise<void>;
  end: () => Promise<void>;
};

/** PostgreSQL's own account may enter it. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'benchpath-fault-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** @param disk the folder to use, which stays: for the data folder, and for all of PostgreSQL */
export async function ground(kind: Kind, disk?: string): Promise<Ground> {
  const under = disk ?? freshFolder();
  const server = kind === 'postgresql' ? await startPostgres({ durable: true, under }) : null;
  const dataFolder = join(under, 'data');
  const place: Place = { dataFolder, databaseUrl: await server?.freshDatabase() };
  const database = openDatabase(place);
  const migrated = await migrate(database, () => new Date());
  if (!migrated.ok) throw new Error(migrated.sentence);
  await database.close();
  return {
    kind,
    place,
    tokens: Array.from({ length: 3 }, () => newToken(randomBytes)),
    crash: async () => server?.crash(),
    end: async () => {
      await server?.stop();
      rmSync(disk ? dataFolder : under, { recursive: true, force: true });
    },
  };
}
