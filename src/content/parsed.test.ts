import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { parseYaml } from './load.server.ts';
import { openParsed } from './parsed.server.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'benchpath-parsed-'));
  mkdirSync(join(home, 'content'));
  writeFileSync(join(home, 'package.json'), '{}');
});
afterEach(() => rmSync(home, { recursive: true }));

const open = () => openParsed(join(home, 'content'));
const kept = () => readdirSync(join(home, '.runtime', 'content-1'));
const Any = z.unknown();

test('a text is read once; a changed text, another schema and a damaged file are read anew', () => {
  expect(parseYaml('a: 1\n', Any, 'x', open())).toEqual({ value: { a: 1 } });
  expect(kept()).toHaveLength(1);
  const [name = ''] = kept();
  writeFileSync(join(home, '.runtime', 'content-1', name), '{"a":"kept"}');
  expect(parseYaml('a: 1\n', Any, 'x', open())).toEqual({ value: { a: 'kept' } });
  expect(parseYaml('a: 2\n', Any, 'x', open())).toEqual({ value: { a: 2 } });
  // What a schema refuses is looked at in the text itself, which has lines.
  expect(parseYaml('a: 1\n', z.object({ a: z.number() }), 'x', open())).toEqual({ value: { a: 1 } });
  writeFileSync(join(home, '.runtime', 'content-1', name), '{"a":');
  expect(parseYaml('a: 1\n', Any, 'x', open())).toEqual({ value: { a: 1 } });
});

test('a fault is told with its line, kept or not, and a value that JSON cannot hold is not kept', () => {
  for (let time = 0; time < 2; time++)
    expect(parseYaml('a: 1\nb: two\n', z.strictObject({ a: z.number(), b: z.number() }), 'x', open())).toMatchObject({
      problems: [{ file: 'x', line: 2, path: 'b' }],
    });
  const before = kept().length;
  expect(parseYaml('a: .inf\n', Any, 'x', open())).toEqual({ value: { a: Infinity } });
  expect(parseYaml('a: [1\n', Any, 'x', open())).toHaveProperty('problems');
  expect(kept()).toHaveLength(before);
});

test('a folder that is not the repository’s keeps nothing', () => {
  rmSync(join(home, 'package.json'));
  expect(parseYaml('a: 1\n', Any, 'x', open())).toEqual({ value: { a: 1 } });
  expect(readdirSync(home)).toEqual(['content']);
});
