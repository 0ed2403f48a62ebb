// Run by the other scripts: starts a program, keeps what it writes, and shows that long work is still going on.
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and keeps everything it wrote.
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(file, args, { cwd, env = process.env }) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Says what is being done, that it is still going on, and how long it took. On stderr, so that the
 * output of a command stays clean for other programs.
 * @template T
 * @param {string} label
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function during(label, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.error(`${label} …`);
  const beat = setInterval(() => console.error(`  still going, ${seconds()} s`), 10_000);
  try {
    const result = await work;
    console.error(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(beat);
  }
}
