import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#storage/index.server.ts';
import { run } from '../../cli/answer.ts';
import { brokenChains, openLis } from '../store.server.ts';
import { served } from './testing/served.server.ts';

test('a scenario goes on by itself: its analyzers ask and report over TCP, and a tube without a label stays where it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'benchpath-scenario-'));
  const server = await served(folder, [
    '--scenario',
    'two-tubes-from-4-west',
    '--seed',
    '2',
    '--speed',
    '3600',
  ]);
  try {
    const results = async () => (await fetch(`http://127.0.0.1:${server.ports.http}/results`)).text();
    for (let n = 0; n < 400 && !/sent \d+ results/.test(server.said()); n++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.said()).toMatch(/T1 stays at reception: there is no bar code on it/);
    expect(server.said()).toMatch(/hem1 sent \d+ results of A/);
    expect(await results()).toMatch(/Hemoglobin/);
    expect(await server.end()).toBe(0);
    const database = openDatabase({ dataFolder: folder });
    try {
      const [{ id }] = (await database.db.selectFrom('lis').select('id').execute()) as [{ id: string }];
      expect(id).toMatch(/^two-tubes-from-4-west\/2\//);
      expect(await brokenChains(database.db)).toEqual([]);
      const lis = await (await openLis(database.db, id, '')).look((l) => l.lis);
      const fromAnalyzer = [...lis.messages.values()].filter((m) => m.way === 'in' && m.peer === 'hem1');
      // A query and its results, as they came over the wire.
      expect(fromAnalyzer.map((m) => [m.protocol, m.state.status])).toEqual([['astm', 'filed'], ['astm', 'filed']]); // prettier-ignore
    } finally {
      await database.close();
    }
  } finally {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

test('what cannot be served is said in one line', async () => {
  const around = { color: false, columns: 100, stdin: () => Promise.resolve(new Uint8Array()) };
  const serve = (...words: string[]) => run(['lab', 'serve', ...words], around);
  const folder = await mkdtemp(join(tmpdir(), 'benchpath-refused-'));
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  try {
    for (const [words, says] of [
      [['--hl7', '99999'], /--hl7 "99999" is no port/],
      [['--seed', '1'], /--seed belongs to a scenario/],
      [['--scenario', 'two-tubes-from-4-wes'], /did you mean two-tubes-from-4-west/],
      [['--scenario', 'two-tubes-from-4-west', '--speed', 'fast'], /is no pace/],
      [['--reports', 'nowhere'], /is no address; write HOST:PORT/],
    ] as const) {
      const { code, out, err } = await serve(...words, '--data', folder);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(says);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
    const busy = await serve('--hl7', String(port), '--astm', '0', '--http', '0', '--data', folder);
    expect(busy).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/Port \d+ is taken by another program/) }); // prettier-ignore
  } finally {
    taken.close();
    await rm(folder, { recursive: true, force: true });
  }
});
