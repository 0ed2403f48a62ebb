import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { HELP } from './help.ts';
import { AssessOutput } from './outputs.ts';
import { benchpath, inside, root } from './testing/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchpath-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string | Uint8Array) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const GOOD = readFileSync(join(root, 'examples', 'phlebotomist.yaml'), 'utf8');

describe('help', () => {
  for (const name of Object.keys(HELP))
    test(`benchpath ${name} --help`, async () => {
      const { code, out, err } = await inside([...name.split(' ').filter(Boolean), '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toBe(HELP[name]);
      expect(out).toContain('Examples\n  benchpath');
    });
});

describe.concurrent('a record from anywhere', () => {
  test('YAML on standard input and the same as JSON give the same verdicts', async () => {
    const words = ['assess', '-', '--json', '--for', 'ascp-pbt', '--for', 'PBT(ASCP)'];
    const { parse } = await import('yaml');
    const [yaml, json] = await Promise.all([
      benchpath(words, GOOD),
      inside(words, JSON.stringify(parse(GOOD))),
    ]);
    expect(yaml).toEqual(json);
    const { on, verdicts } = AssessOutput.parse(JSON.parse(yaml.out));
    expect(on).toBe('2026-07-01');
    expect(verdicts).toMatchObject([{ id: 'ascp-pbt', type: 'credential', verdict: 'met' }]);
  });

  test('read for people: what is met and by what, without color unless asked for', async () => {
    const [plain, colored, both] = await Promise.all([
      inside(['assess', '-'], GOOD),
      benchpath(['assess', '-'], GOOD, { FORCE_COLOR: '1' }),
      benchpath(['assess', '-'], GOOD, { FORCE_COLOR: '1', NO_COLOR: '1' }),
    ]);
    expect(plain.out).toMatch(
      /● met {5}PBT\(ASCP\) {2}ascp-pbt\n {12}by One year of work \(route-3\); likely: confirm with/,
    );
    expect(plain.out).toMatch(/\d+ met, \d+ unknown, \d+ unmet\./);
    expect(colored.out).toContain('\u001b[32m');
    expect(both.out).toBe(plain.out);
    expect(plain.out).not.toContain('\u001b');
    const long = plain.out.split('\n').filter((line) => line.length > 110 && !line.includes('https://'));
    expect(long).toEqual([]);
  });
});

type Case = [what: string, words: string[], input: string | Uint8Array, err: RegExp];
const BAD: Case[] = [
  ['no such command', ['asess', '-'], '', /^there is no command "asess"; did you mean benchpath assess\?$/m],
  ['a name that every object has', ['constructor'], '', /^there is no command "constructor"/],
  ['no record named', ['assess'], '', /^benchpath assess needs RECORD/],
  ['a word too many', ['assess', 'a', 'b'], '', /^"b" is one word too many/],
  [
    'an option nobody knows',
    ['assess', '-', '--jsn'],
    GOOD,
    /^there is no option --jsn; did you mean --json\?/,
  ],
  [
    'no such file',
    ['assess', 'no-such.yaml'],
    '',
    /^no-such\.yaml: no such file or folder; name a record file/,
  ],
  ['a folder', ['assess', 'src'], '', /: this is a folder; name a record file/],
  [
    'a rule nobody has',
    ['assess', '-', '--for', 'ascp-mtl'],
    GOOD,
    /^no rule "ascp-mtl" is on file; did you mean ascp-mlt/,
  ],
  [
    'a day that is none',
    ['assess', '-', '--on', '2026-02-30'],
    GOOD,
    /^--on "2026-02-30" is no day of the calendar; write a day like/,
  ],
  ['a month for a day', ['assess', '-', '--on', '2026-02'], GOOD, /write a day like 2026-02-01$/m],
  [
    'an id that is not on file',
    ['assess', '-'],
    'benchpath: record/1\ncredentials:\n  - { id: ascp-mtl }\n',
    /^standard input:3 credentials\[0\]\.id: no credential "ascp-mtl" is on file; did you mean ascp-mlt/,
  ],
  [
    'two problems, two lines',
    ['assess', '-'],
    'benchpath: record/1\nborn: old\nstat: MN\n',
    /^standard input:2 born: .*\nstandard input:3 stat: unknown key "stat"; did you mean state\?\n$/,
  ],
  [
    'bytes that are no text',
    ['assess', '-'],
    new Uint8Array([0xff, 0xfe, 0x00, 0x62]),
    /^standard input:1: this is not text/,
  ],
  ['ten megabytes', ['assess', '-'], 'x'.repeat(10_000_000), /^standard input:1: the file is longer than/],
  ['a plan without a goal', ['plan', '-'], GOOD, /^benchpath plan needs --goal ID/],
  [
    'a goal in no state',
    ['plan', '-', '--goal', 'technician-in-zz'],
    GOOD,
    /^no rule "technician-in-zz" is on file; did you mean technician-in-/,
  ],
  ['rules and nothing', ['rules'], '', /^benchpath rules needs list, show, check, stale or diff/],
  ['rules show nobody', ['rules', 'show', 'us-ca-mltt'], '', /did you mean us-ca-mlt/],
  ['rules check of no folder', ['rules', 'check', 'no-such'], '', /^no-such: no such folder/],
];

describe('what cannot be used', () => {
  test.each(BAD)(
    '%s: exit 2, the reason on standard error, nothing on standard output',
    async (_what, words, input, expected) => {
      const { code, out, err } = await inside(words, input);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(expected);
      expect(err).not.toContain('    at ');
    },
  );

  test('in a process of its own', async () => {
    const { code, out, err } = await benchpath(['assess', '-'], 'benchpath: record/1\nborn: old\nstat: MN\n');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      'standard input:2 born: "old" is text, not a number; write a number, without quotes\nstandard input:3 stat: unknown key "stat"; did you mean state?\n',
    );
  });

  test('a file of ten megabytes is not read', async () => {
    const { code, err } = await inside(['assess', file('big.yaml', 'x'.repeat(10_000_000))]);
    expect(code).toBe(2);
    expect(err).toMatch(/big\.yaml:1: the file is longer than/);
  });
});

test('our own fault is exit 1 with one sentence', async () => {
  const { code, out, err } = await benchpath(['assess', '-'], GOOD, { BENCHPATH_TODAY: 'yesterday' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^Benchpath failed, and the fault is ours: /);
});
