import { expect, test } from 'vitest';
import { chooseRuntime, newEnough, parseCommand, parseVersion } from './bootstrap/decide.js';

test('reads a version as Node writes it', () => {
  expect(parseVersion('v24.21.0')).toEqual([24, 21, 0]);
  expect(parseVersion('22.18.0-nightly2026')).toEqual([22, 18, 0]);
  expect(parseVersion('twenty')).toBeNull();
});

test('new enough means: runs TypeScript files without a flag', () => {
  for (const version of ['v22.18.0', 'v22.20.1', 'v23.6.0', 'v24.0.0', 'v26.1.0']) {
    expect(newEnough(version), version).toBe(true);
  }
  for (const version of ['v18.19.1', 'v20.20.2', 'v22.17.9', 'v23.5.0', 'nonsense']) {
    expect(newEnough(version), version).toBe(false);
  }
});

test('an old Node is replaced on Linux x64, and elsewhere the person is told what to install', () => {
  const old = { version: 'v20.20.2', platform: 'linux', arch: 'x64', glibc: true };
  expect(chooseRuntime(old)).toEqual({ go: 'bring' });
  expect(chooseRuntime({ ...old, version: 'v24.1.0', glibc: false })).toEqual({ go: 'stay' });
  for (const other of [{ platform: 'darwin' }, { arch: 'arm64' }, { glibc: false }]) {
    expect(chooseRuntime({ ...old, ...other })).toEqual({
      go: 'refuse',
      say: 'This machine has Node 20.20.2, which is too old to run Benchpath. Install Node 24 from nodejs.org (22.18 is the oldest that works), then run the same command again.',
    });
  }
});

test('an unknown command names those there are', () => {
  expect(parseCommand(['start', '--port', '1'])).toEqual({ command: 'start', args: ['--port', '1'] });
  expect(() => parseCommand(['strat'])).toThrow(/npm start, npm test/);
  expect(() => parseCommand([])).toThrow(/npm start, npm test/);
});
