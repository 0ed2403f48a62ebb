// The product as people start it: `scripts/begin.js start` in a process of its own, on a free port, with a data
// folder of its own, on a fixed day.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScript, type Running } from '../../../src/server/testing/process.ts';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const TODAY = '2026-11-22';

export type Site = {
  origin: string;
  /** Ends the process at once, as a power cut does. */
  kill: () => Promise<void>;
  /** Starts again at the same address, with the same data. */
  again: () => Promise<void>;
  /** Ends the process and removes its data. */
  end: () => Promise<void>;
};

export async function startSite(): Promise<Site> {
  const data = mkdtempSync(join(tmpdir(), 'benchpath-browser-'));
  const env = { BENCHPATH_TODAY: TODAY, DATABASE_URL: '', ORIGIN: '', HOST: '', NODE_ENV: 'production' };
  let running: Running;
  const start = async (port: string) => {
    const begin = join(ROOT, 'scripts', 'begin.js');
    running = startScript([begin, 'start', '--port', port, '--data', data], env);
    const [, address = ''] = await running.until(/Benchpath is at (http:\/\/127\.0\.0\.1:\d+)/);
    return address;
  };
  const kill = async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  };
  const origin = await start('0');
  return {
    origin,
    kill,
    again: async () => void (await start(new URL(origin).port)),
    end: async () => {
      await kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Long enough for a first build and a busy machine; a test that hangs still ends. */
export const PATIENCE = 240_000;
