// Run by scripts/begin.js: builds the pages when their sources changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Refusal } from './decide.js';
import { explain, withoutHosts } from './explain.js';
import { alone } from './lock.js';
import { during, run } from './run.js';

const SOURCES = [
  'src',
  'content',
  'migrations',
  'static',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** @param {string} root */
export async function buildPages(root) {
  if (built(root)) return;
  await alone(root, async () => {
    // Taken before the build: a source changed meanwhile makes the next start build again.
    const state = sourceState(root);
    if (built(root)) return;
    const { code, output } = await during(
      'Building the pages',
      run(process.execPath, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production' },
      }),
    );
    if (code !== 0) {
      throw new Refusal(
        explain(output, 'building the pages') ??
          `The pages could not be built:\n${withoutHosts(output).trim()}`,
      );
    }
    writeFileSync(stampFile(root), state);
  });
}

/** @param {string} root */
export const stampFile = (root) => join(root, 'build', '.benchpath-sources');

/** @param {string} root */
export function built(root) {
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === sourceState(root);
}

/**
 * A short text that changes when a source of the build is added, changed or removed. Sizes and times stand for
 * the contents: reading every file would make each start slower.
 * @param {string} root
 */
export function sourceState(root) {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((name) => filesUnder(join(root, name)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !name.endsWith('.test.ts'))
    .flatMap((name) => filesUnder(join(path, name)));
}
