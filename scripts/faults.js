// Run by scripts/begin.js for `npm run faults`: kills, fills and cuts off what writes data, and looks that nothing is lost.
import { join } from 'node:path';
import { goOnUnder } from './bootstrap/runtime.js';

/**
 * @param {string} root
 * @param {string[]} args
 */
export function faults(root, args) {
  return goOnUnder(process.execPath, ['--no-warnings', join(root, 'test', 'faults', 'main.ts'), ...args]);
}
