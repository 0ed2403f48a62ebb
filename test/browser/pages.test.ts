// Every page, on a phone and on a desk, light and dark: readable by everybody, of one build, and never a dead end.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { addressesOf, pageRoutes } from './testing/addresses.ts';
import { becomeHolder } from './testing/holder.ts';
import { answerAll } from './testing/person.ts';
import { PHONE, unreadable } from './testing/readable.ts';
import { openStage } from './testing/stage.ts';
import type { Visitor } from './testing/visitor.ts';

const stage = openStage();
/** Somebody who told nothing yet, somebody who answered everything, and somebody who holds things and keeps them up. */
let stranger: Visitor;
let known: Visitor;
let holder: Visitor;
/** Where the holder changes an activity. */
let change: string;
beforeAll(async () => {
  [stranger, known, holder] = await Promise.all([stage.visit(), stage.visit(), stage.visit()]);
  await answerAll(known.page);
  change = await becomeHolder(stage, holder);
});

const routes = pageRoutes();
const ofStranger = routes.flatMap((route) =>
  addressesOf(route).map((address) => ({ address, scripts: route.scripts })),
);
// Pages that show what a browser keeps look different once it keeps something.
const ofKnown = routes
  .filter(({ route }) => /^\/($|plan|record|start)/.test(route))
  .flatMap((route) => addressesOf(route).map((address) => ({ address, scripts: route.scripts })));

const ofHolder = routes
  .filter(({ route }) => /^\/(renewals|wallet|record\/(evidence|history))/.test(route))
  .flatMap((route) => addressesOf(route).map((address) => ({ address, scripts: route.scripts })));

test.each(ofStranger)('$address', ({ address, scripts }) => look(stranger, address, 200, scripts));
test.each(ofKnown)('$address of somebody known', ({ address, scripts }) =>
  look(known, address, 200, scripts),
);
test.each(ofHolder)('$address of somebody who holds things', ({ address, scripts }) =>
  look(holder, address, 200, scripts),
);
test('an activity of theirs, to be changed', () => look(holder, change, 200, false));
test.each(['/no-such-page', '/credentials/no-such-thing', '/where/zz'])('%s is a page too', (address) =>
  look(stranger, address, 404, false),
);

async function look(
  { page, faults }: Visitor,
  address: string,
  status: number,
  scripts: boolean,
): Promise<void> {
  faults.length = 0;
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
  const response = await page.goto(address);
  expect(response?.status()).toBe(status);
  if (!scripts) expect(await page.locator('script, link[rel=modulepreload]').count(), 'scripts').toBe(0);
  await hasItsParts(page);
  await skips(page);
  expect([...(await unreadable(page, address)), ...faults]).toEqual([]);
}

/** One heading, a title, a main part, and a way on. */
async function hasItsParts(page: Page): Promise<void> {
  expect(await page.locator('h1').count(), 'one h1').toBe(1);
  const heading = await page.locator('h1').innerText();
  expect(await page.title(), 'the title names the page').toContain(heading.slice(0, 20));
  expect(await page.locator('html').getAttribute('lang')).toBe('en-US');
  expect(await page.locator('main').count(), 'one main').toBe(1);
  const ways = await page
    .locator('main a[href^="/"]')
    .evaluateAll((links) => links.filter((a) => a.getAttribute('href') !== location.pathname).length);
  const forms = await page.locator('main form').count();
  expect(ways + forms, 'what next?').toBeGreaterThan(0);
}

/** The first Tab shows a link that leads past the menu. */
async function skips(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  const skip = page.locator(':focus');
  expect(await skip.innerText()).toBe('Skip to the text');
  const box = await skip.boundingBox();
  expect(box && box.y >= 0 && box.height > 20, 'the skip link is seen').toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
}
