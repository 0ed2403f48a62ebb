import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, openDatabase } from '#storage/index.server.ts';
import { inside } from './testing/process.ts';

test('a letter needs an address that its reader can open', async () => {
  for (const words of [[], ['--site', 'bench.example'], ['--site', 'javascript:alert(1)'], ['--site']]) {
    const { code, out, err } = await inside(['remind', ...words]);
    expect([code, out], words.join(' ')).toEqual([2, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
  }
});

test('a place where nothing is kept yet, or that waits for its migrations, is left as it is and asked again soon', async () => {
  const data = mkdtempSync(join(tmpdir(), 'benchpath-remind-'));
  const remind = async () => {
    const { code, out, err } = await inside([
      'remind',
      '--site',
      'https://bench.example/x?y',
      '--data',
      data,
    ]);
    expect([code, err]).toEqual([0, '']);
    const { next, ...said } = JSON.parse(out) as { next: string };
    return { ...said, minutes: Math.round((Date.parse(next) - Date.now()) / 60_000) };
  };
  const nothing = { letters: 0, waiting: 0, problems: [] };
  expect(await remind()).toEqual({ ...nothing, minutes: 10 });
  expect(readdirSync(data)).toEqual([]);
  const database = openDatabase({ dataFolder: data });
  await database.db.schema.createTable('migration').addColumn('name', 'text').addColumn('sha256', 'text').addColumn('applied_at', 'text').execute(); // prettier-ignore
  expect(await remind()).toEqual({ ...nothing, minutes: 10 });
  await database.db.schema.dropTable('migration').execute();
  await migrate(database, () => new Date());
  expect(await remind()).toEqual({ ...nothing, minutes: 60 });
  await database.close();
  rmSync(data, { recursive: true });
});
