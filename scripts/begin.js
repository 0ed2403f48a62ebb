// Run by npm start, npm test and npm run check, bench and faults: makes sure that Node, the packages and the build
// are there, then goes on. Plain JavaScript without dependencies, because it must run on Node 18.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPages } from './bootstrap/build.js';
import { parseCommand, Refusal } from './bootstrap/decide.js';
import { explain } from './bootstrap/explain.js';
import { installPackages } from './bootstrap/install.js';
import { betterNode, goOnUnder, keepCompiled } from './bootstrap/runtime.js';
import { endWithNpm } from './bootstrap/signals.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  process.exitCode = await begin(process.argv.slice(2));
} catch (error) {
  const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
  const sentence = error instanceof Refusal ? message : explain(code, 'preparing Benchpath');
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function begin(argv) {
  const { command, args } = parseCommand(argv);
  endWithNpm();
  keepCompiled(root);
  const node = await betterNode(root);
  if (node) return goOnUnder(node, [fileURLToPath(import.meta.url), ...argv]);

  await installPackages(root);
  if (command === 'bench') return (await import('./bench.js')).bench(root, args);
  if (command === 'check') return (await import('./test.js')).check(root);
  await buildPages(root);
  if (command === 'faults') return (await import('./faults.js')).faults(root, args);
  if (command === 'test') return (await import('./test.js')).test(root, args);
  return (await import('../src/server/serve.server.ts')).serve(args, process.env);
}
