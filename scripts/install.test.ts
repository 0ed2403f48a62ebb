import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceState } from './bootstrap/build.js';
import { agrees } from './bootstrap/install.js';
import { alone } from './bootstrap/lock.js';

const ROOT = join(import.meta.dirname, '..');

/** Our scripts beside a project that needs one package, as a clone is before its first start. */
function freshClone(): string {
  const root = mkdtempSync(join(tmpdir(), 'benchpath-clone-'));
  cpSync(join(ROOT, 'scripts'), join(root, 'scripts'), { recursive: true });
  const project = { name: 'clone', version: '1.0.0', type: 'module', dependencies: { zod: '4.6.7' } };
  const packages = { '': project, 'node_modules/zod': { version: '4.6.7' } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(project));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
  return root;
}

test('without a network, npm start ends with one sentence and names no registry', async () => {
  const root = freshClone();
  const cache = mkdtempSync(join(tmpdir(), 'benchpath-cache-'));
  const begin = spawn(process.execPath, [join(root, 'scripts', 'begin.js'), 'start'], {
    // Port 9 is the discard port: nothing listens there, so every request is refused at once.
    env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: cache },
  });
  let said = '';
  begin.stderr.on('data', (chunk) => (said += chunk));
  expect(await new Promise((resolve) => begin.on('close', resolve))).toBe(1);
  expect(said.trim().split('\n').at(-1)).toMatch(/^The package registry could not be reached, so installing/);
  expect(said).not.toMatch(/127\.0\.0\.1|https?:|npm error|\n\s+at /);
  expect(existsSync(join(root, '.runtime', 'preparing'))).toBe(false);
});

test('packages installed by hand count as installed, until the lock asks for another version', () => {
  const root = mkdtempSync(join(tmpdir(), 'benchpath-lock-'));
  const write = (path: string, packages: object) => {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify({ packages }));
  };
  write('package-lock.json', {
    '': {},
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/elsewhere': { version: '1.0.0', optional: true },
  });
  expect(agrees(root)).toBe(false);
  write('node_modules/.package-lock.json', { 'node_modules/zod': { version: '4.6.7' } });
  expect(agrees(root)).toBe(true);
  write('node_modules/.package-lock.json', { 'node_modules/zod': { version: '4.6.6' } });
  expect(agrees(root)).toBe(false);
});

test('the build is stale after a change of a source, not after a change of a test', () => {
  const root = mkdtempSync(join(tmpdir(), 'benchpath-build-'));
  mkdirSync(join(root, 'src', 'kernel'), { recursive: true });
  const source = join(root, 'src', 'kernel', 'dates.ts');
  writeFileSync(source, 'export {};');
  const first = sourceState(root);
  expect(sourceState(root)).toBe(first);
  writeFileSync(join(root, 'src', 'kernel', 'dates.test.ts'), '');
  expect(sourceState(root)).toBe(first);
  utimesSync(source, 1, 1);
  expect(sourceState(root)).not.toBe(first);
});

test('two commands prepare one after the other, and a killed one stops nobody', async () => {
  const root = mkdtempSync(join(tmpdir(), 'benchpath-alone-'));
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push(`${name} ends`);
  };
  mkdirSync(join(root, '.runtime'));
  const killed = spawn(process.execPath, ['--version']);
  await new Promise((resolve) => killed.on('close', resolve));
  writeFileSync(join(root, '.runtime', 'preparing'), String(killed.pid));
  await Promise.all([alone(root, work('one')), alone(root, work('two'))]);
  const [first, second] = order[0] === 'one begins' ? ['one', 'two'] : ['two', 'one'];
  expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
  expect(() => readFileSync(join(root, '.runtime', 'preparing'))).toThrow();
});
