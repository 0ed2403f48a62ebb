// Run by the other scripts: finds npm's own program file, so that npm runs under the Node that we choose.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Refusal } from './decide.js';
import { explainNpm, withoutHosts } from './explain.js';
import { run } from './run.js';

// Few and short retries: a machine without a network should hear so in seconds, not minutes.
const QUIET = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts'];
const PATIENCE = ['--fetch-retries=2', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=3000'];

/** @returns {string | null} path of npm-cli.js */
export function findNpm() {
  const beside = dirname(process.execPath);
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const candidates = [
    process.env['npm_execpath'] ?? '',
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...onPath,
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const file = realpathSync(candidate);
    if (file.endsWith('npm-cli.js')) return file;
  }
  return null;
}

/**
 * Runs npm under the given Node. Throws a Refusal with one sentence when it fails for a known reason.
 * @param {string} node
 * @param {string[]} args
 * @param {{ cwd: string, doing: string }} options
 */
export async function npm(node, args, { cwd, doing }) {
  const cli = findNpm();
  if (!cli) {
    throw new Refusal(
      `npm was not found on this machine, so ${doing} is not possible. Install Node 24 with npm from nodejs.org, then run the same command again.`,
    );
  }
  const { code, output } = await run(node, [cli, ...args, ...QUIET, ...PATIENCE], { cwd });
  if (code === 0) return;
  // npm ends some failures with its whole manual; what went wrong stands at the top.
  const top = withoutHosts(output).trim().split('\n').slice(0, 25).join('\n');
  throw new Refusal(explainNpm(output, doing) ?? `npm failed while ${doing}:\n${top}`);
}
