import { expect, test } from 'vitest';
import { acceptsHost, addressOf, knowsItsName, pageByName, servesOthers, setAddress } from './address.ts';
import { readOptions } from './options.ts';
import type { Options } from './options.ts';

const defaults: Options = { port: 4173, host: 'localhost', origin: null, data: null, proxies: 0 };

test('flags win over the environment, which wins over the defaults', () => {
  expect(readOptions([], {})).toEqual({ ok: true, options: defaults });
  const env = { PORT: '3001', HOST: '0.0.0.0' };
  expect(readOptions([], env)).toEqual({ ok: true, options: { ...defaults, port: 3001, host: '0.0.0.0' } });
  expect(readOptions(['--port=3000', '--host', '127.0.0.1', '--data', '/srv/b'], env)).toEqual({
    ok: true,
    options: { ...defaults, port: 3000, host: '127.0.0.1', data: '/srv/b' },
  });
});

test('what cannot be understood is refused in words', () => {
  const wrong: [string[], Record<string, string>][] = [
    [['--prot', '3000'], {}],
    [['--port', '70000'], {}],
    [['--port', '-1'], {}],
    [['extra'], {}],
    [[], { PORT: 'web' }],
    [[], { ORIGIN: 'benchpath.example' }],
    [[], { ORIGIN: 'ftp://benchpath.example' }],
    [[], { BENCHPATH_PROXIES: 'one' }],
    [[], { BENCHPATH_PROXIES: '-1' }],
  ];
  for (const [args, env] of wrong) {
    const read = readOptions(args, env);
    expect(read.ok ? '' : read.problem, args.join(' ')).toMatch(/\. (Use|Give) /);
  }
});

test('the client does not choose the address: forwarded headers are overwritten', () => {
  const headers = {
    host: '127.0.0.1:4173',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
  };
  setAddress(headers, null);
  expect(headers).toMatchObject({ 'x-forwarded-proto': 'http', 'x-forwarded-host': '127.0.0.1:4173' });
  setAddress(headers, new URL('https://benchpath.example'));
  expect(headers).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'benchpath.example' });
});

test('a server for this machine only answers to its own names', () => {
  for (const host of ['127.0.0.1:4173', 'localhost:4173', 'LOCALHOST', '[::1]:4173']) {
    expect(acceptsHost(host, defaults), host).toBe(true);
  }
  for (const host of ['evil.example:4173', 'localhost.evil.example', undefined, '']) {
    expect(acceptsHost(host, defaults), host).toBe(false);
  }
  expect(acceptsHost('laboratory.example', { ...defaults, host: '0.0.0.0' })).toBe(true);
  expect(acceptsHost('a', { ...defaults, origin: new URL('https://benchpath.example') })).toBe(true);
});

test('a page asked for by number is opened at localhost, unless there is a record under the number', () => {
  const at = (host: string, change: object = {}, options = defaults) => {
    const { headers, ...rest } = { headers: {}, ...change };
    const asked = { host, accept: 'text/html,*/*;q=0.8', ...headers };
    return pageByName({ method: 'GET', url: '/plan?plan=b', headers: asked, ...rest }, options);
  };
  expect(at('127.0.0.1:4173')).toBe('http://localhost:4173/plan?plan=b');
  expect(at('[::1]:8080')).toBe('http://localhost:8080/plan?plan=b');
  expect(at('127.0.0.1')).toBe('http://localhost/plan?plan=b');
  // Cookies know no ports: those of other programs are sent to us too.
  expect(at('127.0.0.1:1', { headers: { cookie: 'session=1; benchpath-x=2' } })).not.toBeNull();
  expect(at('127.0.0.1:1', { headers: { cookie: 'session=1; benchpath=abc' } })).toBeNull();
  expect(at('localhost:4173')).toBeNull();
  expect(at('127.0.0.1:4173', { method: 'POST' })).toBeNull();
  expect(at('127.0.0.1:4173', { headers: { accept: '*/*' } })).toBeNull();
  expect(at('127.0.0.1:4173', { url: 'http://evil.example/' })).toBeNull();
  // Who names an address, or puts a proxy before it, has said under which name the pages are to be found.
  expect(at('127.0.0.1:4173', {}, { ...defaults, host: '127.0.0.1' })).toBeNull();
  expect(at('127.0.0.1:4173', {}, { ...defaults, origin: new URL('https://benchpath.example') })).toBeNull();
});

test('others are served where there is a public address, and only there', () => {
  const serves = (origin: string | null, host = 'localhost') =>
    servesOthers({ ...defaults, host, origin: origin === null ? null : new URL(origin) });
  for (const origin of ['https://benchpath.example', 'http://10.0.0.5:4173', 'http://127.evil.example'])
    expect(serves(origin), origin).toBe(true);
  for (const origin of [null, 'http://localhost:4173', 'http://127.0.0.1', 'http://[::1]:8080'])
    expect(serves(origin), String(origin)).toBe(false);
  // In one's own network, or in a container on one's own machine: who is unsure deletes nothing.
  expect(serves(null, '0.0.0.0')).toBe(false);
});

test('an IPv6 address is written in brackets', () => {
  expect(addressOf('::1', 80)).toBe('http://[::1]:80');
  expect(addressOf('localhost', 4173)).toBe('http://localhost:4173');
});

test('the name that readers use is known by ORIGIN, or because only this machine can ask', () => {
  expect(knowsItsName(defaults)).toBe(true);
  expect(knowsItsName({ ...defaults, host: '127.0.0.1' })).toBe(true);
  expect(knowsItsName({ ...defaults, host: '0.0.0.0' })).toBe(false);
  expect(knowsItsName({ ...defaults, host: 'lab.example' })).toBe(false);
  const origin = new URL('https://bench.example');
  expect(knowsItsName({ ...defaults, host: '0.0.0.0', origin })).toBe(true);
});
