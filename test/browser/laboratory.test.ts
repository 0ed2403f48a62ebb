// A first shift in the laboratory: by keys alone with a script, by buttons without one; everything readable, and nothing told
// before its time.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { loadLaboratory } from '../../src/laboratory/load.server.ts';
import { hiddenOf, openShift } from '../../src/laboratory/shift/index.ts';
import { openDatabase } from '../../src/storage/index.server.ts';
import { sha256 } from '../../src/kernel/digest.ts';
import { NEXT, finish, hands, takeIn, type Hands } from './testing/bench.ts';
import { unreadable } from './testing/readable.ts';
import { ROOT } from './testing/site.ts';
import { openStage } from './testing/stage.ts';
import { download } from './testing/visitor.ts';

const stage = openStage();

/** Runs what was taken in and reports what comes without a hold. */
async function runAndReport(page: Page, { act, said }: Hands): Promise<void> {
  await act('b', /^Bench/);
  await act('a', /^Load/);
  expect(await said()).toContain('on Cell counter');
  await act('w', /^Worklist/);
  for (let i = 0; i < 6 && (await page.getByText('without a hold').count()) === 0; i += 1)
    await act('n', NEXT);
  await act('v', /^Report the 10/);
  expect(await said()).toContain('10 results reported');
}

/** The first scenario as a sound technician works it, up to the end. */
async function firstShift(page: Page, script: boolean): Promise<void> {
  const hand = hands(page, script);
  const { act, said, press } = hand;
  await page.goto('/lab');
  await page.getByRole('button', { name: 'Learn: Scenario 1', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Reception' }).waitFor();
  if (script) await page.evaluate(() => Object.assign(window, { here: true }));
  await act('n', NEXT);
  await act('n', NEXT);
  await act('l', 'Look at it');
  expect(await said()).toContain('no label');
  // The other tube first: then only one order is left that this one can belong to.
  if (script) await press('j');
  else await page.locator('[data-bench]').getByRole('link', { name: /T2/ }).click();
  await takeIn(hand);
  if (script) {
    await press('j');
    await press('x');
    await page.keyboard.press('Tab');
    await page.keyboard.type('No l');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await press('Enter');
  } else {
    await page.locator('[data-bench]').getByRole('link', { name: /T1/ }).click();
    await page.locator('summary', { hasText: 'Reject' }).click();
    await page.locator('select[name="command.reason"]').selectOption('unlabeled');
    await page.getByRole('button', { name: 'Reject it' }).click();
  }
  expect(await said()).toContain('is turned away');
  const again = page.getByRole('button', { name: 'Ask for a new draw' });
  await again.focus();
  await (script ? press('Enter') : again.click());
  expect(await said()).toContain('will draw again');
  await act('t', /^Telephone/);
  for (let i = 0; i < 4 && (await page.getByText('You say:').count()) === 0; i += 1) await act('n', NEXT);
  await act('u', /I cannot use it/);
  await runAndReport(page, hand);
  await act('r', /^Reception/);
  for (
    let i = 0;
    i < 12 && (await page.getByRole('heading', { name: '1 tube to receive' }).count()) === 0;
    i += 1
  )
    await act('n', NEXT);
  await takeIn(hand);
  await runAndReport(page, hand);
  if (script) expect(await page.evaluate(() => 'here' in window), 'no page was loaded anew').toBe(true);
}

test('scenario 1 by keys alone: every byte up to its end tells nothing of what is hidden', async () => {
  const { page, faults, context } = await stage.visit({ reducedMotion: 'reduce' });
  const bytes: string[] = [];
  context.on('response', (response) => {
    if (/font|image/.test(response.headers()['content-type'] ?? '')) return;
    const note = response.text().then((text) => bytes.push(`${response.url()}\n${text}`));
    reading.push(note.catch(() => undefined));
  });
  const reading: Promise<unknown>[] = [];
  await firstShift(page, true);
  // Every room is looked into, the microscope too.
  const own = /(\/lab\/shift\/[0-9a-f]+)/.exec(page.url())![1]!;
  for (const room of ['/quality', '/messages', '/phone', '/labels', '/microscope/T2'])
    await page.goto(own + room);
  await page.getByRole('button', { name: 'Make a film' }).click();
  await page.getByRole('img', { name: /Field 1/ }).waitFor();
  for (const early of ['/debrief', '/world.json', '/log.json'])
    expect((await page.request.get(own + early)).status(), early).toBe(403);
  await Promise.all(reading);
  const all = bytes.join('\n');
  expect(bytes.length).toBeGreaterThan(30);

  const database = openDatabase(stage.site.place);
  const row = await database.db.selectFrom('lab_shift').selectAll().executeTakeFirstOrThrow();
  await database.close();
  const read = loadLaboratory(join(ROOT, 'content'));
  if ('problems' in read) throw new Error('The content is broken.');
  const scenario = read.laboratory.scenarios.get(row.scenario)!;
  const hidden = hiddenOf(openShift(scenario, row.seed, read.laboratory));
  // Not by `toContain`: it would print all of it.
  const told = [row.seed, scenario.teaches.slice(0, 40), row.scenario, ...['befell', 'suffers', 'drawn', 'freeHemoglobin', 'withoutScatter'].map((w) => `"${w}"`)]; // prettier-ignore
  expect(told.filter((text) => all.includes(text))).toEqual([]);
  expect([...all.matchAll(/.{20}\bF(0[1-9]|[12]\d|3[0-5])\b.{20}/g)].map(([text]) => text)).toEqual([]);
  const numbers = JSON.stringify(hidden).match(/\d+\.\d{5,}/g)!;
  expect(numbers.length).toBeGreaterThan(200);
  expect(numbers.filter((number) => all.includes(number.slice(0, 9)))).toEqual([]);

  await page.goto(own);
  const sealed = /[0-9a-f]{64}/.exec(await page.locator('.end code').innerText())![0];
  await finish(page);
  await page.getByText('100 of 100').waitFor();
  await page.getByText('were played anew from the log').waitFor();
  const world = await download(page, /download it/);
  expect(sha256(world.text)).toBe(sealed);
  expect(JSON.parse((await download(page, /log with its seed/)).text)).toMatchObject({ seed: row.seed });
  expect(faults).toEqual([]);
});

test('scenario 1 without a script; every room is readable by everybody', async () => {
  const { page, faults, context } = await stage.visit({ javaScriptEnabled: false });
  await firstShift(page, false);
  const own = /(\/lab\/shift\/[0-9a-f]+)/.exec(page.url())![1]!;
  const specimen = await page.locator('th[scope=row] a').first().getAttribute('href');
  await page.goto(`${own}/microscope/T2`);
  await page.getByRole('button', { name: 'Make a film' }).click();
  await page.getByRole('img', { name: /Field 1/ }).waitFor();
  await page.goto(own);
  await finish(page);
  await page.getByText('100 of 100').waitFor();
  // The same rooms with a script, which axe needs.
  const eye = await stage.visit();
  await eye.context.addCookies(await context.cookies());
  const rooms = ['', '/bench', '/results', '/quality?channel=hem1/wbc', '/phone', '/messages', '/labels', '/microscope/T2', '/debrief'].map((r) => own + r); // prettier-ignore
  const problems: string[] = [];
  for (const room of [...rooms, specimen!]) {
    await eye.page.goto(room);
    expect(await eye.page.locator('h1').count(), room).toBe(1);
    problems.push(...(await unreadable(eye.page, room)));
  }
  await openRoom(eye.page);
  problems.push(...(await unreadable(eye.page, 'a shift under way')));
  expect([...problems, ...faults, ...eye.faults]).toEqual([]);
});

/** A shift under way, with everything unfolded that can be. */
async function openRoom(page: Page): Promise<void> {
  await page.goto('/lab');
  await page.getByRole('button', { name: 'Work a shift: Scenario 1', exact: true }).first().click();
  const { act } = hands(page, true);
  await page.getByRole('heading', { name: 'Reception' }).waitFor();
  for (const key of ['n', 'n', 'j', 'l', 's']) await act(key, '');
  await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => ((d as HTMLDetailsElement).open = true))); // prettier-ignore
}

