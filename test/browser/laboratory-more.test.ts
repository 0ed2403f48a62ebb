// A critical value called by keys, and a control run that was rejected put right without a script. The seed is secret: both go by
// what the pages show.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { loadLaboratory } from '../../src/laboratory/load.server.ts';
import { cardOf } from '../../src/routes/lab/scenarios.server.ts';
import { NEXT, finish, hands, takeIn, type Hands } from './testing/bench.ts';
import { ROOT } from './testing/site.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();

/** Opens a scenario as its card is called: names do not say what is in it. */
async function begin(page: Page, id: string): Promise<void> {
  const read = loadLaboratory(join(ROOT, 'content'));
  if ('problems' in read) throw new Error('The content is broken.');
  const { name } = cardOf(read.laboratory, read.laboratory.scenarios.get(id)!);
  await page.goto('/lab');
  await page
    .getByRole('button', { name: `Learn: ${name}`, exact: true })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Reception' }).waitFor();
}

/** Lets time go by until the page in sight shows it. */
async function until({ act }: Hands, seen: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 12 && !(await seen()); i += 1) await act('n', NEXT);
  expect(await seen()).toBe(true);
}

/** Takes in as many tubes as are to come. */
async function takeAllIn(page: Page, hand: Hands, tubes: number, cap: string): Promise<void> {
  const toDo = page.locator('.rack li:not(.done) a');
  for (let i = 0; i < tubes; i += 1) {
    await until(hand, async () => (await toDo.count()) > 0);
    await hand.click(toDo.first());
    await takeIn(hand, cap);
  }
}

/** Reports what has no hold, then what is held, each with its reason. */
async function reportAll(page: Page, hand: Hands, reason: string): Promise<void> {
  await hand.act('w', /^Worklist/);
  const clean = page.getByRole('button', { name: /^Report .* without a hold/ });
  while ((await clean.count()) > 0) await hand.click(clean.first());
  for (let i = 0; i < 8; i += 1) {
    await hand.act('w', /^Worklist/);
    const held = page.locator('tr', { hasText: 'held:' });
    if ((await held.count()) === 0) return;
    await hand.click(held.first().getByRole('link').first());
    for (const why of await page.getByLabel(/^Why it may go out although/).all()) await why.fill(reason);
    await hand.click(page.getByRole('button', { name: 'Report it, for these reasons' }));
    expect(await hand.said()).toContain('Reported.');
  }
}

/** Calls what is critical: two identifiers, a read-back that is listened to, and said again where it is wrong. */
async function callIt(page: Page, hand: Hands): Promise<void> {
  await hand.act('t', /^Telephone/);
  await hand.act('c', /^Call /);
  expect(await hand.said()).toContain('It rings at');
  const name = page.getByRole('group', { name: 'Name the patient by two identifiers' });
  for (let i = 0; i < 12 && (await name.count()) === 0; i += 1) {
    await hand.act('n', NEXT);
    if ((await page.getByRole('button', { name: /^Call / }).count()) > 0) await hand.act('c', /^Call /);
  }
  await name.getByRole('checkbox').nth(0).check();
  await name.getByRole('checkbox').nth(1).check();
  await hand.act('g', /^Say them/);
  expect(await hand.said()).toContain('will read it back');
  const back = page.locator('.call p', { hasText: 'reads back' });
  for (let i = 0; i < 4; i += 1) {
    await until(hand, async () => (await back.count()) > 0);
    const [heard, reported] = (await back.locator('strong').allInnerTexts()).slice(1);
    if (heard === reported?.split(' ')[0]) break;
    await hand.click(page.getByRole('button', { name: 'No: say it again' }));
    expect(await hand.said()).toContain('You said it again');
  }
  await hand.act('y', 'That is right');
  expect(await hand.said()).toContain('the call is done');
}

/** Nobody came to harm, and nothing was done that must never be. */
async function unharmed(page: Page, patients: number): Promise<void> {
  await page.getByText('were played anew from the log').waitFor();
  expect(await page.getByText('Nothing went wrong for them.').count()).toBe(patients);
  expect(await page.getByText('Harm: you 0,').count()).toBe(1);
  expect(await page.getByText('This alone keeps the score').count()).toBe(0);
}

test('a critical platelet count is believed after a look at the film, reported for a reason, and called', async () => {
  const { page, faults } = await stage.visit({ reducedMotion: 'reduce' });
  const hand = hands(page, true);
  await begin(page, 'spots-on-the-legs');
  for (let i = 0; i < 2; i += 1) {
    await takeAllIn(page, hand, 1, 'lavender');
    await hand.press('b');
    await hand.press('a');
    expect(await hand.said()).toContain('on Cell counter');
    await hand.press('r');
  }
  await hand.press('w');
  const critical = page.locator('tr', { hasText: /held:.*Platelet count/ });
  await until(hand, async () => (await critical.count()) > 0);
  await until(hand, async () => (await page.getByText(/to run/).count()) === 0);
  await hand.click(critical.getByRole('link').first());
  await hand.click(page.locator('.results').getByRole('link', { name: 'Platelet count' }));
  expect(await page.locator('.gates .not').allInnerTexts()).toContainEqual(
    expect.stringMatching(/critical/i),
  );
  const own = page.url();
  await hand.press('f');
  await page.getByRole('img', { name: /Field 1/ }).waitFor();
  await hand.press(']');
  await page.getByRole('img', { name: /Field 2/ }).waitFor();
  await page.goto(own);
  await reportAll(page, hand, 'No clot in the tube, few platelets and no clump on the film');
  await page
    .getByText(/1 critical call, \d+ minutes left/)
    .first()
    .waitFor();
  await callIt(page, hand);
  await finish(page);
  await unharmed(page, 2);
  expect(faults).toEqual([]);
});

