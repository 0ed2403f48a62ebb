// Two tabs, a server that dies, a slow line: no answer is lost.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, answerAll, questionOn } from './testing/person.ts';
import { PATIENCE, startSite, type Site } from './testing/site.ts';
import { openBrowser, visit } from './testing/visitor.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), openBrowser()]);
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await site?.end();
});

test(
  'tabs that answer at the same moment keep every answer',
  async () => {
    const { context, page } = await visit(browser, site.origin);
    await page.goto('/start');
    await answer(page);
    const cookie = (await context.cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
    const answers: { [field: string]: string }[] = [
      { question: 'state', state: 'mn' },
      { question: 'born', born: '1999' },
      { question: 'money', budget: '12345' },
      { question: 'time', study: '21', work: '34' },
      { question: 'school', school: 'associate', completed: '2019-06' },
      { question: 'experience', as: 'phlebotomist', from: '2020-01' },
    ];
    // A tab that is told of the other one sends again, as its person would.
    const send = async (fields: { [field: string]: string }): Promise<number> => {
      const body = new URLSearchParams({ do: 'save', ...fields });
      const headers = { cookie, origin: site.origin, accept: 'text/html' };
      const { status } = await fetch(`${site.origin}/start`, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
      });
      return status === 409 ? send(fields) : status;
    };
    expect(await Promise.all(answers.map(send))).toEqual(answers.map(() => 303));
    await page.goto('/record');
    const text = await page.locator('pre').innerText();
    for (const told of [
      'state: MN',
      'born: 1999',
      'budgetUsd: 12345',
      'studyHoursPerWeek: 21',
      '2019-06',
      'phlebotomist',
    ])
      expect(text).toContain(told);
  },
  PATIENCE,
);

test(
  'two windows of one browser: the older one loses nothing that the newer one told',
  async () => {
    const { context, page, faults } = await visit(browser, site.origin);
    await answerAll(page, (question) => question === 'school');
    const other = await context.newPage();
    await other.goto('/start?q=money');
    await answer(page);
    await answer(other);
    await page.goto('/record');
    expect(await page.locator('pre').innerText()).toMatch(/associate[^]*budgetUsd: 20000/);
    expect(faults).toEqual([]);
  },
  PATIENCE,
);

test(
  'a server that is cut off in the middle knows every answer when it is back',
  async () => {
    const { page } = await visit(browser, site.origin);
    await answerAll(page, (question) => question === 'degree');
    await site.kill();
    await page.getByLabel('Field').selectOption('Biology');
    const refused = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: 'Go on' }).click();
    await refused;
    await site.again();
    await page.goto('/start');
    expect(await questionOn(page)).toBe('degree');
    await page.goto('/start?q=school');
    expect(await page.getByLabel('Associate degree').isChecked()).toBe(true);
    expect(await page.getByLabel('Finished in').inputValue()).toBe('2019-06');
    await answerAll(page);
    expect(new URL(page.url()).pathname).toBe('/plan');
  },
  PATIENCE,
);

test(
  'on a slow line the words come first and an answer gets through',
  async () => {
    const { context, page, faults } = await visit(browser, site.origin);
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
  },
  PATIENCE,
);
