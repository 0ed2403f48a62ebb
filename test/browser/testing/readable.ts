// What keeps somebody from reading a page.
import type axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What makes a phone scroll sideways. */
export async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const culprits = [...document.querySelectorAll('main *')].filter(
      (e) => e.getBoundingClientRect().right > wide + 1,
    );
    return [`wider than ${wide}: ${culprits.slice(0, 3).map((e) => e.outerHTML.slice(0, 120))}`];
  });
}

export async function accessible(
  page: Page,
  where: string,
  rules: string[] | null = null,
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const runOnly = rules ?? TAGS;
  const results = await page.evaluate(
    (options) => (window as unknown as { axe: typeof axe }).axe.run(document, options) as Promise<AxeResults>,
    {
      runOnly: { type: rules ? 'rule' : 'tag', values: runOnly },
      resultTypes: ['violations'],
      preload: false,
    } as axe.RunOptions,
  );
  return results.violations.flatMap((v) =>
    v.nodes
      .slice(0, 3)
      .map((n) => `${where}: ${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.split('\n')[1] ?? ''}`),
  );
}

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

/**
 * Everything that keeps somebody from reading the page as it stands, on a phone and on a desk: all rules once at each width, and
 * contrast in the other colors as well, on which nothing else depends.
 */
export async function unreadable(page: Page, where: string): Promise<string[]> {
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
  const problems = [...(await sideways(page)), ...(await accessible(page, `${where}, phone, light`))];
  await page.emulateMedia({ colorScheme: 'dark' });
  problems.push(...(await accessible(page, `${where}, phone, dark`, ['color-contrast'])));
  await page.setViewportSize(DESK);
  problems.push(...(await sideways(page)), ...(await accessible(page, `${where}, desk, dark`)));
  await page.emulateMedia({ colorScheme: 'light' });
  problems.push(...(await accessible(page, `${where}, desk, light`, ['color-contrast'])));
  return problems;
}
