// Everything that is kept goes out as a file, sealed or not, and comes back in: into another browser, and over what is there.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answering, cookiesOf } from './testing/answers.ts';
import { button } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const { take } = answering(stage);
const WORDS = 'four words of ours';
const RECORD = (born: number) => `benchpath: record/1\nstate: MN\nborn: ${born}\n`;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');

async function fileBy(page: Page, click: () => Promise<void>) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), buffer: readFileSync(await file.path()) };
}
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;
const asked = (page: Page) => page.request.get('/record/export').then((answer) => answer.body());

/** A visitor who has a record with one file of evidence. */
async function somebody(born: number, options: { javaScriptEnabled?: boolean } = {}) {
  const visitor = await stage.visit({ viewport: { width: 390, height: 844 }, ...options });
  const cookie = cookieOf(await take(RECORD(born)));
  const [name = '', value = ''] = cookie.split('=');
  await visitor.context.addCookies([{ name, value, url: stage.site.origin }]);
  const form = new FormData();
  form.set('file', new Blob([PDF]), `degree of ${born}.pdf`);
  expect((await stage.post('/record/evidence?/add', form, cookie)).status).toBe(303);
  return { ...visitor, cookie };
}
const choose = (page: Page, name: string, buffer: Buffer) =>
  page.setInputFiles('input[name=file]', { name, mimeType: 'application/octet-stream', buffer });

test.each([true, false])(
  'a sealed backup is made, and brought into another browser; script: %s',
  async (script) => {
    const { page, faults } = await somebody(1991, { javaScriptEnabled: script });
    await page.goto('/record/backup');
    if (script) expect([...(await sideways(page)), ...(await accessible(page, 'backup'))]).toEqual([]);
    await page.getByLabel('Passphrase, 10 characters').fill(WORDS);
    await page.getByLabel('The same passphrase again').fill(`${WORDS}!`);
    await button(page, 'Make the file').click();
    await page.getByText('The two passphrases are not the same').waitFor();
    await page.getByLabel('Passphrase, 10 characters').fill(WORDS);
    await page.getByLabel('The same passphrase again').fill(WORDS);
    const sealed = await fileBy(page, () => button(page, 'Make the file').click());
    expect(sealed.name).toBe('benchpath-2026-11-22.age');
    expect(sealed.buffer.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    expect(faults).toEqual([]);

    // The record has one owner: while the first browser keeps it, no other takes it with the file.
    const other = await stage.visit({ javaScriptEnabled: script, viewport: { width: 390, height: 844 } });
    const bring = async (words: string) => {
      await other.page.goto('/record/import');
      await choose(other.page, sealed.name, sealed.buffer);
      await other.page.getByLabel('Its passphrase').fill(words);
      await button(other.page, 'Bring it in').click();
    };
    await bring(WORDS);
    await other.page.getByText('This record is kept here already').waitFor();
    await stage.post('/record?/forget', { sure: 'yes' }, await cookiesOf(page.context()));
    await bring('other words of ours');
    await other.page.getByText('The passphrase is not the one').waitFor();
    await bring('');
    await other.page.getByText('This file is encrypted').waitFor();
    await bring(WORDS);
    await other.page.getByText('Everything is brought in').waitFor();
    if (script)
      expect([...(await sideways(other.page)), ...(await accessible(other.page, 'import'))]).toEqual([]);
    await other.page.goto('/record/evidence');
    await other.page.getByText('degree of 1991.pdf').waitFor();
    expect(other.faults).toEqual([]);
  },
);

test('a zip replaces what is kept only when that is said, and the other way round again', async () => {
  const [one, two] = [await somebody(1981), await somebody(1982)];
  const zips = [await asked(one.page), await asked(two.page)] as const;
  await stage.post('/record?/forget', { sure: 'yes' }, one.cookie);
  await two.page.goto('/record/import');
  await two.page.getByText('Something is kept here for you already').waitFor();
  expect([...(await sideways(two.page)), ...(await accessible(two.page, 'replace'))]).toEqual([]);
  await choose(two.page, 'benchpath.zip', zips[0]);
  await button(two.page, 'Bring it in').click();
  expect(await two.page.locator('input[name=replace]:invalid').count(), 'the browser asks for the tick').toBe(
    1,
  );
  // Without the browser's help the same is refused by the page.
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(zips[0])]), 'a.zip');
  const refused = await stage.post('/record/import', form, two.cookie);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('Download it first');
  expect(await asked(two.page)).toEqual(zips[1]);
  await two.page.getByLabel('Replace what is kept now').check();
  await button(two.page, 'Bring it in').click();
  await two.page.getByText('Everything is brought in').waitFor();
  expect(await asked(two.page)).toEqual(zips[0]);
  await two.page.getByLabel('Replace what is kept now').check();
  await choose(two.page, 'benchpath.zip', zips[1]);
  await button(two.page, 'Bring it in').click();
  await two.page.getByText('Everything is brought in').waitFor();
  expect(await asked(two.page)).toEqual(zips[1]);
  expect(two.faults).toEqual([]);
});

test('what is damaged, no file of ours, or sent by a stranger changes nothing', async () => {
  const { page, cookie } = await somebody(1971);
  const before = await asked(page);
  const damaged = Buffer.from(before);
  // In the first file's own bytes: a flaw in a time that a zip notes beside them changes nothing that is brought in.
  damaged[30 + damaged.readUInt16LE(26) + damaged.readUInt16LE(28) + 2]! ^= 1;
  for (const bytes of [damaged, before.subarray(0, 500), Buffer.from('hello'), Buffer.alloc(3_000_000, 7)]) {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), 'a.zip');
    form.set('replace', 'yes');
    form.set('version', '1');
    const answer = await stage.post('/record/import', form, cookie);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Nothing was brought in');
  }
  const abroad = await fetch(`${stage.site.origin}/record/import`, {
    method: 'POST',
    headers: { cookie, origin: 'https://example.org' },
    body: new URLSearchParams({ replace: 'yes' }),
  });
  expect(abroad.status).toBe(403);
  expect(await asked(page)).toEqual(before);
});

test('another browser gets nothing of it; a browser without a record is told that there is none', async () => {
  await somebody(1961);
  expect((await stage.get('/record/export')).status).toBe(404);
  expect((await stage.post('/record/backup/file', { passphrase: WORDS, again: WORDS })).status).toBe(404);
  const { page } = await stage.visit();
  await page.goto('/record/backup');
  await page.getByText('Nothing is kept here for you yet').waitFor();
  expect(await accessible(page, 'nothing kept')).toEqual([]);
});
