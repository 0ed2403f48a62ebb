#!/usr/bin/env node
// Run by `npx benchpath …` inside the repository: starts the command line under a new enough Node.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './bootstrap/decide.js';
import { explain } from './bootstrap/explain.js';
import { installPackages } from './bootstrap/install.js';
import { betterNode, goOnUnder, keepCompiled } from './bootstrap/runtime.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  keepCompiled(root);
  const node = await betterNode(root);
  if (node) {
    process.exitCode = await goOnUnder(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  } else {
    if (existsSync(join(root, 'package-lock.json'))) await installPackages(root);
    const main = join(root, 'src', 'cli', 'main.ts');
    process.exitCode = await goOnUnder(process.execPath, ['--no-warnings', main, ...process.argv.slice(2)]);
  }
} catch (error) {
  const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
  const sentence = error instanceof Refusal ? message : explain(code, 'preparing Benchpath');
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}
