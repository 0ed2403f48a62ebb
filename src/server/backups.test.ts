// The regular backup of a running server: real processes on one SQLite place.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsIn, backupsOf, migrate, openDatabase } from '../storage/index.server.ts';
import { startScript } from './testing/process.ts';

const BEGIN = join(import.meta.dirname, '..', '..', 'scripts', 'begin.js');
const env = { DATABASE_URL: '', ORIGIN: '', HOST: '', NODE_ENV: 'production' };
const start = (data: string, hours: string) =>
  startScript([BEGIN, 'start', '--port', '0', '--data', data], { ...env, BENCHPATH_BACKUP_HOURS: hours });

test(
  'of two servers with the same data one makes the backup, without holding up visitors',
  { timeout: 240_000 },
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'benchpath-regular-'));
    const database = openDatabase({ dataFolder: data });
    await migrate(database, () => new Date());
    const servers = [start(data, '24'), start(data, '24')];
    const sites = await Promise.all(
      servers.map((each) => each.until(/Benchpath is at (http:\/\/localhost:\d+)/)),
    );
    await Promise.race(servers.map((each) => each.until(/Backed up into .*-regular\./)));
    expect((await fetch(`${sites[0]![1]}/about`)).status).toBe(200);
    // The other one has asked too by then, or asks now.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await backupsIn(backupsOf(data))).toMatchObject([{ label: 'regular', verified: true }]);
    const jobs = database.db.selectFrom('job').select(['name', 'said']).where('name', '=', 'backup');
    expect(await jobs.execute()).toMatchObject([{ said: expect.stringContaining('-regular') }]);
    for (const each of servers) {
      each.child.kill('SIGTERM');
      expect(await each.ended).toEqual({ code: 0, signal: null });
      expect(each.said()).not.toContain('could not be made');
    }
    await database.close();
    rmSync(data, { recursive: true });
  },
);

test('an interval that is none is refused at the start', async () => {
  const server = start(mkdtempSync(join(tmpdir(), 'benchpath-regular-')), 'daily');
  expect(await server.ended).toMatchObject({ code: 1 });
  expect(server.said()).toContain('BENCHPATH_BACKUP_HOURS is no number of hours');
});