/** What a tube gave again, beside what went out of it: corrected where they are more than 5 % apart. */
async function lookBack(page: Page, hand: Hands, address: string): Promise<void> {
  await page.goto(address);
  const values = await page.locator('.one tbody tr td:nth-child(2)').allInnerTexts();
  const [before, after] = [Number(values[0]), Number(values.at(-1))];
  // What is calculated has a new value only where its parts have.
  if (!/agap|egfr/.test(address)) expect(values.length, `${address} was measured again`).toBeGreaterThan(1);
  if (Math.abs(after - before) <= 0.05 * after) return;
  await page.locator('summary', { hasText: 'Correct or take back' }).click();
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Correct it', exact: true }) });
  await form.getByLabel('Why').fill('Measured again after a fresh control vial');
  await form.getByLabel('Who was told').fill('4 West');
  await form.getByLabel('Second person').fill('mls on duty');
  await hand.click(form.getByRole('button'));
  expect(await hand.said()).toContain('The report is corrected');
}

test('a rejected control, without a script: chart, cause, fresh vial, look-back; then results go out', async () => {
  const { page, faults } = await stage.visit({ javaScriptEnabled: false });
  const hand = hands(page, false);
  const to = (room: RegExp) => hand.click(page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room })); // prettier-ignore
  await begin(page, 'one-level-low');
  await to(/^Quality/);
  await page.getByText(/Nothing leaves until a cause is on record/).waitFor();
  await page.getByText(/The last run broke 1/).waitFor();
  expect(await page.locator('.charts').getByRole('img').count()).toBe(2);
  const held = page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name: 'held' });
  expect(await held.count()).toBeGreaterThan(2);
  const record = async (cause: string, says: string) => {
    const channels = await held.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    for (const channel of channels) {
      await page.goto(channel);
      await page.locator('select[name="command.cause"]').selectOption(cause);
      await page.getByLabel('What was found').fill(says);
      await page.getByRole('button', { name: 'Record the cause' }).click();
      expect(await hand.said()).toContain('A good run lifts the hold');
    }
    expect(await held.count(), 'a cause alone lifts nothing').toBe(channels.length);
  };
  await record('control vial', 'Level 1 is low by the same factor in all, level 2 is not');
  const fresh = page.getByRole('button', { name: 'Run what is held from fresh vials' });
  await fresh.click();
  expect(await hand.said()).toContain('from fresh vials');
  await to(/^Reception/);
  await takeAllIn(page, hand, 2, 'mint');
  await to(/^Bench/);
  await page.getByRole('button', { name: 'Spin them' }).click();
  await to(/^Quality/);
  const next = page.getByRole('button', { name: NEXT });
  const many = await held.count();
  await until(hand, async () => (await next.count()) === 0 || (await held.count()) < many);
  expect(await held.count(), 'a good run lifts the hold').toBeLessThan(many);
  // One sound channel in a hundred is rejected by chance: what is still held is run once more.
  for (let i = 0; i < 3 && (await held.count()) > 0; i += 1) {
    await record('other', 'The fresh vials are good in all other tests: by chance');
    await fresh.click();
    await until(hand, async () => (await next.count()) === 0 || (await held.count()) === 0);
  }
  expect(await held.count()).toBe(0);

  // What went out since the last good run is measured again, then the new tubes.
  const doubted = await page.locator('.back a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href)); // prettier-ignore
  const tests = new Set(doubted.map((address) => new URL(address).searchParams.get('test')!));
  await to(/^Bench/);
  const line = page.getByRole('region', { name: /Chemistry line 1/ });
  await line.getByText('Some tests only, or again').click();
  await line.locator('select[name=containers]').selectOption('T1');
  for (const one of await line.locator('.tests input').all())
    if (tests.has((await one.getAttribute('value'))!)) await one.check();
  await line.getByRole('button', { name: /^Load for these/ }).click();
  expect(await hand.said()).toContain('1 on Chemistry line 1');
  const load = line.getByRole('button', { name: 'Load on Chemistry line 1' });
  await until(hand, async () => (await load.count()) > 0);
  await load.click();
  expect(await hand.said()).toContain('2 on Chemistry line 1');
  await to(/^Worklist/);
  await until(hand, async () => (await page.getByText(/to run|running again/).count()) === 0);
  await reportAll(page, hand, 'Specimen, label, controls and the other results agree');
  for (const address of new Set(doubted)) await lookBack(page, hand, address);
  await to(/^Quality/);
  const close = page.locator('.back form');
  while ((await close.count()) > 0) {
    await close.first().getByLabel('What came of it').fill('Measured again, and corrected where it differed');
    await close.first().getByRole('button', { name: 'Close it' }).click();
  }
  await page.getByRole('heading', { name: 'Look-backs: 0' }).waitFor();
  await finish(page);
  await unharmed(page, 3);
  expect(faults).toEqual([]);
});