test('what is refused as beyond one’s authority may be done on record; two tabs do a step once', async () => {
  const { page, context, faults } = await stage.visit();
  await page.goto('/lab');
  await page.getByRole('button', { name: 'Work a shift: Scenario 1', exact: true }).first().click();
  const { act, said } = hands(page, true);
  await page.getByRole('heading', { name: 'Reception' }).waitFor();
  expect(await page.getByText('A hint').count(), 'hints are for learning').toBe(0);
  await act('n', '');
  await act('j', '');
  const other = await context.newPage();
  await other.goto(page.url());
  await act('s', '');
  await other.getByRole('button', { name: 'Look at it' }).click();
  await other.getByText('Another tab did something in this shift first').waitFor();
  expect(await other.getByText('Scanned, not yet taken in').count()).toBe(1);
  await page.locator('summary', { hasText: 'More' }).click();
  await page.getByLabel('Signed statement of who drew it').fill('I drew it, nurse of 4 West');
  await page.getByLabel('Approved by').fill('nobody yet');
  await page.getByRole('button', { name: 'Accept by exception' }).click();
  await page.getByRole('button', { name: 'on record as outside my authority' }).waitFor();
  expect(await said()).toContain('escalate to mls');
  await page.getByRole('button', { name: 'on record as outside my authority' }).click();
  await page.getByText('is taken in by exception').waitFor();
  expect(faults).toEqual([]);
});
