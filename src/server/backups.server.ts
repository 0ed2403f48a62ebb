import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';

const COMMAND = join(import.meta.dirname, '..', 'cli', 'main.ts');
/** The first visitor comes first. */
const FIRST_MS = 10_000;
const LEAST_MS = 60_000;
const RETRY_MS = 60 * 60_000;
/** Lower than the server's: visitors do not wait for a backup. */
const NICE = 10;

/**
 * Has regular backups made, each by a process of its own, `benchpath backup --due`: it does nothing where none is due or
 * another server is at it, and says when to ask again.
 * @param hours between two backups; 0 = none
 * @returns ends it
 */
export function keepBackups(dataFolder: string, hours: number): () => void {
  if (hours === 0) return () => {};
  let child: ChildProcess | null = null;
  const ask = () => {
    const words = ['--no-warnings', COMMAND, 'backup', '--due', String(hours), '--data', dataFolder];
    child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) lower(child.pid);
    let [out, err] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', (error) => (err += error.message));
    child.on('close', (code, signal) => {
      child = null;
      if (signal !== null) return;
      timer = setTimeout(ask, told(code, out, err)).unref();
    });
  };
  let timer = setTimeout(ask, FIRST_MS).unref();
  return () => {
    clearTimeout(timer);
    child?.kill();
  };
}

/** Says what came of it, and gives the milliseconds until to ask again. */
function told(code: number | null, out: string, err: string): number {
  const due =
    code === 0 ? (JSON.parse(out) as { made: string | null; problem?: string; next: string }) : null;
  if (due?.made) console.log(`Backed up into ${due.made}.`);
  const problem = due ? due.problem : err.trim();
  if (problem !== undefined)
    console.error(`The regular backup could not be made: ${problem} See benchpath doctor.`);
  return due ? Math.max(LEAST_MS, Date.parse(due.next) - Date.now()) : RETRY_MS;
}

function lower(pid: number): void {
  try {
    setPriority(pid, NICE);
  } catch {
    // It has ended already, or this system has no such thing.
  }
}
