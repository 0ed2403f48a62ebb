// Two windows, a server that dies, a slow line: no answer is lost.
import { expect, test } from 'vitest';
import { answer, answerAll, pathOf, questionOn } from './testing/person.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();

test('two windows of one browser: the older one loses nothing that the newer one told', async () => {
  const { context, page, faults } = await stage.visit();
  await answerAll(page, (question) => question === 'school');
  const other = await context.newPage();
  await other.goto('/start?q=money');
  await answer(page);
  await answer(other);
  await page.goto('/record');
  expect(await page.locator('pre').textContent()).toMatch(/associate[^]*budgetUsd: 20000/);
  expect(faults).toEqual([]);
});

test('a server that is cut off in the middle knows every answer when it is back', async () => {
  const { page } = await stage.visit();
  await answerAll(page, (question) => question === 'degree');
  await stage.site.kill();
  await page.getByLabel('Field').selectOption('Biology');
  const refused = page.waitForEvent('requestfailed');
  await page.getByRole('button', { name: 'Go on' }).click();
  await refused;
  await stage.site.again();
  await page.goto('/start');
  expect(await questionOn(page)).toBe('degree');
  await page.goto('/start?q=school');
  expect(await page.getByLabel('Associate degree').isChecked()).toBe(true);
  expect(await page.getByLabel('Finished in').inputValue()).toBe('2019-06');
  await answerAll(page);
  expect(pathOf(page)).toBe('/plan');
});

test('on a slow line the words come first and an answer gets through', async () => {
  const { context, page, faults } = await stage.visit();
  const line = await context.newCDPSession(page);
  // A poor phone line: 50 KB a second, 400 ms each way.
  const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 20_000 };
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', slow);
  // Fonts never arrive: the page must be readable without them.
  await context.route(/\.woff2$/, () => {});
  await page.goto('/start', { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByLabel('Work as a laboratory technician').check();
  await page.getByRole('button', { name: 'Go on' }).click({ noWaitAfter: true });
  await page.getByLabel('State or territory').waitFor();
  expect(faults).toEqual([]);
});
