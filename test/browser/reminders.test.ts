// Days to keep in calendars and letters, as people set them up, and as calendar programs and strangers ask for them.
import ICAL from 'ical.js';
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { benchpath } from '../../src/cli/testing/process.ts';
import { openDatabase } from '../../src/storage/index.server.ts';
import { enterByLetter, newPerson, PASSWORD } from './testing/account.ts';
import { lettersTo } from './testing/mailbox.ts';
import { button } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { leaveIn } from './testing/rows.ts';
import { TODAY } from './testing/site.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const FILE = (expires: string) => `benchpath: record/1
state: CA
education: []
experience: []
credentials: []
licenses: [{ id: us-ca-mlt, issued: 2020-10-01, expires: ${expires} }]
`;

async function bring(page: Page, expires = '2026-12-22'): Promise<void> {
  await page.goto('/record');
  const buffer = Buffer.from(FILE(expires));
  await page.setInputFiles('input[name=file]', { name: 'record.yaml', mimeType: 'text/yaml', buffer });
  await button(page, 'Take it in').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Makes an address, and gives it as the page shows it, once. */
async function makeAddress(page: Page): Promise<string> {
  await page.goto('/renewals/calendar');
  await button(page, 'Make an address').click();
  const field = page.getByLabel('Address of the calendar');
  await field.waitFor();
  return field.inputValue();
}

const pathOf = (address: string) => new URL(address).pathname;
const cookiesOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((v) => {
    const event = new ICAL.Event(v);
    return { uid: event.uid, on: event.startDate.toString(), what: event.summary };
  });
const EXPIRES = { uid: 'expires-us-ca-mlt@deadlines.benchpath', on: '2026-12-22' };

test.each([true, false])(
  'a calendar follows the days of a record by a secret address until it is closed; script: %s',
  async (javaScriptEnabled) => {
    const { page, faults } = await stage.visit({ javaScriptEnabled });
    await page.goto('/renewals/calendar');
    await page.getByText('no record is kept yet').waitFor();
    await bring(page);
    await page.goto('/renewals');
    await page.getByRole('link', { name: 'Let your calendar follow them' }).click();
    const address = await makeAddress(page);
    expect(address).toMatch(new RegExp(`^${stage.site.origin}/renewals/calendar/[\\w-]{43}\\.ics$`));
    for (const name of ['Google Calendar', 'Apple Calendar', 'Outlook'])
      await page.getByText(name, { exact: true }).waitFor();
    expect([...(await sideways(page)), ...(javaScriptEnabled ? await accessible(page, 'made') : [])]).toEqual(
      [],
    );
    // It stands in no link and in no address of a page, and is shown once.
    const links = await page
      .locator('a, form')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? a.getAttribute('action')));
    expect(links.join(' ')).not.toContain(pathOf(address));
    await page.goto('/renewals/calendar');
    expect(await page.content()).not.toContain(pathOf(address).slice(-30));
    await page.getByText(/^Made November 22, 2026/).waitFor();

    const answer = await stage.get(pathOf(address));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('set-cookie')).toBe(null);
    const file = await answer.text();
    expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(events(file)[0]).toMatchObject({ ...EXPIRES, what: expect.stringContaining('expires') });
    expect(file).not.toMatch(/education: \[\]|associate/);
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      '',
    ]);

    // The license is renewed: the same entry moves.
    await bring(page, '2028-12-31');
    expect(
      events(await (await stage.get(pathOf(address))).text()).find((e) => e.uid === EXPIRES.uid),
    ).toMatchObject({ on: '2028-12-31' });

    await page.goto('/renewals/calendar');
    await button(page, /Close the address/).click();
    await page.getByText('The address is closed').waitFor();
    const closed = await stage.get(pathOf(address));
    const never = await stage.get(`/renewals/calendar/${'A'.repeat(43)}.ics`);
    const none = await stage.get('/renewals/calendar/x.ics');
    const said = await Promise.all(
      [closed, never, none].map(async (each) => [each.status, await each.text()]),
    );
    expect(new Set(said.map(String)).size).toBe(1);
    expect(said[0]![0]).toBe(404);
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(404);
    expect(stage.site.said(), 'what the server writes').not.toContain(pathOf(address).slice(-30));
    expect(faults).toEqual([]);
  },
);

test('a few addresses are enough, and nobody closes those of others', async () => {
  const [mine, theirs] = [await stage.visit(), await stage.visit()];
  for (const { page } of [mine, theirs]) await bring(page);
  const kept = await makeAddress(theirs.page);
  const id = await theirs.page.locator('input[name=id]').inputValue();
  await stage.post('/renewals/calendar?/close', { id }, await cookiesOf(mine.page));
  expect((await stage.get(pathOf(kept))).status).toBe(200);
  const all = [];
  for (let i = 0; i < 5; i += 1) all.push(await makeAddress(mine.page));
  await mine.page.goto('/renewals/calendar');
  await button(mine.page, 'Make an address').click();
  await mine.page.getByText('There may be 5 addresses at once').waitFor();
  // From another site nobody makes one.
  const forged = await fetch(`${stage.site.origin}/renewals/calendar?/make`, {
    method: 'POST',
    body: new URLSearchParams({}),
    headers: { cookie: await cookiesOf(mine.page), origin: 'https://elsewhere.example' },
  });
  expect(forged.status).toBe(403);
  await mine.page.goto('/record');
  expect((await stage.get(pathOf(all[0]!))).status).toBe(200);
});

test('a record that cannot be read leaves calendars as they are', async () => {
  const { page } = await stage.visit();
  await bring(page);
  const address = await makeAddress(page);
  const token = (await page.context().cookies()).find(({ name }) => name === 'benchpath')!.value;
  await leaveIn(stage.site, `benchpath=${token}`, { record: '{"benchpath":"record/9"}' });
  const answer = await stage.get(pathOf(address));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/plain; charset=utf-8']);
});

test('an address goes on when its record is claimed by an account, and ends with the account’s record', async () => {
  const { page } = await stage.visit();
  await bring(page);
  const address = await makeAddress(page);
  await enterByLetter(stage, page, 'claimer@example.org');
  await page.getByLabel('A password for the next time').fill(PASSWORD);
  await button(page, 'Go on').click();
  await page.getByLabel('Make it the record of my account').check();
  await button(page, 'Do that').click();
  await page.getByText('is in your account now').waitFor();
  await page.goto('/renewals/calendar');
  await page.getByText(/^Made November 22, 2026/).waitFor();
  const answer = await stage.get(pathOf(address), await cookiesOf(page));
  expect(events(await answer.text())[0]).toMatchObject(EXPIRES);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect((await stage.post('/record?/forget', { sure: 'yes' }, await cookiesOf(page))).status).toBe(303);
  expect((await stage.get(pathOf(address))).status).toBe(404);
});

test('the days of the plan to the goal are among those to keep', async () => {
  const { page } = await stage.visit();
  await bring(page);
  expect(await (await stage.get('/renewals', await cookiesOf(page))).text()).not.toContain('By your plan:');
  await stage.post('/plan?/goal', { goal: 'ascp-mlt' }, await cookiesOf(page));
  await page.goto('/renewals');
  const planned = page.getByRole('listitem').filter({ hasText: 'By your plan:' });
  expect(await planned.count()).toBeGreaterThan(0);
  await page.goto('/plan');
  const [exam = 'no exam'] = /Apply for and pass \S+/.exec(await page.locator('main').innerText()) ?? [];
  await page.goto('/renewals');
  await planned.filter({ hasText: exam }).first().waitFor();
  const file = await (await stage.get(pathOf(await makeAddress(page)))).text();
  expect(events(file).some(({ what }) => what.startsWith('By your plan:'))).toBe(true);
});

/** As if six hours were over. */
async function remind(): Promise<void> {
  const { place, origin } = stage.site;
  const database = openDatabase(place);
  await database.db.deleteFrom('job').where('name', '=', 'reminders').execute();
  await database.close();
  const words = ['remind', '--site', origin, '--data', place.dataFolder];
  const ended = await benchpath(words, '', { BENCHPATH_TODAY: TODAY, DATABASE_URL: '' });
  expect(ended).toMatchObject({ code: 0, err: '', out: expect.stringContaining('"problems": []') });
}

test.each([true, false])(
  'whoever has an account chooses when to be told by mail; script: %s',
  async (javaScriptEnabled) => {
    const stranger = await stage.visit({ javaScriptEnabled });
    await stranger.page.goto('/renewals/reminders');
    await stranger.page.getByText('and so an account').waitFor();
    const name = javaScriptEnabled ? 'Mara' : 'Nils';
    const { page, address, faults } = await newPerson(stage, name, { javaScriptEnabled: true });
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.goto('/renewals/reminders');
    await page.getByText('none is kept yet').waitFor();
    await bring(page);
    const state = await page.context().storageState();
    const plain = await stage.visit({ javaScriptEnabled, storageState: state });
    const own = plain.page;
    await own.goto('/renewals/reminders');
    await own.getByText('No mail server is set up here').waitFor();
    expect(await own.getByLabel('No letters').isChecked()).toBe(true);
    await own.getByLabel('Yes, remind me by mail').check();
    for (const label of ['90 days before', '14 days before', '7 days before'])
      await own.getByLabel(label).uncheck();
    await own.getByLabel('Another number of days before').fill('9.5');
    await own
      .locator('form[action="/renewals/reminders"]')
      .evaluate((form) => form.setAttribute('novalidate', ''));
    await button(own, 'Save').click();
    await own.getByText('Write a whole number of days').first().waitFor();
    await own.getByLabel('Another number of days before').fill('21');
    expect(await own.getByLabel('14 days before').isChecked(), 'what was chosen stays').toBe(false);
    await button(own, 'Save').click();
    await own.getByText('Saved.').waitFor();
    expect(await own.getByLabel('21 days before').isChecked()).toBe(true);
    const next = await own.locator('ol time').allInnerTexts();
    expect(next).toEqual(['December 1, 2026', 'December 21, 2026']);
    if (javaScriptEnabled) expect(await accessible(own, 'reminders')).toEqual([]);
    // The day is 30 days ahead. A timer, or the server by itself, has the letter written down; twice makes no second one.
    const about = () => lettersTo(stage.site, address).filter((text) => /Subject: .*to keep/.test(text));
    for (let i = 0; i < 2; i += 1) await remind();
    await expect.poll(() => about().length, { timeout: 60_000 }).toBe(1);
    const [letter = ''] = about();
    expect(letter).toContain('December 22, 2026, in 30 days');
    expect(letter).toContain(`${stage.site.origin}/renewals/reminders`);
    await own.goto('/renewals/reminders');
    await own.getByLabel('No letters').check();
    await button(own, 'Save').click();
    await own.getByText('You get no reminders by mail.').waitFor();
    expect([...faults, ...plain.faults, ...stranger.faults]).toEqual([]);
  },
);

// The last one: whoever asked is refused for a quarter of an hour.
test('who asks for many addresses that open nothing is refused for a while, and only at calendars', async () => {
  const { page } = await stage.visit();
  await bring(page);
  const path = pathOf(await makeAddress(page));
  const guess = () => stage.get(`/renewals/calendar/${randomBytes(32).toString('base64url')}.ics`);
  // Those that open something are no guesses, however many.
  for (let i = 0; i < 130; i += 1) expect((await stage.get(path)).status).toBe(200);
  const guesses = await Promise.all(Array.from({ length: 140 }, guess));
  const refused = guesses.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(guesses.filter(({ status }) => status === 404).length).toBeLessThanOrEqual(120);
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await stage.get(path)).status).toBe(429);
  expect((await stage.get('/renewals', await cookiesOf(page))).status).toBe(200);
});
