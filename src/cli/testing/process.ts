import { vi } from 'vitest';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type Answer } from '../answer.ts';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const TODAY = '2026-07-01';

export type Ended = { code: number | null; out: string; err: string };

/** Runs the command line as a person does, in a process of its own, on 2026-07-01. */
export function benchpath(
  words: readonly string[],
  input: string | Uint8Array = '',
  env: { [name: string]: string } = {},
): Promise<Ended> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...own } = process.env;
  const child = spawn(process.execPath, ['--no-warnings', join(root, 'src', 'cli', 'main.ts'), ...words], {
    cwd: root,
    env: { ...own, BENCHPATH_TODAY: TODAY, COLUMNS: '100', ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.on('error', () => {}); // it may end before it has read all
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** The same inside this process, where the rules are read only once. */
export function inside(words: readonly string[], input: string | Uint8Array = ''): Promise<Answer> {
  vi.stubEnv('BENCHPATH_TODAY', TODAY);
  return run(words, { color: false, columns: 100, stdin: () => Promise.resolve(Buffer.from(input)) });
}
