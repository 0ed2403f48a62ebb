import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate, openDatabase } from '#storage/index.server.ts';
import { openRecordStore } from './store.server.ts';

const KILLS = 10;
const clock = () => new Date();
const program = fileURLToPath(new URL('./testing/saving.server.ts', import.meta.url));

/** Lets a process save until it is killed `afterMs` after its first save. Resolves to the last version it printed. */
function saveAndKill(dataFolder: string, token: string, afterMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, dataFolder, token], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      if (printed === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
      printed += chunk.toString();
    });
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the writer ended by itself: ${complaint}`));
      // Only whole lines were said; a last piece without its line end was not.
      resolve(Number(printed.split('\n').at(-2)));
    });
  });
}

test(`a writer killed ${KILLS} times at any moment: every save it had acknowledged is there`, async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'benchpath-killed-'));
  const first = openDatabase({ dataFolder });
  await migrate(first, clock);
  const store = openRecordStore(first.db, clock, randomBytes);
  const token = store.token();
  await store.save({ browser: token }, { record: { next: 1 }, answers: 'x'.repeat(37) }, 0);
  await first.close();
  let before = 1;
  for (let kill = 0; kill < KILLS; kill++) {
    const acknowledged = await saveAndKill(dataFolder, token, Math.random() * 60);
    expect(acknowledged).toBeGreaterThan(before);
    const database = openDatabase({ dataFolder });
    const row = await openRecordStore(database.db, clock, randomBytes).load({ browser: token });
    const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
    await database.close();
    // The save that was under way may have been kept or not; it was not promised.
    expect([acknowledged, acknowledged + 1]).toContain(row?.version);
    expect(row).toMatchObject({
      record: { next: row?.version },
      answers: 'x'.repeat(((row?.version ?? 0) * 37) % 9_000),
    });
    expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
    before = row?.version ?? 0;
  }
  await rm(dataFolder, { recursive: true });
});
