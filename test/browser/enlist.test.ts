// Enlisting binds for years: it comes up only by what a person says, and then with whom to ask.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { answerAll, goOn, pathOf, questionOn } from './testing/person.ts';
import { openStage } from './testing/stage.ts';
import type { Visitor } from './testing/visitor.ts';

const stage = openStage();
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  visitor = await stage.visit({ javaScriptEnabled: false });
  page = visitor.page;
});

const words = () => page.locator('main').innerText();
const SERVICE = /enlist|Army|recruiter/i;
const WHAT_IF = /I would enlist to be trained/g;

test('who passes over the question sees no service, but may try it out; who says no is not asked again', async () => {
  await answerAll(page);
  expect(pathOf(page)).toBe('/plan');
  expect((await words()).replaceAll(WHAT_IF, '')).not.toMatch(SERVICE);
  await page.getByRole('button', { name: 'Try: I would enlist to be trained' }).click();
  expect(await page.locator('.result').innerText()).toMatch(/^What if you would enlist to be trained\?/);
  await page.goto('/start?q=enlist');
  await page.getByLabel('No', { exact: true }).check();
  await goOn(page);
  await page.goto('/plan');
  expect(await words()).not.toMatch(WHAT_IF);
  expect(await words()).toContain('You told us that you would not enlist.');
});

test('who says yes is shown what to have confirmed and by whom, and no pay for the service', async () => {
  await page.getByRole('link', { name: 'Change this' }).click();
  expect(await questionOn(page)).toBe('enlist');
  await page.getByLabel('Yes, beside the others').check();
  await goOn(page);
  await page.goto('/start?q=money');
  await page.getByLabel('At most').fill('900');
  await goOn(page);
  await page.goto('/plan');
  const step = page.locator('.step', { hasText: 'Army laboratory course (68K)' }).first();
  const text = await step.innerText();
  expect(text).toContain('Have this confirmed first');
  expect(text).toContain('likely; confirm with an Army recruiter');
  expect(text).toContain('Full-time duty, and study for it; nothing else is planned beside it');
  expect(text).not.toContain('You earn');
  expect(await words()).toContain('From the first day to the end of the service');
  expect(visitor.faults).toEqual([]);
});
