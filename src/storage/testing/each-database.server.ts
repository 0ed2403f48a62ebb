import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Database } from '../database.server.ts';
import { openDatabase } from '../open.server.ts';
import type { Place } from '../open.server.ts';
import { startPostgres } from './postgres.server.ts';
import type { TestServer } from './postgres.server.ts';

/** What a suite gets for each kind of database. All of it is removed after each test. */
export type Stage = {
  kind: Database['kind'];
  /** A new place: an empty data folder and, for PostgreSQL, an empty database. */
  place(): Promise<Place>;
  /** Opens a place (a new one unless given), and closes it after the test. */
  open(place?: Place): Promise<Database>;
};

/** Runs the same tests on SQLite and on a real PostgreSQL that is started for them. */
export function onEachDatabase(suite: (stage: Stage) => void): void {
  describe('on SQLite', () => suite(stageOf('sqlite', () => undefined)));
  describe('on PostgreSQL', () => {
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(async () => await server?.stop());
    suite(stageOf('postgresql', () => server?.freshDatabase()));
  });
}

function stageOf(kind: Database['kind'], freshUrl: () => Promise<string> | undefined): Stage {
  const open = new Set<Database>();
  const folders = new Set<string>();
  afterEach(async () => {
    for (const database of open) await database.close();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
    open.clear();
    folders.clear();
  });
  const place = async (): Promise<Place> => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'benchpath-test-'));
    folders.add(dataFolder);
    return { dataFolder, databaseUrl: await freshUrl() };
  };
  return {
    kind,
    place,
    async open(given) {
      const database = openDatabase(given ?? (await place()));
      open.add(database);
      return database;
    },
  };
}
