// A row that an older version left and this one cannot read: nothing of it is lost, and its owner is told.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answering } from './testing/answers.ts';
import { button, pathOf } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { leaveIn, rowOf } from './testing/rows.ts';
import { openStage } from './testing/stage.ts';
import { download } from './testing/visitor.ts';

const stage = openStage();
const { send, somebody, take } = answering(stage);

/** Somebody who told of a degree, and whose row is then as another version wrote it. */
async function left(
  change: (row: { record: string; answers: string }) => { record?: string; answers?: string },
) {
  const cookie = await somebody();
  await send('school', { school: 'associate', completed: '2019-06' }, cookie);
  await leaveIn(stage.site, cookie, change(await rowOf(stage.site, cookie)));
  const visitor = await stage.visit({ viewport: { width: 390, height: 844 } });
  const [name = '', value = ''] = cookie.split('=');
  await visitor.context.addCookies([{ name, value, url: stage.site.origin }]);
  return { ...visitor, cookie };
}
const older = (row: { record: string }) => ({ record: row.record.replace('"associate"', '"two years"') });
const words = (page: Page) => page.locator('main').innerText();

test('a record that cannot be read is told of, with what and where, on every page that rests on it', async () => {
  const { page, faults } = await left(older);
  for (const address of [
    '/start',
    '/start?q=born',
    '/plan',
    '/plan?goal=ascp-mls',
    '/plan/doors',
    '/record',
  ]) {
    await page.goto(address);
    expect(pathOf(page), address).toBe('/record');
    const text = await words(page);
    expect(text).toContain('What you told cannot be read by this version');
    expect(text).toContain('It was saved on November 22, 2026');
    expect(text).toMatch(/Line \d+, education\[0\]\.degree: "two years"/);
  }
  for (const address of ['/', '/where', '/pay']) expect((await page.goto(address))?.status()).toBe(200);
  await page.goto('/record');
  expect([...(await sideways(page)), ...(await accessible(page, 'phone')), ...faults]).toEqual([]);
});

test('nothing is written over it, whatever is sent; the stored text comes out word for word', async () => {
  const { page, cookie } = await left(older);
  const before = await rowOf(stage.site, cookie);
  const sent = [
    send('born', { born: '1980' }, cookie),
    send('goal', { aim: 'phlebotomist' }, cookie),
    stage.post('/plan?/limits', { study: '5' }, cookie),
    stage.post('/plan?/figures', { 'own:ascp-mlt.examFeeUsd': '5' }, cookie),
    stage.post('/plan?/goal', { goal: 'ascp-mls' }, cookie),
  ];
  for (const response of await Promise.all(sent))
    expect([response.status, response.headers.get('location')]).toEqual([303, '/record']);
  expect((await take('no record', cookie)).status, 'a file that is none changes nothing').toBe(400);
  expect(await rowOf(stage.site, cookie)).toEqual(before);
  await page.goto('/record');
  const file = await download(page, /Download the record as stored/);
  expect(file.name).toBe('benchpath-stored-record.json');
  expect(JSON.stringify(JSON.parse(file.text))).toBe(before.record);
});

test('the named line is mended in the file, the file is taken in, and the plan is there again', async () => {
  const { page, faults } = await left(older);
  await page.goto('/record');
  const [, line] = /Line (\d+), education/.exec(await words(page)) ?? [];
  const lines = (await download(page, /Download the record as stored/)).text.split('\n');
  expect(lines[Number(line) - 1]).toContain('two years');
  lines[Number(line) - 1] = lines[Number(line) - 1]!.replace('two years', 'associate');
  await page.getByLabel('A file in YAML or JSON').setInputFiles({
    name: 'mended.json',
    mimeType: 'application/json',
    buffer: Buffer.from(lines.join('\n')),
  });
  await button(page, 'Take it in').click();
  // The goal could be read all the time, so that nothing is asked again.
  await page.getByRole('heading', { name: 'Step by step' }).waitFor();
  await page.goto('/record');
  expect(await page.locator('pre').textContent()).toContain('associate');
  expect(faults).toEqual([]);
});

test('a row that is no JSON any more comes out as it stands, and goes only when its owner says so', async () => {
  const { page, cookie } = await left((row) => ({ record: row.record.slice(0, 40) }));
  const torn = (await rowOf(stage.site, cookie)).record;
  await page.goto('/plan');
  const file = await download(page, /Download the record as stored/);
  expect(file.text).toBe(torn);
  await page.getByLabel('I do not need it').check();
  await button(page, 'Delete it and begin anew').click();
  await page.getByText('Your record is gone').waitFor();
  await page.goto('/start');
  expect(pathOf(page)).toBe('/start');
});

test('answers that cannot be read are told of too; the sound record beside them can be brought back in', async () => {
  const answers = '{"goal":"ascp-mlt","asked":[],"own":{"ascp-mlt.examFeeUsd":"much"}}';
  const { page, cookie } = await left(() => ({ answers }));
  await page.goto('/plan');
  expect(await words(page)).toContain('own.ascp-mlt.examFeeUsd');
  expect((await download(page, /goal and figures as stored/)).text).toBe(answers);
  const { text } = await download(page, /Download the record as stored/);
  expect((await take(text, cookie)).status).toBe(303);
  await page.goto('/record');
  expect(await page.locator('pre').textContent()).toContain('associate');
});

test('another browser gets nothing of it, and a sound record has no such file', async () => {
  const { cookie } = await left(older);
  expect((await stage.get('/record/stored/record.json', cookie)).status).toBe(200);
  expect((await stage.get('/record/stored/anything', cookie)).status).toBe(404);
  expect((await stage.get('/record/stored/record.json')).status).toBe(404);
  const sound = await left(() => ({ answers: '{}' }));
  expect((await stage.get('/record/stored/record.json', sound.cookie)).status).toBe(404);
});
