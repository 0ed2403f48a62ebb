// What was changed and when, taken back, and the record as it was on a day.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answering } from './testing/answers.ts';
import { button } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { datedAs, leaveIn, rowOf, withoutEvents } from './testing/rows.ts';
import { openStage } from './testing/stage.ts';
import { download } from './testing/visitor.ts';

const stage = openStage();
const { send, kept, somebody, take } = answering(stage);

const HEAD = 'benchpath: record/1\n';
async function owner(file: string, options: { javaScriptEnabled?: boolean } = {}) {
  const cookie = (await take(HEAD + file)).headers.get('set-cookie')!.split(';')[0]!;
  const visitor = await stage.visit(options);
  const [name = '', value = ''] = cookie.split('=');
  await visitor.context.addCookies([{ name, value, url: stage.site.origin }]);
  return { ...visitor, cookie };
}
const born = (year: number, cookie: string) =>
  stage.post('/record/person?/save', { state: 'MN', born: `${year}` }, cookie);
const procedure = (count: number, cookie: string) =>
  stage.post('/record/procedures?/add', { kind: 'procedure', of: 'venipuncture', count: `${count}` }, cookie);
const change = (page: Page, seq: number) => page.locator(`#change-${seq}`);
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

test.each([true, false])('each change is listed, the newest first, and taken back; script: %s', async (javaScriptEnabled) => {
  const { page, cookie, faults } = await owner('state: MN\nmilitary: []\n', { javaScriptEnabled });
  await born(1999, cookie);
  await stage.post('/record/experience?/add', { kind: 'job', as: 'phlebotomist', 'to.never': 'yes' }, cookie);
  await page.goto('/record');
  await page.getByRole('link', { name: 'What was changed, and when' }).click();
  const listed = await page.locator('ol > li').allInnerTexts();
  expect(listed.map((text) => text.replaceAll(/\s+/g, ' ').replace('back(', 'back ('))).toEqual([
    'Change 3 · November 22, 2026, 12:00 UTC · by this browser Work, added: Phlebotomist · until now Take it back (change 3)',
    'Change 2 · November 22, 2026, 12:00 UTC · by this browser Where you live, and your age, changed: Year of birth: 1999 Take it back (change 2)',
    expect.stringMatching(/^Change 1 · .* by this browser, from a file .*State or territory: Minnesota.*Military training, told: none/),
  ]);
  await button(page, 'Take it back (change 2)').click();
  await says(page, 'Taken back.');
  expect(await kept(cookie)).not.toContain('born');
  expect(await kept(cookie)).toContain('phlebotomist');
  expect(await change(page, 4).innerText()).toContain('Took back change 2');
  expect(await change(page, 2).innerText()).toContain('Taken back by change 4');
  await button(page, 'Put it back').click();
  expect(await kept(cookie)).toContain('born: 1999');
  await says(page, 'Change 5');
  expect(faults).toEqual([]);
}); // prettier-ignore

test('where a later change touched the same part it is said which, and with that back the older goes too', async () => {
  const { page, cookie } = await owner('state: MN\n');
  await born(1999, cookie);
  await born(1998, cookie);
  await procedure(5, cookie);
  await page.goto('/record/history');
  const older = change(page, 2);
  expect(await older.innerText()).toContain('the same part was changed again by change 3.');
  expect(await older.getByRole('button').count()).toBe(0);
  // An old tab may still show the button.
  const refused = await stage.post('/record/history?/undo', { saved: '2' }, cookie);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('A later change touched the same part');
  expect(await kept(cookie)).toContain('born: 1998');
  await older.getByRole('link', { name: 'change 3' }).click();
  expect(new URL(page.url()).hash).toBe('#change-3');
  await button(page, 'Take it back (change 3)').click();
  await says(page, 'Taken back.');
  await button(page, 'Take it back (change 2)').click();
  await says(page, 'Year of birth: not told any more, before: 1999');
  expect(await kept(cookie)).toBe(`${HEAD}state: MN\nprocedures:\n  - { of: venipuncture, count: 5 }\n`);
});

test('answers to the questions are taken back one by one, in any order', async () => {
  const { page, context } = await stage.visit();
  const cookie = await somebody();
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: stage.site.origin }]);
  await send('born', { born: '1999' }, cookie);
  await send('school', { school: 'associate', completed: '2019-06' }, cookie);
  await send('money', { do: 'unsure' }, cookie);
  await page.goto('/record/history');
  expect(await change(page, 4).innerText()).toContain('gone through, nothing new told');
  await button(page, 'Take it back (change 2)').click();
  await says(page, 'Taken back.');
  expect(await kept(cookie)).not.toContain('born');
  expect(await kept(cookie)).toContain('associate');
  await button(page, 'Take it back (change 1)').click();
  await says(page, 'Your goal');
  const { goal, asked } = JSON.parse((await rowOf(stage.site, cookie)).answers);
  expect([goal, asked]).toEqual([null, ['school', 'money']]);
});

