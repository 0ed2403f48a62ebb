// How long an anonymous record is kept: real processes, started again months and years later on the same data.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startScript, type Running } from '../src/server/testing/process.ts';
import { startPostgres, type TestServer } from '../src/storage/testing/postgres.server.ts';

// The first start may have to build the pages.
vi.setConfig({ testTimeout: 240_000 });

const BEGIN = join(import.meta.dirname, '..', 'scripts', 'begin.js');
const PUBLIC = 'https://benchpath.example';
const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-11-22');
const LONGEST = 400 * 86_400;
const HALF_A_YEAR = 180 * 86_400;

describe.each(['SQLite', 'PostgreSQL'])('on %s', (kind) => {
  let postgres: TestServer | undefined;
  let running: Running | undefined;
  const folders: string[] = [];
  beforeAll(async () => {
    if (kind === 'PostgreSQL') postgres = await startPostgres();
  });
  afterEach(() => void running?.child.kill('SIGKILL'));
  afterAll(async () => {
    await postgres?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** New data, and the product on it so many days after the first. */
  async function begin() {
    const data = mkdtempSync(join(tmpdir(), 'benchpath-kept-'));
    folders.push(data);
    const databaseUrl = (await postgres?.freshDatabase()) ?? '';
    return async (days: number, origin: string) => {
      running?.child.kill('SIGKILL');
      await running?.ended;
      const today = new Date(FIRST + days * DAY_MS).toISOString().slice(0, 10);
      const env = {
        BENCHPATH_TODAY: today,
        DATABASE_URL: databaseUrl,
        ORIGIN: origin,
        HOST: '',
        NODE_ENV: 'production',
      };
      running = startScript([BEGIN, 'start', '--port', '0', '--data', data], env);
      const [, site = ''] = await running.until(/Benchpath is at (http:\/\/localhost:\d+)/);
      return {
        /** Tells a state; gives the cookie and for how many seconds it lasts. */
        tell: async () => {
          const response = await fetch(`${site}/start?q=state`, {
            method: 'POST',
            headers: { origin: origin || site },
            body: new URLSearchParams({ question: 'state', do: 'save', state: 'mn' }),
            redirect: 'manual',
          });
          const cookie = response.headers.get('set-cookie') ?? '';
          return { cookie: cookie.split(';')[0]!, seconds: Number(/Max-Age=(\d+)/.exec(cookie)?.[1]) };
        },
        look: async (cookie: string) => {
          const response = await fetch(`${site}/record`, { headers: { cookie } });
          const page = (await response.text()).replaceAll(/\s+/g, ' ');
          const seconds = /Max-Age=(\d+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
          return { page, kept: page.includes('state: MN'), seconds: seconds && Number(seconds) };
        },
      };
    };
  }

  test('on a personal machine a record is never removed for its age, and its cookie begins anew with each visit', async () => {
    const start = await begin();
    const { cookie, seconds } = await (await start(0, '')).tell();
    expect(seconds).toBe(LONGEST);
    for (const origin of ['', 'http://localhost:4173']) {
      const seen = await (await start(3_650, origin)).look(cookie);
      expect(seen).toMatchObject({ kept: true, seconds: LONGEST });
      expect(seen.page).toContain('Nothing is removed for its age');
      expect(seen.page).not.toContain('We remove');
    }
  });

  test('where others are served a record is kept for 180 days after its last change, and the page says so', async () => {
    const start = await begin();
    const { cookie, seconds } = await (await start(0, PUBLIC)).tell();
    expect(seconds).toBe(HALF_A_YEAR);
    const last = await (await start(180, PUBLIC)).look(cookie);
    expect(last).toMatchObject({ kept: true, seconds: undefined });
    expect(last.page).toContain('We remove a record when nobody has changed it for 180 days');
    const over = await (await start(181, PUBLIC)).look(cookie);
    expect(over.kept).toBe(false);
    expect(over.page).toContain('Nothing is kept for this browser');
    expect(over.page).toContain('We remove a record when nobody has changed it for 180 days');
  });
});
