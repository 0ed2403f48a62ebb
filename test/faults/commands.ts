// backup, restore and move, killed with SIGKILL at random moments.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  backUp, backupsIn, backupsOf, migrate, openDatabase, restore, sqliteFile, standing, verify, type Place,
} from '../../src/storage/index.server.ts'; // prettier-ignore
import { startPostgres, type TestServer } from '../../src/storage/testing/postgres.server.ts';
import { check, sum, type Checked } from './check.ts';
import { freshFolder, ground, type Ground } from './ground.ts';
import { write, type Ack } from './writing.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const SAVES = 150;
const clock = () => new Date();

/** Starts a command and kills it within the time that it takes; resolves to whether it was done before. */
function run(words: readonly string[], { dataFolder }: Place, withinMs: number): Promise<boolean> {
  const env = { ...process.env, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--no-warnings', COMMAND, ...words, '--data', dataFolder], {
    env,
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * withinMs);
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    }),
  );
}

export type Commanded = Checked & { kills: number; done: number };

type Round = { done: boolean; checked: Checked };

async function rounds(
  many: number,
  one: (on: Ground, acks: readonly Ack[], withinMs: number) => Promise<Round>,
): Promise<Commanded> {
  const on = await ground('sqlite');
  try {
    const { acks } = await write(on, 'kept', { many: SAVES });
    const started = performance.now();
    await run(['backup'], on.place, 1e9);
    const took = performance.now() - started;
    const all: Round[] = [];
    for (let round = 0; round < many; round++) all.push(await one(on, acks, took));
    const done = all.filter((each) => each.done).length;
    return { ...sum(all.map(({ checked }) => checked)), kills: many - done, done };
  } finally {
    await on.end();
  }
}

/** Whatever has a backup's name is whole, and what was backed up is as it was. */
const backupKilled = (many: number): Promise<Commanded> =>
  rounds(many, async ({ place }, acks, withinMs) => {
    const folder = backupsOf(place.dataFolder);
    rmSync(folder, { recursive: true, force: true });
    const done = await run(['backup'], place, withinMs);
    const checked = await check(place, acks);
    for (const { path } of await backupsIn(folder)) {
      const trial = await verify(path, async () => [], clock);
      if (!trial.ok || trial.verified.rows < acks.length) checked.lost++;
    }
    return { done, checked };
  });

/** The new place has everything, or nothing, and then it takes a second try. */
const restoreKilled = (many: number): Promise<Commanded> =>
  rounds(many, async ({ place }, acks, withinMs) => {
    const database = openDatabase(place);
    const backup = await backUp(database, 'by-hand', clock()).finally(database.close);
    const target = { dataFolder: join(place.dataFolder, 'restored') };
    const done = await run(['restore', backup], target, withinMs);
    if (!existsSync(sqliteFile(target.dataFolder))) await restore(backup, target, clock);
    const checked = await check(target, acks);
    rmSync(target.dataFolder, { recursive: true });
    rmSync(backup, { recursive: true });
    return { done, checked };
  });

/** The rows are in one of the two places; where they are in the new one, all of them. */
async function moveKilled(many: number): Promise<Commanded> {
  const server = await startPostgres({ durable: true });
  try {
    return await rounds(many, (on, acks, withinMs) => moveOnce(server, on, acks, withinMs));
  } finally {
    await server.stop();
  }
}

async function moveOnce(
  server: TestServer,
  { place }: Ground,
  acks: readonly Ack[],
  withinMs: number,
): Promise<Round> {
  const database = openDatabase(place);
  const backup = await backUp(database, 'by-hand', clock()).finally(database.close);
  const from = { dataFolder: freshFolder() };
  await restore(backup, from, clock);
  const to: Place = { ...from, databaseUrl: await server.freshDatabase() };
  const done = await run(['move', '--to', to.databaseUrl!], from, withinMs);
  const [old, now] = [openDatabase(from), openDatabase(to)];
  const moved = !(await standing(old.db)).ok;
  const arrived = (await now.db.introspection.getTables()).length > 0;
  if (arrived) await migrate(now, clock);
  await old.close();
  await now.close();
  const checked = await check(from, acks);
  if (arrived) checked.lost += (await check(to, acks)).lost;
  if (moved && !arrived) checked.lost += acks.length;
  rmSync(from.dataFolder, { recursive: true });
  rmSync(backup, { recursive: true });
  return { done, checked };
}

export const commandsKilled = { backup: backupKilled, restore: restoreKilled, move: moveKilled };
