// Run by scripts/test.js: finds a Chromium that runs on this machine, or brings one.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { during, run } from './bootstrap/run.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * In this order: the one named by CHROMIUM_PATH, the one in our packages (without a window of its own, so that it does the same
 * in two thirds of the time), one on the PATH, and as the last resort Debian's, which only root can install.
 * @param {string} root
 * @returns {Promise<string | null>}
 */
export async function findBrowser(root) {
  const named = process.env['CHROMIUM_PATH'];
  if (named && (await runs(named))) return named;
  return (await fromPackages(root)) ?? (await onPath()) ?? (await fromDebian());
}

async function onPath() {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      if (existsSync(file) && (await runs(file))) return file;
    }
  }
  return null;
}

/**
 * Renders a line of text the way the tests will: a browser that lacks a library or every font fails here, not
 * in the middle of a test.
 * @param {string} executablePath
 */
async function runs(executablePath) {
  const { chromium } = await import('playwright-core');
  try {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
    const browser = await chromium.launch({ executablePath, args, timeout: 20_000 });
    const page = await browser.newPage();
    await page.setContent('<p>works</p>', { timeout: 20_000 });
    const width = await page.locator('p').evaluate((element) => element.clientWidth);
    await browser.close();
    return width > 0;
  } catch {
    return false;
  }
}

// Shows the browser, and nothing else, the libraries and the fonts that were unpacked beside it.
const LAUNCHER = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/**
 * The package holds a packed browser, and the shared libraries and fonts that a bare system lacks. All are
 * unpacked into .runtime.
 * @param {string} root
 * @returns {Promise<string | null>}
 */
export async function fromPackages(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = join(root, '.runtime', 'browser');
  const launcher = join(folder, 'start-chromium');
  if (existsSync(launcher) && (await runs(launcher))) return launcher;
  mkdirSync(folder, { recursive: true });
  try {
    await during('Unpacking a browser for the tests (once)', unpack(root, folder));
  } catch {
    return null;
  }
  writeFileSync(join(folder, 'fonts.conf'), FONTS);
  writeFileSync(launcher, LAUNCHER);
  chmodSync(launcher, 0o755);
  return (await runs(launcher)) ? launcher : null;
}

/**
 * @param {string} root
 * @param {string} folder
 */
async function unpack(root, folder) {
  const require = createRequire(join(root, 'package.json'));
  const entry = require.resolve('@sparticuz/chromium');
  const { default: chromium, inflate } = await import(entry);
  const before = process.env['TMPDIR'];
  // The package unpacks into the temp folder, where another program's half-unpacked browser may lie.
  process.env['TMPDIR'] = folder;
  try {
    await chromium.executablePath();
    await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function fromDebian() {
  const root = process.getuid?.() === 0;
  if (!root || !existsSync('/usr/bin/apt-get')) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) => run('/usr/bin/apt-get', args, { cwd: '/', env });
  await during(
    'Installing Debian’s browser for the tests',
    apt('update').then(() => apt('install', '-y', 'chromium')),
  );
  return onPath();
}
