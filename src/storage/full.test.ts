// A disk that takes no more, met by a real process in the middle of its transactions.
import { sql } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSqlite } from './sqlite.server.ts';

const FILLING = fileURLToPath(new URL('./testing/filling.server.ts', import.meta.url));

/** What the process said when no file of its may be longer than so many kilobytes, as on a disk with a quota. */
async function fill(dataFolder: string, kilobytes: number) {
  // POSIX counts the limit in blocks of 512 bytes.
  const limited = `ulimit -f ${kilobytes * 2} && exec "$@"`;
  const child = spawn('/bin/sh', ['-c', limited, 'sh', process.execPath, FILLING, dataFolder]);
  const [said, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines = said.trimEnd().split('\n');
  try {
    const end = JSON.parse(lines.at(-1) ?? '') as { fault: { sentence: string } | null; error: string };
    return { end, saved: lines.slice(0, -1).map((line) => (JSON.parse(line) as { pair: number }).pair) };
  } catch {
    throw new Error(`${said}\n${errors}`);
  }
}

// Windows has no such limit for a process.
test.skipIf(process.platform === 'win32')(
  'a disk that fails inside a transaction is told as that, and nothing acknowledged is lost',
  async () => {
    for (const kilobytes of [500, 601, 750, 1200]) {
      const folder = await mkdtemp(join(tmpdir(), 'benchpath-full-'));
      const { end, saved } = await fill(folder, kilobytes);
      expect(end.fault, end.error).toMatchObject({ sentence: expect.stringMatching(/disk/) });
      expect(saved.length).toBeGreaterThan(0);
      const database = openSqlite(folder);
      const rows = await database.db.selectFrom('record').select('id').execute();
      const whole = saved.flatMap((pair) => [`${pair}-a`, `${pair}-b`]);
      expect(rows.map(({ id }) => id).sort()).toEqual(whole.sort());
      expect((await sql`pragma integrity_check`.execute(database.db)).rows).toEqual([
        { integrity_check: 'ok' },
      ]);
      await database.close();
      await rm(folder, { recursive: true });
    }
  },
);
