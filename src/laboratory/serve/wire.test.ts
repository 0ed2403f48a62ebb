import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { migrate, openDatabase } from '#storage/index.server.ts';
import { brokenChains, openLis } from '../store.server.ts';
import { openHouse } from './house.server.ts';
import { serveHl7 } from './lines.server.ts';
import { astmResult, hl7Result, sendAstm, sendHl7 } from './testing/senders.server.ts';
import { served } from './testing/served.server.ts';
import { BAD, foundIn, isLoss, orderFor, RULES, tableOf, tried, type Trial } from './testing/trial.server.ts';

const folders: string[] = [];
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'benchpath-wire-'));
  folders.push(made);
  return made;
}
async function opened(dataFolder: string) {
  const database = openDatabase({ dataFolder });
  ends.push(() => database.close());
  const migrated = await migrate(database, () => new Date());
  if (!migrated.ok) throw new Error(migrated.sentence);
  return database;
}

describe('over bad lines, real sockets and a real database', () => {
  const TRIALS: Trial[] = [
    { protocol: 'hl7', way: 'in', count: 400, connections: 4, faults: BAD.hl7, seed: 11 },
    { protocol: 'hl7', way: 'out', count: 80, connections: 1, faults: BAD.hl7, seed: 12 },
    { protocol: 'astm', way: 'in', count: 200, connections: 4, faults: BAD.astm, seed: 13 },
    { protocol: 'astm', way: 'out', count: 40, connections: 4, faults: BAD.astm, seed: 14 },
  ];
  for (const trial of TRIALS)
    test(`nothing is lost, doubled or crossed: ${trial.protocol} ${trial.way}`, async () => {
      const row = await tried(trial, { dataFolder: await folder() });
      expect(isLoss(row), tableOf([row])).toBe(false);
      expect(row.acknowledged).toBe(trial.count);
      // The line was bad indeed.
      expect(row.counts.cut + row.counts.half).toBeGreaterThan(0);
      expect(row.sends).toBeGreaterThan(trial.count);
    });

  test('a LIS that answers before it stores, and one that mixes up specimens, are caught', async () => {
    const database = await opened(await folder());
    for (const fault of ['forgets', 'mixes up'] as const) {
      const store = await openLis(database.db, fault, '');
      const house = openHouse(store, RULES, () => Date.parse('2026-01-05T07:31:00Z') / 1000);
      const sent = await orderFor(house, 30);
      const broken: typeof house = {
        ...house,
        hear: (message) => {
          const n = Number(/-(\d+)\|P\|/.exec(message.raw)![1]);
          if (fault === 'forgets' && n === 7) return Promise.resolve({ message: '', parked: null, replies: ['MSH|^~\\&|||||||ACK|1|P|2.5.1\rMSA|AA|C-7\r'] }); // prettier-ignore
          const raw = n === 7 ? message.raw.replace(/1\.00007/, '1.00008') : message.raw;
          return house.hear({ ...message, raw });
        },
      };
      const server = await serveHl7(broken, { port: 0, host: '127.0.0.1', report: () => {} });
      await sendHl7(() => server.port, sent.map((one) => ({ id: `C-${one.n}`, raw: hl7Result(one, 'C') }))); // prettier-ignore
      await server.close();
      const found = foundIn(await store.look((l) => l), sent);
      expect(found).toMatchObject(fault === 'forgets' ? { lost: 1, crossed: 0 } : { lost: 0, crossed: 1 });
    }
  });
});

test('a server that is killed in the midst of work has lost nothing it acknowledged, and doubles nothing that comes again', async () => {
  const dataFolder = await folder();
  const prepared = await opened(dataFolder);
  const before = openHouse(await openLis(prepared.db, 'house', ''), RULES, () => Date.parse('2026-01-05T07:00:00Z') / 1000); // prettier-ignore
  const sent = await orderFor(before, 240);
  await prepared.close();
  const halves = { hl7: sent.filter((s) => s.n % 3 > 0), astm: sent.filter((s) => s.n % 3 === 0) };
  const raws = {
    hl7: halves.hl7.map((one) => ({ id: `C1-${one.n}`, raw: hl7Result(one, 'C1') })),
    astm: halves.astm.map((one) => ({ id: `C2-${one.n}`, raw: astmResult(one, 'C2') })),
  };
  const acked = new Set<string>();
  const first = await served(dataFolder);
  let over = false;
  const onAck = (id: string) => {
    acked.add(id);
    if (acked.size === 90) first.child.kill('SIGKILL');
  };
  const how = { onAck, over: () => over };
  first.child.once('close', () => (over = true));
  await Promise.all([
    sendHl7(() => first.ports.hl7, raws.hl7, how),
    sendAstm(() => first.ports.astm, raws.astm, how),
  ]);
  expect(acked.size).toBeGreaterThanOrEqual(90);
  expect(acked.size).toBeLessThan(240);

  const between = await opened(dataFolder);
  expect(await brokenChains(between.db)).toEqual([]);
  const kept = await (await openLis(between.db, 'house', '')).look((l) => l);
  const isAcked = sent.filter(({ n }) => acked.has(`C1-${n}`) || acked.has(`C2-${n}`));
  expect(foundIn(kept, isAcked)).toMatchObject({ lost: 0, doubled: 0, crossed: 0, parked: 0 });
  await between.close();

  // The senders repeat everything: they cannot know what of it was stored.
  const second = await served(dataFolder);
  await Promise.all([
    sendHl7(() => second.ports.hl7, raws.hl7),
    sendAstm(() => second.ports.astm, raws.astm),
  ]);
  expect(await second.end()).toBe(0);
  const after = await opened(dataFolder);
  const whole = await (await openLis(after.db, 'house', '')).look((l) => l);
  expect(foundIn(whole, sent)).toMatchObject({ filed: 240, lost: 0, doubled: 0, crossed: 0, parked: 0 });
  expect(await brokenChains(after.db)).toEqual([]);
});
