import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, refuseInside } from './data-folder.server.ts';

test('the folder is the one that each operating system has for program data', () => {
  expect(dataFolder({}, 'linux', '/home/ana')).toBe('/home/ana/.local/share/benchpath');
  expect(dataFolder({ XDG_DATA_HOME: '/data/ana' }, 'linux', '/home/ana')).toBe('/data/ana/benchpath');
  expect(dataFolder({ XDG_DATA_HOME: 'data' }, 'linux', '/home/ana')).toBe(
    '/home/ana/.local/share/benchpath',
  );
  expect(dataFolder({}, 'darwin', '/Users/ana')).toBe('/Users/ana/Library/Application Support/Benchpath');
  const roaming = 'C:\\Users\\ana\\AppData\\Roaming';
  expect(dataFolder({ APPDATA: roaming }, 'win32', 'C:\\Users\\ana')).toBe(`${roaming}\\Benchpath`);
  expect(dataFolder({}, 'win32', 'C:\\Users\\ana')).toBe(`${roaming}\\Benchpath`);
});

test('BENCHPATH_DATA wins everywhere, and an empty one counts as not given', () => {
  for (const platform of ['linux', 'darwin', 'win32']) {
    expect(dataFolder({ BENCHPATH_DATA: '/srv/benchpath' }, platform, '/home/ana')).toBe('/srv/benchpath');
  }
  expect(dataFolder({ BENCHPATH_DATA: '' }, 'linux', '/home/ana')).toBe('/home/ana/.local/share/benchpath');
});

test('a folder inside the repository is refused, also through a link and before it exists', () => {
  const place = mkdtempSync(join(tmpdir(), 'benchpath-'));
  const repository = join(place, 'repository');
  mkdirSync(repository);
  symlinkSync(repository, join(place, 'link'));
  expect(refuseInside(repository, repository)).toContain('inside the Benchpath folder');
  expect(refuseInside(join(repository, 'data', 'new'), repository)).toContain('inside the Benchpath folder');
  expect(refuseInside(join(place, 'link', 'data'), repository)).toContain('inside the Benchpath folder');
  expect(refuseInside(join(place, 'repository-data'), repository)).toBeNull();
  expect(refuseInside(join(place, 'data'), repository)).toBeNull();
  expect(refuseInside(join(repository, '..data'), repository)).toContain('inside the Benchpath folder');
});
