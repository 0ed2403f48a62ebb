import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openRecordStore } from '#record/store.server.ts';
import { migrate, openDatabase } from '#storage/index.server.ts';
import { BadgeCheckOutput, BadgeIssueOutput, IssuerRotateOutput } from './outputs-badges.ts';
import { benchpath, inside } from './testing/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchpath-badges-'));
const data = join(folder, 'data');
const path = (name: string) => join(folder, name);
const file = (name: string, text: string) => {
  writeFileSync(path(name), text);
  return path(name);
};
const AWARD = file(
  'award.yaml',
  'name: Blood bank, week 3\ndescription: Worked the week.\ncriteria: Scored 80 or more.\nsimulated: true\nvalidUntil: 2029-05-31\n',
);

beforeAll(async () => {
  vi.stubEnv('BENCHPATH_DATA', data);
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('ORIGIN', '');
  const database = openDatabase({ dataFolder: data });
  const clock = () => new Date('2026-06-30T00:00:00Z');
  expect(await migrate(database, clock)).toMatchObject({ ok: true });
  const store = openRecordStore(database.db, clock, randomBytes);
  await store.save({ browser: store.token() }, { record: null, answers: null }, 0);
  await database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const done = async (...words: string[]): Promise<string> => {
  const { code, out, err } = await inside(words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};
const checked = async (name: string, ...more: string[]) =>
  BadgeCheckOutput.parse(JSON.parse(await done('badge', 'check', name, '--json', ...more)));

describe('a badge from its award to its end', () => {
  let id = '';
  test('issued into each form', async () => {
    const out = await done('badge', 'issue', AWARD, '--out', path('badge.png'));
    expect(out).toMatch(
      /^Issued [\da-f-]{36}\nIt has no public address: set ORIGIN.*\nSigned as did:key:z6Mk\w+\nTo take it back/,
    );
    id = /Issued (\S+)/.exec(out)![1]!;
    await done('badge', 'show', id, '--out', path('badge.svg'));
    await done('badge', 'show', id, '--out', path('badge.json'));
    expect(await done('badge', 'show', id)).toBe(readFileSync(path('badge.json'), 'utf8'));
  });

  test.each(['badge.png', 'badge.svg', 'badge.json'])('%s is valid, until it ends', async (name) => {
    const { verdict, name: title, issuer, checks } = await checked(path(name));
    expect([verdict, title, issuer?.name]).toEqual([
      'valid',
      'Blood bank, week 3',
      'A private copy of Benchpath',
    ]);
    expect(checks).toHaveLength(7);
    expect((await checked(path(name), '--on', '2029-05-31')).verdict).toBe('not known');
    expect((await checked(path(name), '--on', '2029-06-01')).verdict).toBe('not valid');
  });

  test('read for people, in a process of its own, and on standard input', async () => {
    const { code, out } = await benchpath(['badge', 'check', '-'], readFileSync(path('badge.png')));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^standard input: valid\nIt says: Blood bank, week 3, from A private copy of Benchpath\n {2}● passed {2}form {5}it is a PNG/,
    );
    expect(out).toMatch(/status {3}it was not revoked, by the list of 2026-07-01\n$/);
  });

  test('where nothing is kept it is checked too, as far as it goes, and nothing is made there', async () => {
    const away = path('away');
    const { verdict, checks } = await checked(path('badge.json'), '--data', away);
    expect([verdict, checks.at(-1)?.outcome]).toEqual(['not known', 'skipped']);
    expect(() => readFileSync(away)).toThrow('ENOENT');
  });

  test('after a new key it is good, and after it was revoked no more', async () => {
    expect(await done('issuer', 'rotate')).toMatch(
      /signed with did:key:\S+\nBadges signed before stay good\.\nThe issuer has a new name/,
    );
    expect((await checked(path('badge.png'))).verdict).toBe('valid');
    expect(await done('badge', 'revoke', id, '--reason', 'A trial')).toBe(`Revoked ${id}, for ever.\n`);
    expect(await done('badge', 'revoke', id, '--reason', 'A trial')).toMatch(/was revoked before/);
    const { verdict, checks } = await checked(path('badge.png'));
    expect([verdict, checks.at(-1)?.reason]).toEqual(['not valid', 'it was revoked by its issuer']);
  });

  test('with a public address it has a page and its issuer a name; a lost key takes it with it', async () => {
    vi.stubEnv('ORIGIN', 'https://lab.example');
    const made = BadgeIssueOutput.parse(
      JSON.parse(await done('badge', 'issue', AWARD, '--out', path('public.json'), '--json')),
    );
    expect(made).toEqual({
      id: made.id,
      address: `https://lab.example/badge/${made.id}`,
      issuer: 'did:web:lab.example',
    });
    expect((await checked(path('public.json'))).verdict).toBe('valid');
    const rotated = IssuerRotateOutput.parse(JSON.parse(await done('issuer', 'rotate', '--lost', '--json')));
    expect(rotated).toMatchObject({ issuer: made.issuer, before: made.issuer, lost: true });
    expect((await checked(path('public.json'))).verdict).toBe('not valid');
    vi.stubEnv('ORIGIN', '');
  });

  test('what is put on file', async () => {
    const key = 'did:web:college.example#1';
    const document = {
      id: 'did:web:college.example',
      verificationMethod: [{ id: key }],
      assertionMethod: [key],
    };
    expect(await done('badge', 'pin', file('did.json', JSON.stringify(document)))).toBe(
      'On file: did:web:college.example, an issuer with its keys.\n',
    );
  });
});

type Case = [what: string, words: string[], err: RegExp];
const BAD: Case[] = [
  ['badge and nothing', ['badge'], /^benchpath badge needs check, issue, show, revoke or pin/],
  ['issuer and nothing', ['issuer'], /^benchpath issuer needs rotate/],
  ['no such file', ['badge', 'check', 'no-such.png'], /^no-such\.png: this cannot be read; name a badge/],
  ['a day that is none', ['badge', 'check', AWARD, '--on', '2026-13-01'], /^--on "2026-13-01" is no day/],
  ['a form nobody knows', ['badge', 'issue', AWARD, '--out', 'badge.gif'], /^--out "badge\.gif" says no form/],
  ['a file that is there', ['badge', 'issue', AWARD, '--out', AWARD.replace('award.yaml', 'there.json')], /there\.json: a file of this name is there already; write the badge elsewhere: benchpath badge show/],
  ['somebody without a record', ['badge', 'issue', AWARD, '--to', 'bo@example.org'], /^no account with the e-mail bo@example\.org has a record here/],
  ['an award that lacks something', ['badge', 'issue', file('lacks.yaml', 'name: A\n\ncriteria: ""\nextra: 1\n')], /lacks\.yaml:1 description: is missing; see schemas\/award\.json\n.*lacks\.yaml:3 criteria: is empty.*\n.*lacks\.yaml:1 extra: nobody knows this key/],
  ['an award that is no YAML', ['badge', 'issue', file('broken.yaml', 'name: "A\n')], /broken\.yaml:\d: this is no YAML or JSON/],
  ['an award with references', ['badge', 'issue', file('loop.yaml', 'name: &a A\ndescription: *a\n')], /loop\.yaml:1: an award holds no references/],
  ['an award that is a list', ['badge', 'issue', file('list.yaml', '- 1\n')], /list\.yaml:1 the award: is of another kind/],
  ['evidence at no web address', ['badge', 'issue', file('evil.yaml', 'name: A\ndescription: B\ncriteria: C\nevidence: [{ name: D, url: "javascript:alert(1)" }]\n')], /evil\.yaml:4 evidence\[0\]\.url: is no web address/],
  ['a badge nobody issued', ['badge', 'show', '6e0b1e50-0c7a-8c0e-9e0c-0f8c3c3f7a10'], /^no badge 6e0b1e50\S+ was issued here/],
  ['a revocation without a reason', ['badge', 'revoke', '6e0b1e50-0c7a-8c0e-9e0c-0f8c3c3f7a10'], /^benchpath badge revoke needs --reason TEXT/],
  ['a document that is none', ['badge', 'pin', AWARD], /award\.yaml: this is neither an issuer’s document nor a list/],
  ['a place where nothing is', ['issuer', 'rotate', '--data', join(folder, 'empty')], /^nothing is kept in/],
]; // prettier-ignore

describe('what cannot be used', () => {
  test.each(BAD)('%s', async (_, words, expected) => {
    writeFileSync(path('there.json'), '');
    const { code, out, err } = await inside(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(expected);
    expect(readFileSync(path('there.json'), 'utf8')).toBe('');
  });
});
