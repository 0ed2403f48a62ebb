import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openStage } from './testing/stage.ts';

const stage = openStage();

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const PICTURE = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 90, 200, 0, 200, 90]))),
  chunk('IEND', Buffer.alloc(0)),
]);
const FILE = `benchpath: record/1
state: MN
credentials: [{ id: ascp-mlt, issued: 2024-07-01, expires: 2027-07-31 }]
`;

test.each([true, false])(
  'a license is attached, seen, and removed; script: %s',
  async (javaScriptEnabled) => {
    const { page, context } = await stage.visit({ javaScriptEnabled });
    await page.goto('/record/evidence');
    await page.getByText('none is kept yet').waitFor();
    await page.goto('/record');
    await page.setInputFiles('input[name=file]', {
      name: 'record.yaml',
      mimeType: 'text/yaml',
      buffer: Buffer.from(FILE),
    });
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.goto('/record/evidence');
    const choose = (name: string, buffer: Buffer) =>
      page.setInputFiles('input[name=file]', { name, mimeType: 'image/png', buffer });
    await choose('fake.png', Buffer.from('<script>alert(1)</script>'));
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('This is no whole PDF, PNG or JPEG').waitFor();
    await choose('my certificate.png', PICTURE);
    await page.getByLabel('What does it prove?').selectOption({ label: 'MLT(ASCP) (2024)' });
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('The file is kept.').waitFor();
    await page.getByText('Proves: MLT(ASCP) (2024)').waitFor();
    const href = (await page.getByRole('link', { name: 'my certificate.png' }).getAttribute('href'))!;
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const mine = await stage.get(href, cookie);
    expect(mine.headers.get('content-type')).toBe('image/png');
    expect(mine.headers.get('content-security-policy')).toContain('sandbox');
    expect(mine.headers.get('cache-control')).toContain('no-store');
    expect(Buffer.from(await mine.arrayBuffer()).equals(PICTURE)).toBe(true);

    const other = await stage.visit();
    expect((await other.page.goto(href))?.status()).toBe(404);
    expect((await stage.get(href)).status).toBe(404);
    const id = href.split('/').at(-1)!;
    for (const act of ['mark', 'remove'])
      expect((await stage.post(`/record/evidence?/${act}`, { id, subject: 'x' })).status).toBe(404);

    await page.getByText('What it proves, or remove it').click();
    await page.getByRole('button', { name: 'Remove my certificate.png for good' }).click();
    await page.getByText('The file is removed.').waitFor();
    expect((await stage.get(href, cookie)).status).toBe(404);
  },
);

test('deleting the record deletes its files from the disk', async () => {
  const { page } = await stage.visit();
  await page.goto('/record');
  await page.setInputFiles('input[name=file]', {
    name: 'record.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(FILE),
  });
  await page.getByRole('button', { name: 'Take it in' }).click();
  await page.goto('/record/evidence');
  await page.setInputFiles('input[name=file]', { name: 'a.png', mimeType: 'image/png', buffer: PICTURE });
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('The file is kept.').waitFor();
  const { readdir } = await import('node:fs/promises');
  const folder = join(stage.site.place.dataFolder, 'evidence');
  const kept = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name));
  const [file] = await kept();
  expect((await readFile(join(folder, file!))).equals(PICTURE)).toBe(true);
  await page.goto('/record');
  await page.getByText('Delete this record').click();
  await page.getByLabel('I do not need it').check();
  await page.getByRole('button', { name: 'Delete it now' }).click();
  await page.getByText('Your record is gone').waitFor();
  expect(await kept()).toEqual([]);
});

test('a file over 10 MB is refused in words, and a form without files stays small', async () => {
  const { page, context } = await stage.visit();
  await page.goto('/record');
  await page.setInputFiles('input[name=file]', {
    name: 'record.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(FILE),
  });
  await page.getByRole('button', { name: 'Take it in' }).click();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const form = new FormData();
  form.set('file', new File([Buffer.alloc(10 * 1024 * 1024 + 1)], 'big.pdf'));
  const refused = await stage.post('/record/evidence?/add', form, cookie);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('10 MB at most');
  expect((await stage.post('/start', { q: 'state', state: 'x'.repeat(600_000) }, cookie)).status).toBe(413);
});
