import { readdir, utimes, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../migrate.server.ts';
import { onEachDatabase } from '../testing/each-database.server.ts';
import { backUpDue } from './due.server.ts';
import { backupHours } from './hours.ts';
import { backupsIn, backupsOf } from './list.server.ts';
import { backUp } from './make.server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-03-01T08:00:00.000Z');
const whole = async () => [];

onEachDatabase(({ open, place }) => {
  const begin = async () => {
    const now = { ms: START };
    const clock = () => new Date(now.ms);
    const where = await place();
    const database = await open(where);
    await migrate(database, clock);
    return { now, clock, where, database, folder: backupsOf(database.dataFolder) };
  };

  test('of several processes one makes the backup, and the others hear when to ask again', async () => {
    const { clock, where, database, folder } = await begin();
    const others = await Promise.all([open(where), open(where)]);
    const answers = await Promise.all(
      [database, ...others].map((each) => backUpDue(each, DAY_MS, whole, clock)),
    );
    expect(answers.filter(({ made }) => made !== null)).toHaveLength(1);
    const all = await backupsIn(folder);
    expect(all).toMatchObject([{ verified: true, label: 'regular' }]);
    expect(await backUpDue(database, DAY_MS, whole, clock)).toEqual({
      made: null,
      why: 'not due',
      next: new Date(START + DAY_MS).toISOString(),
    });
  });

  test('old backups and what killed processes left go, once the new one was restored and found whole', async () => {
    const { now, clock, database, folder } = await begin();
    const old = await backUp(database, 'regular', clock());
    for (const name of ['2026-01-01T08-00-00-000Z-regular.partial', '.trial-abc']) {
      await mkdir(join(folder, name));
      await utimes(join(folder, name), 0, 0);
    }
    await mkdir(join(folder, 'photos'));
    now.ms = START + 100 * DAY_MS;
    const broken = async () => ['record r: event 2 was changed'];
    const failed = await backUpDue(database, DAY_MS, broken, clock);
    expect(failed).toMatchObject({ made: null, why: 'failed', problem: expect.stringContaining('event 2') });
    expect((await backupsIn(folder)).map(({ path }) => path)).toContain(old);
    expect(await backUpDue(database, DAY_MS, whole, clock)).toMatchObject({ why: 'not due' });
    now.ms += HOUR_MS;
    const done = await backUpDue(database, DAY_MS, whole, clock);
    expect(done).toMatchObject({ removed: expect.arrayContaining(['.trial-abc']) });
    const left = (await readdir(folder)).sort();
    // The one that was not whole stays for two days, and what is not ours for ever.
    expect(left).toHaveLength(3);
    expect(left).toContain('photos');
    expect(left).not.toContain(old);
  });
});

test('the interval is a day unless it is told, and 0 means never', () => {
  const hours = (text?: string) => backupHours(text === undefined ? {} : { BENCHPATH_BACKUP_HOURS: text });
  expect([hours(), hours(''), hours('1'), hours('168'), hours('0')]).toEqual([24, 24, 1, 168, 0]);
  expect(['daily', '-1', '0.5', '169', 'NaN'].map(hours)).toEqual([null, null, null, null, null]);
});
