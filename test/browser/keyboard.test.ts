// The whole interview with Tab, Space, Enter, arrows and letters. Wherever the focus is, it can be seen.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { pathOf, questionOn } from './testing/person.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();

test('a plan without a mouse', async () => {
  const { page, faults } = await stage.visit({ reducedMotion: 'reduce' });
  await page.goto('/');
  await tabTo(page, 'main a[href="/start"]');
  await send(page, 'Enter');

  expect(await questionOn(page)).toBe('goal');
  await tabTo(page, 'input[name=aim]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  expect(await page.getByLabel('Work as a laboratory technician').isChecked()).toBe(true);
  await tabTo(page, 'select[name=place]');
  await page.keyboard.type('Minn');
  await tabTo(page, 'button[value=save]');
  await send(page, 'Enter');

  await tabTo(page, 'select[name=state]');
  await page.keyboard.type('Minn');
  expect(await page.getByLabel('State or territory').inputValue()).toBe('mn');
  await tabTo(page, 'button[value=save]');
  await send(page, 'Space');

  for (let i = 0; pathOf(page) === '/start' && i < 30; i += 1) {
    const question = await questionOn(page);
    if (question === 'school') {
      await tabTo(page, 'input[name=school]');
      await page.keyboard.press('ArrowDown');
      expect(await page.getByLabel('High school diploma, GED').isChecked()).toBe(true);
      await tabTo(page, '[name=completed]');
      await page.keyboard.type('June');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type('2026');
      expect(await page.getByLabel('Finished in').inputValue()).toBe('2026-06');
      await tabTo(page, 'button[value=save]');
    } else if (question === 'time') {
      await tabTo(page, 'input[name=study]');
      await page.keyboard.type('30');
      await tabTo(page, 'input[name=work]');
      await page.keyboard.type('40');
    } else await tabTo(page, 'button[value=unsure]');
    await send(page, 'Enter');
  }
  expect(pathOf(page)).toBe('/plan');
  await page.getByRole('heading', { name: 'Step by step' }).waitFor();
  await tabTo(page, '#plan details summary');
  await page.keyboard.press('Enter');
  expect(await page.locator('#plan details[open]').count()).toBe(1);
  expect(faults).toEqual([]);
});

/** Presses a key that leads to another page, and waits for that page. */
async function send(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

/** Presses Tab until the wanted element has the focus; on the way each focus must be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!element || element === document.body) return { there: false, unseen: '' };
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      // In a drawing the mark itself gets a thick line in the color of the focus.
      const line = (e: Element) =>
        parseFloat(getComputedStyle(e).strokeWidth) >= 2 && getComputedStyle(e).stroke;
      const marked =
        element instanceof SVGElement
          ? [...element.querySelectorAll('*')].some((e) => line(e) && line(e) !== 'none')
          : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
      return {
        there: element.matches(wanted),
        unseen:
          marked && inside
            ? ''
            : `${JSON.stringify(box)} ${style.outline} ${element.outerHTML.slice(0, 160)}`,
      };
    }, selector);
    expect(at.unseen, 'focus that cannot be seen').toBe('');
    if (at.there) return;
  }
  throw new Error(`Tab never comes to ${selector}`);
}
