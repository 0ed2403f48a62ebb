import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';

const COMMAND = join(import.meta.dirname, '..', 'cli', 'main.ts');
/** Lower than the server's: visitors do not wait for what is done beside them. */
const NICE = 10;

/** What a command came to: its exit status, and what it wrote. */
export type Ended = { code: number | null; out: string; err: string };

/**
 * Has a command of `benchpath` run once in a while, each time in a process of its own.
 * @param firstMs until it is first asked: the first visitor comes first
 * @param told hears what it came to, and says in how many milliseconds to ask again
 * @returns ends it
 */
export function keepAsking(words: string[], firstMs: number, told: (ended: Ended) => number): () => void {
  let child: ChildProcess | null = null;
  const ask = () => {
    child = spawn(process.execPath, ['--no-warnings', COMMAND, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) lower(child.pid);
    let [out, err] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', (error) => (err += error.message));
    child.on('close', (code, signal) => {
      child = null;
      if (signal !== null) return;
      timer = setTimeout(ask, told({ code, out, err })).unref();
    });
  };
  let timer = setTimeout(ask, firstMs).unref();
  return () => {
    clearTimeout(timer);
    child?.kill();
  };
}

function lower(pid: number): void {
  try {
    setPriority(pid, NICE);
  } catch {
    // It has ended already, or this system has no such thing.
  }
}
