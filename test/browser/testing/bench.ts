// Hands at the bench of the laboratory: by letters where there is a script, by buttons and links where there is none.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export type Hands = {
  /** Presses a letter, and waits until the bench has answered. Only with a script. */
  press: (key: string) => Promise<void>;
  /** Presses the letter, or the button or link of that name where there is no script. */
  act: (key: string, name: RegExp | string) => Promise<void>;
  /** Clicks what no letter presses, and waits until the bench has answered. */
  click: (what: Locator) => Promise<void>;
  /** What the bench says of the last act. */
  said: () => Promise<string>;
};

export function hands(page: Page, script: boolean): Hands {
  const quiet = () => page.waitForFunction(() => !('busy' in document.documentElement.dataset));
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await quiet();
  };
  return {
    press,
    async act(key, name) {
      if (script) return press(key);
      const bench = page.locator('[data-bench]');
      const found = bench.getByRole('button', { name }).or(bench.getByRole('link', { name })).first();
      await found.click();
    },
    async click(what) {
      await what.click();
      if (script) await quiet();
    },
    said: () => page.locator('#said').innerText(),
  };
}

export const NEXT = 'Until something happens';

/** Takes a tube in: looks, scans, tries for clots where the blood must not clot, compares, accepts. */
export async function takeIn({ act, said }: Hands, cap = 'lavender'): Promise<void> {
  await act('l', 'Look at it');
  expect(await said()).toContain(`${cap} cap`);
  await act('s', 'Scan its label');
  if (cap === 'lavender') {
    await act('c', /Try for clots/);
    expect(await said()).toContain('no clot');
  }
  await act('a', /^Accept/);
  expect(await said()).toContain('is taken in');
}

export async function finish(page: Page): Promise<void> {
  await page.getByText('End the shift').click();
  await page.getByRole('button', { name: 'End it now' }).click();
  await page.getByRole('heading', { name: 'The numbers' }).waitFor();
}
