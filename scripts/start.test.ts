// The whole way: `node scripts/begin.js start` as a real process, on the real build.
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LARGEST_ARCHIVE } from '../src/record/archive.server.ts';
import { LARGEST_REQUEST } from '../src/server/limits.ts';
import { startScript } from '../src/server/testing/process.ts';
import type { Running } from '../src/server/testing/process.ts';
import { stampFile } from './bootstrap/build.js';

const ROOT = join(import.meta.dirname, '..');
const DATA = mkdtempSync(join(tmpdir(), 'benchpath-data-'));

// The limit is the server's own, whatever the surroundings say.
const ENV = { BODY_SIZE_LIMIT: '1' };
const start = (...args: string[]): Running =>
  startScript([join(ROOT, 'scripts', 'begin.js'), 'start', '--data', DATA, '--port', '0', ...args], ENV);

let server: Running;
let address: string;

beforeAll(async () => {
  server = start();
  [, address = ''] = await server.until(/Benchpath is at (http:\/\/localhost:\d+)/);
});
afterAll(() => void server.child.kill('SIGKILL'));

function post(headers: Record<string, string>): Promise<Response> {
  return fetch(address, { method: 'POST', body: new URLSearchParams({ a: '1' }), headers });
}

test('a page arrives with the security headers', async () => {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('referrer-policy')).toBe('same-origin');
  expect(response.headers.get('permissions-policy')).toContain('camera=()');
});

test('a page asked for at 127.0.0.1 is opened at localhost, where one browser keeps one record', async () => {
  const { port } = new URL(address);
  const asked = { headers: { accept: 'text/html' }, redirect: 'manual' } as const;
  const response = await fetch(`http://127.0.0.1:${port}/start?q=state`, asked);
  expect(response.status).toBe(307);
  expect(response.headers.get('location')).toBe(`${address}/start?q=state`);
  expect(response.headers.get('set-cookie')).toBeNull();
  // A record that was begun under the number is still found there.
  const kept = await fetch(`http://127.0.0.1:${port}/start?q=state`, {
    headers: { ...asked.headers, cookie: 'benchpath=abc' },
    redirect: 'manual',
  });
  expect(kept.status).toBe(200);
});

test('a form sent from our own page over plain http is not refused as cross-site', async () => {
  expect((await post({ Origin: address })).status).not.toBe(403);
});

test('a form sent from another site is refused, whatever it says of itself', async () => {
  expect((await post({ Origin: 'http://evil.example' })).status).toBe(403);
  expect((await post({ Origin: 'null' })).status).toBe(403);
  const claims = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
  expect((await post({ Origin: 'http://evil.example', ...claims })).status).toBe(403);
});

test('a request may bring as much as the server says, and no more', async () => {
  const send = (bytes: number) => {
    const body = Buffer.alloc(bytes, 'x');
    const headers = {
      Origin: address,
      accept: 'text/html',
      'content-type': 'multipart/form-data; boundary=x',
    };
    return fetch(`${address}/record/import`, { method: 'POST', headers, body, redirect: 'manual' });
  };
  expect((await send(LARGEST_ARCHIVE)).status).toBe(400);
  const refused = await send(LARGEST_REQUEST + 1);
  expect(refused.status).toBe(413);
  expect(await refused.text()).toContain('too much at once');
});

test('a second start does not build again', async () => {
  const stamp = stampFile(ROOT);
  const before = { text: readFileSync(stamp, 'utf8'), time: statSync(stamp).mtimeMs };
  const second = start();
  await second.until(/Benchpath is at/);
  second.child.kill('SIGTERM');
  await second.ended;
  expect(second.said()).not.toContain('Building');
  expect({ text: readFileSync(stamp, 'utf8'), time: statSync(stamp).mtimeMs }).toEqual(before);
});

test('a busy port is one sentence with a way out', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const refused = start('--port', String(port));
  expect(await refused.ended).toEqual({ code: 1, signal: null });
  expect(refused.said().trim()).toBe(
    `Port ${port} is already in use, so Benchpath cannot start there. Look at http://localhost:${port}, where it may be running already, or choose another port: npm start -- --port ${port + 1}`,
  );
  other.close();
});

test('a data folder inside the repository is refused', async () => {
  const refused = start('--data', join(ROOT, 'my-data'));
  expect(await refused.ended).toEqual({ code: 1, signal: null });
  expect(refused.said()).toMatch(/^The data folder .* lies inside the Benchpath folder/);
});

test('the server ends when npm is stopped, although npm does not hand the signal on', async () => {
  const script = `require('child_process').spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' })`;
  const begin = [join(ROOT, 'scripts', 'begin.js'), 'start', '--data', DATA, '--port', '0'];
  const npm = startScript(['-e', script, ...begin], { npm_lifecycle_event: 'start' });
  const [, own = ''] = await npm.until(/Benchpath is at (\S+)\. /);
  expect((await fetch(own)).status).toBe(200);
  npm.child.kill('SIGTERM');
  // Both outputs close only when the server, which shares them, has ended too.
  await npm.ended;
  await expect(fetch(own)).rejects.toThrow();
});

test('SIGTERM ends the server with 0', async () => {
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});
