// Badges in a wallet: brought, checked anew, said to prove something, taken along, removed and put back.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { drawnPng } from '../../src/wallet/badges/picture.server.ts';
import { bakePng } from '../../src/wallet/badges/png.ts';
import { unsigned } from '../../src/wallet/testing/badges.server.ts';
import { answering, cookiesOf } from './testing/answers.ts';
import { badgeFrom, tokenFrom } from './testing/badges.ts';
import { button } from './testing/person.ts';
import { unreadable } from './testing/readable.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const folder = mkdtempSync(join(tmpdir(), 'benchpath-wallet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILE = `benchpath: record/1
state: FL
credentials: [{ id: ascp-mlt, issued: 2019-07-01, expires: 2030-06-30 }]
licenses: [{ id: us-fl-technician, issued: 2020-01-01, expires: 2029-08-31 }]
`;

async function bring(page: Page, text: string): Promise<void> {
  await page.goto('/wallet/badges');
  await page.getByLabel('Or its text').fill(text);
  await button(page, 'Keep it').click();
  await page.waitForLoadState();
}
const words = async (page: Page) =>
  (await page.locator('.cards .verdict').allInnerTexts()).map((each) => each.trim());
const card = (page: Page, name: string) => page.locator('.cards > li').filter({ hasText: name });
const saved = async (page: Page, link: string): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]); // prettier-ignore
  return file.path();
};

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_, javaScriptEnabled) => {
  test('brought as a picture and as a text, checked now, proof of a license, and taken along', async () => {
    const { page, context, faults } = await stage.visit({ javaScriptEnabled });
    await page.goto('/record');
    await page.setInputFiles('input[name=file]', { name: 'record.yaml', mimeType: 'text/yaml', buffer: Buffer.from(FILE) }); // prettier-ignore
    await button(page, 'Take it in').click();
    await page.goto('/wallet');
    await page.getByRole('link', { name: 'Bring a badge' }).click();
    await page.getByText('You keep none yet.').waitFor();

    const text = await badgeFrom(3, 'Venipunctures');
    const picture = join(folder, `${javaScriptEnabled}.png`);
    writeFileSync(picture, bakePng(drawnPng(), text)!);
    await page.getByLabel('A file').setInputFiles(picture);
    await button(page, 'Keep it').click();
    await page.getByText('The badge is in your wallet.').waitFor();
    await bring(page, await badgeFrom(3, 'Safety', { validUntil: '2026-03-01T00:00:00Z' }));
    await bring(
      page,
      await badgeFrom(4, 'Elsewhere', { credentialStatus: unsigned('')['credentialStatus'] }),
    );
    await bring(page, text);
    await page.goto('/wallet/badges');
    expect((await words(page)).sort()).toEqual(['Good today', 'Not in force', 'Not known']);
    expect(await card(page, 'Safety').innerText()).toContain('It expired on March 1, 2026.');
    expect(await card(page, 'Elsewhere').innerText()).toContain('is not on file here');

    await page.getByRole('link', { name: 'Venipunctures' }).click();
    await page.getByLabel('It proves').selectOption('license us-fl-technician');
    await button(page, 'Say so').click();
    await page.getByText('Changed.').waitFor();
    expect(readFileSync(await saved(page, 'Data (JSON)'), 'utf8')).toBe(text);
    const again = join(folder, 'again.png');
    writeFileSync(again, readFileSync(await saved(page, 'Picture (PNG)')));
    const address = new URL(page.url()).pathname;
    await page.goto('/wallet');
    const florida = page.getByRole('region').filter({ hasText: 'August 31, 2029' });
    expect(await florida.innerText()).toMatch(/Badge: Venipunctures\s+Good today/);

    // Nobody else finds it: not its page, not its file, not by a form.
    const other = await answering(stage).somebody();
    for (const path of [address, `${address}/badge.json`, `${address}/badge.png`])
      expect((await stage.get(path, other)).status, path).toBe(404);
    for (const act of ['mark', 'unmark', 'show'])
      expect((await stage.post(`${address}?/${act}`, { subject: 'x' }, other)).status, act).toBe(404);
    const id = address.split('/').at(-1)!;
    expect((await stage.post('/wallet/badges?/remove', { id }, other)).status).toBe(404);
    expect((await stage.get(address, await cookiesOf(context))).status).toBe(200);

    await page.goto('/badge/check');
    await page.getByLabel('A file').setInputFiles(again);
    await button(page, 'Check it').click();
    await page.getByText('This badge is good').waitFor();
    expect(faults).toEqual([]);
  });

  test('removed and put back, with what it proved', async () => {
    const { page } = await stage.visit({ javaScriptEnabled });
    await page.goto('/record');
    await page.setInputFiles('input[name=file]', { name: 'record.yaml', mimeType: 'text/yaml', buffer: Buffer.from(FILE) }); // prettier-ignore
    await button(page, 'Take it in').click();
    // Over several lines, as files often are: a form sends the ends of lines in another way.
    await bring(page, JSON.stringify(JSON.parse(await badgeFrom(3, 'Two "quotes" & <b>')), null, 2));
    await page.getByLabel('It proves').selectOption({ index: 1 });
    await button(page, 'Say so').click();
    const before = readFileSync(await saved(page, 'Data (JSON)'), 'utf8');
    await button(page, 'Remove it from my wallet').click();
    await page.getByText('is no longer in your wallet').waitFor();
    expect(await words(page)).toEqual([]);
    await button(page, 'Put it back').click();
    await page.getByText('The badge is in your wallet again.').waitFor();
    expect(await words(page)).toEqual(['Good today']);
    expect(await card(page, 'quotes').innerText()).toContain('Proves:');
    await page.getByRole('link', { name: 'quotes' }).click();
    expect(readFileSync(await saved(page, 'Data (JSON)'), 'utf8')).toBe(before);
  });
});

