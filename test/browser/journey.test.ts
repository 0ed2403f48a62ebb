// The main job, as a person does it: from the first page to a plan on paper, with scripts and without.
import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import { answer, button, goOn, pathOf, questionOn } from './testing/person.ts';
import { openStage } from './testing/stage.ts';
import { download, type Visitor } from './testing/visitor.ts';

const stage = openStage();

const plainly = (text: string) => text.replace(/\s+/g, '').toLowerCase();

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_, javaScriptEnabled) => {
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    visitor = await stage.visit({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
    page = visitor.page;
  });
  // Each part goes on where the one before ended; the sum of them is the journey.
  let steps: string[] = [];
  let plan: string[] = [];
  let record = '';

  test('the first page leads to the first question', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Start', exact: true }).last().click();
    expect(await questionOn(page)).toBe('goal');
  });

  test('a wrong answer is kept beside its error', async () => {
    await page.getByLabel('Earn one certification or license').check();
    await page.getByLabel('In which state').selectOption('Minnesota');
    await goOn(page);
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Earn one certification or license').isChecked()).toBe(true);
    expect(await page.getByLabel('In which state').inputValue()).toBe('mn');
    const field = page.getByLabel('Which certification or license');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Work as a laboratory technician').check();
    await goOn(page);
    await answer(page);
    expect(await questionOn(page)).not.toBe('state');
  });

  test('back shows what was told, and nothing is told twice', async () => {
    while ((await questionOn(page)) !== 'school') await answer(page);
    await page.getByLabel('Finished in').fill('2019-06');
    await goOn(page);
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Finished in').inputValue()).toBe('2019-06');
    await page.getByLabel('Associate degree').check();
    await goOn(page);
    await page.getByRole('link', { name: 'Back', exact: true }).click();
    expect(await questionOn(page)).toBe('school');
    expect(await page.getByLabel('Associate degree').isChecked()).toBe(true);
    expect(await page.getByLabel('Finished in').inputValue()).toBe('2019-06');
    await goOn(page);
    expect(await questionOn(page)).toBe('degree');
  });

  test('jobs are added, refused when they end before they begin, and removed', async () => {
    while ((await questionOn(page)) !== 'experience') await answer(page);
    await page.getByLabel('Your work').selectOption('Laboratory assistant');
    await page.getByLabel('Where').selectOption('Hospital');
    await page.getByLabel('Chemistry').check();
    await page.getByLabel('From').fill('2024-06');
    await page.getByLabel('Until').fill('2023-01');
    await page.getByLabel('Hours a week').fill('40');
    await button(page, 'Add this').click();
    expect(await page.getByRole('alert').innerText()).toContain('before the work began');
    expect(await page.getByLabel('Your work').inputValue()).toBe('laboratory-assistant');
    expect(await page.getByLabel('Where').inputValue()).toBe('hospital');
    expect(await page.getByLabel('Chemistry').isChecked()).toBe(true);
    expect(await page.getByLabel('Hours a week').inputValue()).toBe('40');
    await page.getByLabel('Until').fill('');
    await button(page, 'Add this').click();
    await page.getByText(/^Laboratory assistant, 2024-06/).waitFor();
    await page.getByLabel('Your work').selectOption('Phlebotomist');
    await button(page, 'Add another').click();
    await page.getByText(/^Phlebotomist,/).waitFor();
    await button(page, 'Remove').last().click();
    expect(await page.getByText(/^Phlebotomist,/).count()).toBe(0);
    expect(await page.getByText(/^Laboratory assistant, 2024-06/).count()).toBe(1);
    await button(page, 'That is all').click();
    expect(await questionOn(page)).not.toBe('experience');
  });

  test('"I’m not sure" and the other answers end in plans, one of which is chosen', async () => {
    for (let i = 0; pathOf(page) === '/start' && i < 30; i += 1) await answer(page);
    expect(pathOf(page)).toBe('/plan');
    await page.getByRole('heading', { name: 'The plans, side by side' }).waitFor();
    const plans = page
      .getByRole('table', { name: 'The plans compared' })
      .getByRole('link', { name: /^Plan [A-Z]/ });
    expect(await plans.count()).toBeGreaterThan(1);
    await plans.nth(1).click();
    await page.waitForURL(/plan=B/);
    await page.getByRole('heading', { name: /^Plan B: \d+ months?, \$/ }).waitFor();
    steps = await page
      .locator('#plan .step > :is(h3, h4)')
      .evaluateAll((headings) => headings.map((h) => h.firstChild?.textContent ?? ''));
    expect(steps.filter((s) => s.length > 3).length).toBeGreaterThan(1);
    // Every step has its proof or its sources, and the drawing its twin in words.
    expect(await page.locator('#plan .step details summary').count()).toBeGreaterThan(steps.length / 2);
    expect(await page.locator('#plan svg').count()).toBeGreaterThan(0);
    plan = await planLines(page);
  });

  test('the plan comes out on paper with every step', async () => {
    const pdf = await page.pdf({ format: 'Letter' });
    const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
      mergePages: true,
    });
    expect(totalPages).toBeGreaterThan(0);
    const printed = plainly(text);
    for (const step of steps) expect(printed).toContain(plainly(step));
    expect(printed).toContain('planb:');
    expect(printed, 'menus stay off the paper').not.toContain('findarule');
    expect(printed).not.toContain(plainly('What is on file Sources'));
  });

  test('the calendar file is one that calendars read', async () => {
    const file = await download(page, /into your calendar/);
    expect(file.name).toMatch(/\.ics$/);
    const calendar = new ICAL.Component(ICAL.parse(file.text));
    const events = calendar.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e));
    const summaries = events.map((e) => plainly(e.summary));
    for (const step of steps) expect(summaries.join('\n')).toContain(plainly(step));
    for (const event of events) expect(event.endDate.compare(event.startDate)).toBe(1);
    expect(new Set(events.map((e) => e.uid)).size).toBe(events.length);
  });

  test('the record is taken along, deleted by one button, brought back, and gives the same plan', async () => {
    const file = await download(page, /record as a file/);
    record = file.text;
    expect(record).toMatch(/^benchpath: record\/1\n[^]*laboratory-assistant/);
    const cookies = await visitor.context.cookies();
    await page.goto('/record');
    await page.getByText('Delete this record').click();
    // Not by one press: without the tick nothing goes.
    await button(page, 'Delete it now').click();
    expect(await page.getByText('Your record is gone').count()).toBe(0);
    await page.getByLabel('I do not need it').check();
    await button(page, 'Delete it now').click();
    await page.getByText('Your record is gone').waitFor();
    await page.goBack();
    expect(await page.locator('main').innerText()).not.toContain('laboratory-assistant');
    // The row is gone, not only the cookie: the old cookie opens nothing any more.
    await visitor.context.addCookies(cookies);
    await page.goto('/record');
    await page.getByText('Nothing is kept for this browser').waitFor();
    await page.goto('/plan');
    expect(await page.locator('#plan').count()).toBe(0);

    await page.goto('/record');
    await page.getByLabel('A file in YAML or JSON').setInputFiles({
      name: file.name,
      mimeType: 'application/yaml',
      buffer: Buffer.from(record),
    });
    await button(page, 'Take it in').click();
    await page.getByText('Your file is read').waitFor();
    await page.getByRole('link', { name: 'Say where you want to get to' }).click();
    await answer(page);
    expect(pathOf(page)).toBe('/plan');
    await page.getByRole('link', { name: 'Plan B' }).last().click();
    await page.waitForURL(/plan=B/);
    expect(await planLines(page)).toEqual(plan);
    expect(visitor.faults).toEqual([]);
  });
});

const planLines = async (page: Page) => (await page.locator('#plan').innerText()).split('\n');
