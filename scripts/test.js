// Run by scripts/begin.js for `npm test` and `npm run check`: the checks, then every test once, then one plain
// line with the sum. Words after `npm test --` choose test files by name.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handSignalsOn } from './bootstrap/signals.js';
import { findBrowser } from './browser.js';
import { prepareTypes, runChecks } from './checks.js';

/**
 * @param {string} root
 * @param {string[]} args
 */
export async function test(root, args) {
  await prepareTypes(root);
  const browser = await findBrowser(root);
  console.log(browser ? `Browser for the tests: ${browser}` : 'FAILED  no browser for the tests');
  const checks = await runChecks(root);
  const tests = await runTests(root, args, browser);
  return total([checks, tests, { passed: 0, failed: browser ? 0 : 1 }]);
}

/** @param {string} root */
export async function check(root) {
  await prepareTypes(root);
  return total([await runChecks(root)]);
}

/** @param {{ passed: number, failed: number }[]} counts */
function total(counts) {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {string} root
 * @param {string[]} args
 * @param {string | null} browser
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runTests(root, args, browser) {
  const folder = mkdtempSync(join(tmpdir(), 'benchpath-test-'));
  const counts = join(folder, 'counts.json');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'plain-line.js')}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NO_COLOR: '1',
      BENCHPATH_COUNTS: counts,
      ...(browser ? { BENCHPATH_CHROMIUM: browser } : {}),
    },
  });
  handSignalsOn(child);
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', resolve);
  });
  const { passed, failed } = existsSync(counts)
    ? JSON.parse(readFileSync(counts, 'utf8'))
    : { passed: 0, failed: 0 };
  rmSync(folder, { recursive: true });
  // Vitest also fails for reasons that are no test's: no test found, or a crash.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}