test('thirty a page, older ones on the next, with links that lead from one to the other', async () => {
  const { page, cookie, faults } = await owner('state: MN\n');
  for (let i = 0; i < 33; i += 1) await born(1950 + i, cookie);
  await page.goto('/record/history');
  expect(await page.locator('ol > li').count()).toBe(30);
  await page.getByRole('link', { name: 'Older changes' }).click();
  expect(await page.locator('ol > li').count()).toBe(4);
  expect(await change(page, 4).innerText()).toContain('changed again by change 5');
  await change(page, 4).getByRole('link', { name: 'change 5', exact: true }).click();
  await change(page, 5).waitFor();
  expect(await change(page, 5).isVisible()).toBe(true);
  await page.getByRole('link', { name: 'The newest changes' }).click();
  await change(page, 34).waitFor();
  for (const before of ['0', '-3', 'x', '99999999999', '1'])
    expect((await stage.get(`/record/history?before=${before}`, cookie)).status).toBe(200);
  for (const size of [
    { width: 360, height: 740 },
    { width: 1280, height: 900 },
  ]) {
    await page.setViewportSize(size);
    expect([...(await sideways(page)), ...(await accessible(page, 'history'))]).toEqual([]);
  }
  expect(faults).toEqual([]);
});

test('the record as it was on a day is shown, and comes as a file', async () => {
  const { page, cookie, faults } = await owner('state: MN\n');
  await born(1999, cookie);
  await procedure(7, cookie);
  await datedAs(stage.site, cookie, {
    1: '2026-03-01T10:00:00.000Z',
    2: '2026-05-31T23:59:59.999Z',
    3: '2026-06-01T00:00:00.000Z',
  });
  await page.goto('/record/history');
  await page.getByLabel('On which day?').fill('2026-05-31');
  await button(page, 'Show it').click();
  await says(page, 'Your record on May 31, 2026');
  const text = await page.locator('main').innerText();
  expect(text).toContain('1999');
  expect(text).not.toContain('7 documented');
  const file = await download(page, /Download this as a file/);
  expect(file).toEqual({ name: 'benchpath-record-2026-05-31.yaml', text: `${HEAD}state: MN\nborn: 1999\n` });
  const on = async (day: string) => (await stage.get(`/record/history/record.yaml?on=${day}`, cookie)).text();
  expect(await on('2026-05-30')).toBe(`${HEAD}state: MN\n`);
  expect(await on('2026-06-01')).toContain('count: 7');
  expect(await on('2030-01-01')).toContain('count: 7');
  expect((await stage.get('/record/history/record.yaml?on=2026-02-28', cookie)).status).toBe(404);
  expect((await stage.get('/record/history/record.yaml?on=2026-05-31')).status, 'a stranger').toBe(404);
  await page.goto('/record/history?on=2026-02-28');
  await says(page, 'Nothing was kept here yet');
  for (const day of ['2026-02-30', 'May', '', '2026-05', '<script>', 'x'.repeat(3000)]) {
    const asked = encodeURIComponent(day);
    const response = await stage.get(`/record/history?on=${asked}`, cookie);
    expect(response.status, day).toBe(200);
    expect(await response.text()).toContain('is no day of the calendar');
    expect((await stage.get(`/record/history/record.yaml?on=${asked}`, cookie)).status).toBe(400);
  }
  expect([...(await accessible(page, 'past')), ...faults]).toEqual([]);
});

test('a row that was kept before changes were written down is edited, listed and shown as far as is known', async () => {
  const { page, cookie } = await owner('state: MN\n');
  await born(1999, cookie);
  await withoutEvents(stage.site, cookie);
  await page.goto('/record/history');
  await says(page, 'Nothing was changed yet');
  await page.goto('/record/history?on=2026-11-22');
  await says(page, 'Some changes of this record are from before changes were written down');
  expect(await page.locator('main').innerText()).toContain('1999');
  await procedure(5, cookie);
  await page.goto('/record/history');
  await says(page, 'Changes from before they were written down are not listed.');
  await button(page, 'Take it back (change 3)').click();
  await says(page, 'Taken back.');
  expect(await kept(cookie)).toBe(`${HEAD}state: MN\nborn: 1999\n`);
});

test('of a record that cannot be read any more, the history still shows what was', async () => {
  const { page, cookie, faults } = await owner('state: MN\nborn: 1999\n');
  await leaveIn(stage.site, cookie, { record: '{"benchpath":"record/0","state":7}' });
  await page.goto('/record/history');
  await says(page, 'State or territory: Minnesota');
  const refused = await stage.post('/record/history?/undo', { saved: '1' }, cookie);
  expect([refused.status, refused.headers.get('location')]).toEqual([303, '/record']);
  await page.goto('/record/history?on=2026-11-22');
  await says(page, 'cannot be read by this version any more');
  expect((await download(page, /Download this as a file/)).name).toBe('benchpath-record-2026-11-22.json');
  expect(faults).toEqual([]);
});

test('a stranger has no history, and nobody sees or takes back another’s', async () => {
  const { cookie } = await owner('state: MN\n');
  await born(1987, cookie);
  const other = (await owner('state: WI\n')).cookie;
  const stranger = await (await stage.get('/record/history')).text();
  expect(stranger).toContain('Nothing was changed yet');
  for (const address of ['/record/history', '/record/history?before=9', '/record/history?on=2026-11-22', '/record/history?saved=2'])
    expect(await (await stage.get(address, other)).text(), address).not.toContain('1987');
  expect((await stage.post('/record/history?/undo', { saved: '2' }, other)).status).toBe(400);
  for (const saved of ['', '0', '-1', 'x', '1e400', '2147483647', '9'.repeat(400)])
    expect((await stage.post('/record/history?/undo', { saved }, cookie)).status, saved).toBe(400);
  expect(await kept(cookie)).toContain('born: 1987');
}); // prettier-ignore
