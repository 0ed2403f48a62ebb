import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { installation, NOW } from '#record/testing/whole.server.ts';
import { seal } from '#record/sealing.server.ts';
import { openDatabase } from '#storage/index.server.ts';
import { ExportOutput, ImportOutput, OpenOutput } from './outputs-archive.ts';
import { benchpath } from './testing/process.ts';

vi.setConfig({ testTimeout: 180_000 });
const root = mkdtempSync(join(tmpdir(), 'benchpath-export-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);

/** An installation with one account, and a record of theirs if asked for; closed again, as commands find it. */
async function place(name: string, filled: boolean): Promise<string> {
  const database = openDatabase({ dataFolder: at(name) });
  const { db, fill } = await installation(database);
  const when = NOW.toISOString();
  await db
    .insertInto('person')
    .values({
      id: `ana-${name}`,
      name: 'Ana',
      email: 'ana@example.org',
      email_verified: 1,
      image: null,
      created_at: when,
      updated_at: when,
    })
    .execute();
  if (filled) await fill({ person: `ana-${name}` });
  await database.close();
  return at(name);
}
const run = (words: string[], input = '') => benchpath(words, input, { DATABASE_URL: '' });
let [here, there]: [string, string] = ['', ''];
beforeAll(async () => {
  [here, there] = [await place('here', true), await place('there', false)];
});

test('out of one installation and into another, and each sentence on the way', async () => {
  const out = await run([
    'export',
    '--to',
    at('ana.zip'),
    '--person',
    'Ana@Example.org',
    '--data',
    here,
    '--json',
  ]);
  expect(out).toMatchObject({ code: 0, err: '' });
  const { record, bytes } = ExportOutput.parse(JSON.parse(out.out));
  expect(statSync(at('ana.zip'))).toMatchObject({ size: bytes });
  expect(statSync(at('ana.zip')).mode & 0o077, 'for its owner only').toBe(0);

  expect(await run(['import', at('ana.zip'), '--check'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('3 changes, 2 files'),
  });
  const into = ['import', at('ana.zip'), '--person', 'ana@example.org', '--data', there];
  const first = await run([...into, '--json']);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(ImportOutput.parse(JSON.parse(first.out))).toEqual({
    record,
    events: 3,
    evidence: 2,
    brought: true,
  });
  expect(await run(into)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--replace') });
  expect(await run([...into, '--replace'])).toMatchObject({ code: 0 });
  const again = await run(['export', '--to', at('again.zip'), '--record', record, '--data', there]);
  expect(again).toMatchObject({ code: 0 });
  expect(readFileSync(at('again.zip'))).toEqual(readFileSync(at('ana.zip')));
});

test('what cannot be used is told in one line, and nothing is written', async () => {
  const damaged = readFileSync(at('ana.zip'));
  damaged[damaged.length >> 1]! ^= 1;
  writeFileSync(at('damaged.zip'), damaged);
  const cases: [string[], RegExp][] = [
    [['export', '--to', at('x.zip'), '--data', here], /say whose record/],
    [['export', '--person', 'a@b.c', '--data', here], /needs --to/],
    [['export', '--to', at('x.zip'), '--person', 'no@example.org', '--data', here], /nobody has an account/],
    [['export', '--to', at('x.zip'), '--record', 'none', '--data', here], /no record of "none"/],
    [['export', '--to', at('x.zip'), '--record', 'none', '--data', at('nowhere')], /nothing is kept in/],
    [['export', '--to', at('ana.zip'), '--person', 'ana@example.org', '--data', here], /there already/],
    [['import', at('ana.zip'), '--data', there], /--person ADDRESS/],
    [['import', at('none.zip'), '--check'], /no such file/],
    [['import', at('damaged.zip'), '--check'], /damaged\.zip: the file /],
    [['open', at('ana.zip')], /needs --to FOLDER/],
    [['open', at('ana.zip'), '--to', here], /is not empty/],
  ];
  for (const [words, refusal] of cases) {
    const { code, out, err } = await run(words);
    expect({ code, out, lines: err.trim().split('\n').length }, words.join(' ')).toEqual({
      code: 2,
      out: '',
      lines: 1,
    });
    expect(err).toMatch(refusal);
  }
});

test('an encrypted backup opens with its passphrase, without account, server or database', async () => {
  const sealed = await seal(readFileSync(at('ana.zip')), 'four words of ours');
  writeFileSync(at('ana.age'), 'sealed' in sealed ? sealed.sealed : '');
  expect(await run(['open', at('ana.age'), '--to', at('wrong')], 'not these words\n')).toMatchObject({
    code: 2,
    err: expect.stringContaining('passphrase is not'),
  });
  const open = await run(['open', at('ana.age'), '--to', at('unpacked'), '--json'], 'four words of ours\n');
  expect(open).toMatchObject({ code: 0, err: '' });
  expect(OpenOutput.parse(JSON.parse(open.out))).toMatchObject({ folder: at('unpacked'), wrong: null });
  expect(readFileSync(join(at('unpacked'), 'record.yaml'), 'utf8')).toContain('benchpath: record/1');
  expect(readFileSync(join(at('unpacked'), 'README.txt'), 'utf8')).toContain('sha256sum -c MANIFEST');
});
