import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('testing/digest.ts', import.meta.url));

test('verdicts, proofs and questions are the same at any time zone and in any language', async () => {
  const places = [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'America/Anchorage', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
  ];
  const lines: string[] = [];
  for (const place of places) {
    const { stdout } = await run(process.execPath, ['--no-warnings', script], {
      env: { ...process.env, ...place },
      maxBuffer: 1e8,
    });
    lines.push(stdout.trim());
  }
  const [digests, offsets] = [lines.map((l) => l.split(' ')[0]), lines.map((l) => l.split(' ')[1])];
  expect(new Set(offsets).size, 'the children did run in other zones').toBe(3);
  expect(new Set(digests).size).toBe(1);
}, 120_000);
