// Everything goes with one tick and one button, and the page says what is left where.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/storage/index.server.ts';
import { answering, cookiesOf } from './testing/answers.ts';
import { button } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { countRows } from './testing/rows.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const { take } = answering(stage);

async function somebody(javaScriptEnabled = true) {
  const visitor = await stage.visit({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
  const cookie = (await take('benchpath: record/1\nstate: MN\n')).headers.get('set-cookie')!.split(';')[0]!;
  const [name = '', value = ''] = cookie.split('=');
  await visitor.context.addCookies([{ name, value, url: stage.site.origin }]);
  const form = new FormData();
  form.set('file', new Blob([Buffer.from('%PDF-1.4\n%%EOF\n')]), 'degree.pdf');
  expect((await stage.post('/record/evidence?/add', form, cookie)).status).toBe(303);
  return { ...visitor, cookie };
}

test.each([true, false])(
  'what is kept goes, and the backups that hold it are told; script: %s',
  async (script) => {
    const { page, context, faults, cookie } = await somebody(script);
    const { cookie: other } = await somebody();
    const folder = join(stage.site.place.dataFolder, 'evidence');
    const [files, rows] = [readdirSync(folder).length, await countRows(stage.site)];
    // Made after the record was begun. The site of the tests makes none by itself.
    const backup = join(stage.site.place.dataFolder, 'backups', '2026-11-23T03-00-00-000Z-regular');
    mkdirSync(backup, { recursive: true });
    try {
      const shown = await page.goto('/account/delete');
      expect(shown?.headers()['cache-control'], 'going back shows nothing of it').toContain('no-store');
      await page.getByText('One backup beside the data may still hold it').waitFor();
      await page.getByText('does not remove old backups by itself').waitFor();
      await page.getByText('The evidence that hangs on it: one file').waitFor();
      if (script) expect([...(await sideways(page)), ...(await accessible(page, 'delete'))]).toEqual([]);
      await stage.post('/account/delete', {}, cookie);
      expect(await countRows(stage.site), 'without the tick nothing goes').toBe(rows);
      await page.getByLabel('I do not need it any more').check();
      await button(page, 'Delete everything now').click();
      await page.getByText('Everything that was kept for you is gone').waitFor();
      await page.getByText('One backup beside the data may still hold it').waitFor();
      expect(await cookiesOf(context)).toBe('');
      expect(await countRows(stage.site)).toBe(rows - 1);
      expect(readdirSync(folder)).toHaveLength(files - 1);
      expect((await stage.get('/record/export', cookie)).status).toBe(404);
      expect((await stage.get('/record/export', other)).status, 'somebody else keeps theirs').toBe(200);
      await page.goto('/account/delete');
      await page.getByText('nothing to delete').waitFor();
      expect(faults).toEqual([]);
    } finally {
      rmSync(backup, { recursive: true });
    }
  },
);

test('the button on the record’s page takes the evidence with it', async () => {
  const { cookie } = await somebody();
  const folder = join(stage.site.place.dataFolder, 'evidence');
  const files = readdirSync(folder);
  await stage.post('/record?/forget', { sure: 'yes' }, cookie);
  expect(readdirSync(folder)).toHaveLength(files.length - 1);
  expect(existsSync(folder)).toBe(true);
});

/** Writes over when the one session of the site began. */
async function signedInAt(time: string): Promise<void> {
  const database = openDatabase(stage.site.place);
  await database.db.updateTable('session').set({ created_at: time }).execute();
  await database.close();
}

test('an account goes whole after a fresh sign-in; its session opens nothing any more', async () => {
  const { page, context, faults } = await stage.visit({ viewport: { width: 390, height: 844 } });
  const address = 'ana@example.org';
  await page.goto('/sign-in');
  await page.getByLabel('Your e-mail address').fill(address);
  await button(page, 'Send me a link by mail').click();
  const outbox = join(stage.site.place.dataFolder, 'outbox');
  await expect.poll(() => existsSync(outbox) && readdirSync(outbox).length, { timeout: 20_000 }).toBe(1);
  const letter = readFileSync(join(outbox, readdirSync(outbox)[0]!), 'utf8');
  const [, token = ''] =
    /[?&]token=([\w-]+)/.exec(letter.replaceAll('=\r\n', '').replaceAll('=3D', '=')) ?? [];
  await page.goto(`/sign-in/link?token=${token}`);
  await button(page, 'Go on with this link').click();
  await expect.poll(() => cookiesOf(context), { timeout: 20_000 }).toContain('session');
  const cookie = await cookiesOf(context);
  const form = new FormData();
  form.set('file', new Blob(['benchpath: record/1\nstate: MN\n']), 'record.yaml');
  expect((await stage.post('/record?/take', form, cookie)).status).toBe(303);
  expect((await stage.get('/record/export', cookie)).status).toBe(200);
  await signedInAt('2020-01-01T00:00:00.000Z');
  await page.goto('/account/delete');
  await page.getByText('Sign in once more for this').waitFor();
  expect((await stage.post('/account/delete', { sure: 'yes' }, cookie)).status).toBe(403);
  expect((await stage.get('/record/export', cookie)).status, 'nothing is deleted then').toBe(200);
  await signedInAt(new Date().toISOString());
  await page.goto('/account/delete');
  await page.getByText(`Your account under ${address}`).waitFor();
  expect([...(await sideways(page)), ...(await accessible(page, 'delete account'))]).toEqual([]);
  await page.getByLabel('I do not need it any more').check();
  await button(page, 'Delete everything now').click();
  await page.getByText('Everything that was kept for you is gone').waitFor();
  expect((await stage.get('/record/export', cookie)).status).toBe(404);
  expect((await stage.get('/account', cookie)).status, 'signed out').toBe(303);
  expect(readdirSync(outbox), 'letters to it are gone too').toEqual([]);
  expect(faults).toEqual([]);
});