test('what was changed, or is no badge, is not taken, and begins no record', async () => {
  const { page, context } = await stage.visit({ javaScriptEnabled: false });
  const badge = await badgeFrom(3, 'Good');
  for (const [text, reason] of [
    ['hello', /Neither|neither a badge/],
    [badge.replace('Worked the week.', 'Led the week.'), /something was changed/],
    ['', /Choose a file/],
  ] as const) {
    await bring(page, text);
    expect(await page.locator('main').innerText()).toMatch(reason);
  }
  expect(await context.cookies()).toEqual([]);
  // A good one may begin it: who brings a badge first has told nothing yet.
  await bring(page, await tokenFrom(5));
  await page.getByText('The badge is in your wallet.').waitFor();
  expect(readFileSync(await saved(page, 'Data (token)'), 'utf8')).toBe(await tokenFrom(5));
});

test('a verdict that came with an archive is not believed: the badge is checked anew', async () => {
  const { page } = await stage.visit();
  await bring(page, await badgeFrom(3, 'Rotation', { validUntil: '2026-11-23T00:00:00Z' }));
  const { openDatabase } = await import('../../src/storage/index.server.ts');
  const database = openDatabase(stage.site.place);
  const forged = (await badgeFrom(3, 'Forged')).replace('Worked the week.', 'Led the laboratory.');
  await database.db
    .updateTable('badge')
    .set({ text: forged, verdict: 'valid', checks: '[]', name: 'Forged' })
    .where('name', '=', 'Rotation')
    .execute();
  await database.close();
  await page.goto('/wallet/badges');
  expect(await words(page)).toEqual(['Not good']);
  expect(await card(page, 'Forged').innerText()).toContain('something was changed');
});

test('with many, what is not good is seen first', async () => {
  const { page } = await stage.visit({ javaScriptEnabled: false });
  for (let i = 0; i < 10; i++)
    await bring(
      page,
      await badgeFrom(3, `Skill ${i}`, i === 7 ? { validUntil: '2026-03-01T00:00:00Z' } : {}),
    );
  await page.goto('/wallet');
  const badges = page.getByRole('region', { name: 'Badges' });
  const lines = await badges.getByRole('listitem').allInnerTexts();
  expect(lines).toHaveLength(8);
  expect(lines[0]).toMatch(/Skill 7\s+Not in force/);
  await badges.getByText('And 2 more, all of them good today.').waitFor();
  await badges.getByRole('link', { name: 'All about your badges' }).click();
  expect(await page.locator('.cards > li').count()).toBe(10);
});

test('readable by everybody, on a telephone and in the dark', async () => {
  const { page } = await stage.visit({ viewport: { width: 390, height: 800 } });
  await bring(page, await badgeFrom(3, 'A name without an end '.repeat(8)));
  const own = new URL(page.url()).pathname;
  await bring(page, await badgeFrom(3, 'Ended', { validUntil: '2026-03-01T00:00:00Z' }));
  for (const address of [own, new URL(page.url()).pathname, '/wallet/badges', '/wallet']) {
    await page.goto(address);
    expect(await unreadable(page, address)).toEqual([]);
  }
});
