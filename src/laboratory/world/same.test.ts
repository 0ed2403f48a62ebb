import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probe } from './testing/probe.ts';
import { CONTENT } from './testing/onfile.ts';
import { toldFrom } from './testing/tell.server.ts';

const told = toldFrom(CONTENT);
const here = probe(told, '7');

test('another process, time zone and locale make the same world and find the same numbers in it', () => {
  const script = `import { probe } from ${JSON.stringify(join(import.meta.dirname, 'testing/probe.ts'))};
    import { readFileSync } from 'node:fs';
    console.log(JSON.stringify(probe(JSON.parse(readFileSync(0, 'utf8')), '7')));`;
  const env = { ...process.env, TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
  const out = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
    env,
    input: JSON.stringify(told),
    encoding: 'utf8',
  });
  expect(JSON.parse(out)).toEqual(here);
  expect(here.numbers).toBeGreaterThan(1000);
});

test('another seed makes another world', () => {
  expect(probe(told, '8').truth).not.toBe(here.truth);
  expect(probe(told, '8').found).not.toBe(here.found);
});

test('nothing here asks an engine for a function whose last bit is its own', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const product = files.filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts') && !f.includes('testing'));
  const own =
    /Math\.(exp|expm1|log|log10|log1p|log2|pow|sin|cos|tan|tanh|cbrt|hypot|random)\(|toLocale|new Date\(/;
  expect(product.length).toBeGreaterThan(20);
  expect(product.filter((f) => own.test(readFileSync(join(import.meta.dirname, f), 'utf8')))).toEqual([]);
});
