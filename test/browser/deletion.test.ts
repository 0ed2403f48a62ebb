// Everything goes with one tick and one button, and the page says what is left where.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
      await page.getByText('One backup beside the data holds it still').waitFor();
      await page.getByText('does not remove old backups by itself').waitFor();
      await page.getByText('The evidence that hangs on it: one file').waitFor();
      if (script) expect([...(await sideways(page)), ...(await accessible(page, 'delete'))]).toEqual([]);
      await stage.post('/account/delete', {}, cookie);
      expect(await countRows(stage.site), 'without the tick nothing goes').toBe(rows);
      await page.getByLabel('I do not need it any more').check();
      await button(page, 'Delete everything now').click();
      await page.getByText('Everything that was kept for you is gone').waitFor();
      await page.getByText('One backup beside the data holds it still').waitFor();
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
  await stage.post('/record?/forget', {}, cookie);
  expect(readdirSync(folder)).toHaveLength(files.length - 1);
  expect(existsSync(folder)).toBe(true);
});
