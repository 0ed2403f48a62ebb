// The rule watch of a running server: real processes on data that an earlier release left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, openDatabase } from '../storage/index.server.ts';
import { EDITS, example } from '../watch/testing/contents.server.ts';
import { earlier } from '../watch/testing/earlier.server.ts';
import { startScript } from './testing/process.ts';

const BEGIN = join(import.meta.dirname, '..', '..', 'scripts', 'begin.js');
const env = {
  DATABASE_URL: '',
  ORIGIN: '',
  HOST: '',
  NODE_ENV: 'production',
  BENCHPATH_BACKUP_HOURS: '0',
  BENCHPATH_REMINDERS: 'no',
  BENCHPATH_TODAY: '2024-01-15',
};

test(
  'of two servers with new rules one tells what they changed, once, without holding up visitors',
  { timeout: 240_000 },
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'benchpath-watch-'));
    const database = openDatabase({ dataFolder: data });
    await migrate(database, () => new Date());
    const at = '2024-01-10T08:00:00.000Z';
    const { record } = example('mlt-lapsed.yaml', null);
    const content = JSON.stringify(record);
    const answers = JSON.stringify({ goal: null, asked: [], own: {} });
    await database.db
      .insertInto('record')
      .values({
        id: 'a',
        browser_id: 'b',
        content,
        answers,
        version: 1,
        head: '',
        created_at: at,
        updated_at: at,
      })
      .execute();
    await earlier({ dataFolder: data }, [EDITS.window]);
    const servers = [1, 2].map(() => startScript([BEGIN, 'start', '--port', '0', '--data', data], env));
    const sites = await Promise.all(
      servers.map((each) => each.until(/Benchpath is at (http:\/\/localhost:\d+)/)),
    );
    await Promise.race(servers.map((each) => each.until(/New rules changed 1 thing for people here/)));
    expect((await fetch(`${sites[0]![1]}/about`)).status).toBe(200);
    // The other one has asked too by then, or asks now.
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    const told = await database.db.selectFrom('notice').select(['subject', 'before', 'after']).execute();
    expect(told).toEqual([
      {
        subject: 'verdict ascp-mlt',
        before: 'You do not qualify yet.',
        after: 'You qualify: Accredited MLT program.',
      },
    ]);
    for (const each of servers) {
      each.child.kill('SIGTERM');
      expect(await each.ended).toEqual({ code: 0, signal: null });
      expect(each.said()).not.toContain('could not be told');
    }
    await database.close();
    rmSync(data, { recursive: true });
  },
);
