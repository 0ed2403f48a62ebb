// Run by scripts/test.js: the checks that read the code without running it, two at a time.
import { join } from 'node:path';
import { run } from './bootstrap/run.js';

/** @typedef {{ name: string, bin: string[], args: string[] }} Check */

/** @type {Check[]} */
const CHECKS = [
  {
    name: 'types',
    bin: ['svelte-check', 'bin', 'svelte-check'],
    args: [
      '--tsconfig',
      './tsconfig.json',
      '--output',
      'human',
      '--threshold',
      'warning',
      '--fail-on-warnings',
    ],
  },
  { name: 'format', bin: ['prettier', 'bin', 'prettier.cjs'], args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', bin: ['oxlint', 'bin', 'oxlint'], args: ['--deny-warnings'] },
  { name: 'unused code', bin: ['knip', 'bin', 'knip.js'], args: ['--no-progress'] },
];

/**
 * Writes the types of the routes and the base of tsconfig.json, which a fresh clone does not have: the checks and
 * the tests read both.
 * @param {string} root
 */
export async function prepareTypes(root) {
  const { code, output } = await tool(root, ['@sveltejs', 'kit', 'svelte-kit.js'], ['sync']);
  if (code !== 0) console.log(output.trim());
}

/**
 * @param {string} root
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(root) {
  const waiting = [...CHECKS];
  const outcomes = [work(), work()];
  async function work() {
    let passed = 0;
    let failed = 0;
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (await runCheck(root, check)) passed += 1;
      else failed += 1;
    }
    return { passed, failed };
  }
  const [one, two] = await Promise.all(outcomes);
  return { passed: (one?.passed ?? 0) + (two?.passed ?? 0), failed: (one?.failed ?? 0) + (two?.failed ?? 0) };
}

/**
 * @param {string} root
 * @param {Check} check
 */
async function runCheck(root, { name, bin, args }) {
  const started = Date.now();
  const { code, output } = await tool(root, bin, args);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
  if (code !== 0) console.log(output.trim().replace(/^/gm, '        '));
  return code === 0;
}

/**
 * @param {string} root
 * @param {string[]} bin
 * @param {string[]} args
 */
function tool(root, bin, args) {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  return run(process.execPath, [join(root, 'node_modules', ...bin), ...args], { cwd: root, env });
}
