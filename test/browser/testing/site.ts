// The product as people start it: `scripts/begin.js start` in a process of its own, on a free port, with a data
// folder of its own, on a fixed day.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScript, type Running } from '../../../src/server/testing/process.ts';
import type { Database, Place } from '../../../src/storage/index.server.ts';
import { startPostgres } from '../../../src/storage/testing/postgres.server.ts';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const TODAY = '2026-11-22';

export type Kind = Database['kind'];

/**
 * The database under journeys in a browser and under the attacks on every door. Stores, and requests that need no browser, are
 * tested on both each time; `BENCHPATH_TEST_ON=postgresql npm test -- test/browser test/isolation` runs all on PostgreSQL.
 */
export const KIND: Kind = process.env['BENCHPATH_TEST_ON'] === 'postgresql' ? 'postgresql' : 'sqlite';

export type Site = {
  origin: string;
  /** Where its data is, for `openDatabase`. */
  place: Place;
  /** Everything that the process wrote to its outputs. */
  said: () => string;
  /** Ends the process at once, as a power cut does. */
  kill: () => Promise<void>;
  /** Starts again at the same address, with the same data. */
  again: () => Promise<void>;
  /** Ends the process and removes its data. */
  end: () => Promise<void>;
};

/** @param kind PostgreSQL is one of the site's own, started for it @param settings of the environment, beside the usual */
export async function startSite(kind: Kind = KIND, settings: { [name: string]: string } = {}): Promise<Site> {
  const postgres = kind === 'postgresql' ? await startPostgres() : null;
  const databaseUrl = (await postgres?.freshDatabase()) ?? '';
  const data = mkdtempSync(join(tmpdir(), 'benchpath-browser-'));
  const env = {
    BENCHPATH_TODAY: TODAY,
    DATABASE_URL: databaseUrl,
    ORIGIN: '',
    HOST: '',
    // Their tests start servers of their own; here they would only take the processor.
    BENCHPATH_BACKUP_HOURS: '0',
    BENCHPATH_REMINDERS: 'no',
    BENCHPATH_RULE_WATCH: 'no',
    NODE_ENV: 'production',
    ...settings,
  };
  let running: Running;
  const start = async (port: string) => {
    const begin = join(ROOT, 'scripts', 'begin.js');
    running = startScript([begin, 'start', '--port', port, '--data', data], env);
    const [, address = ''] = await running.until(/Benchpath is at (http:\/\/localhost:\d+)/);
    return address;
  };
  const kill = async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  };
  const origin = await start('0');
  return {
    origin,
    place: { dataFolder: data, databaseUrl },
    said: () => running.said(),
    kill,
    again: async () => void (await start(new URL(origin).port)),
    end: async () => {
      await kill();
      await postgres?.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
