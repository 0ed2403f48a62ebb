// The page with most drawings and tables, on paper, on a phone and on a desk: nothing is cut off or left to be opened.
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const plainly = (text: string) => text.replace(/\s+/g, '').toLowerCase();

test('on paper each caution stands once, unfolded; what was left folded is not there, and what was chosen is said', async () => {
  const { page } = await stage.visit();
  await page.goto('/pay?sort=prices&map=real');
  const cautions = await page.locator('.care li').allTextContents();
  const pdf = await page.pdf({ format: 'Letter' });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  const paper = plainly(text);
  expect(new Set(cautions).size).toBeLessThan(cautions.length);
  for (const caution of new Set(cautions)) expect(paper.split(plainly(caution)).length, caution).toBe(2);
  expect(paper).not.toContain(plainly('Pay by sector of the economy'));
  expect(paper).toContain(plainly('Sort the table by: Prices'));
  expect(paper).toContain(plainly('What the map shows: Median at national prices'));
});

test('on a phone the caption of a table that scrolls is read whole', async () => {
  const { page } = await stage.visit({ viewport: { width: 360, height: 740 } });
  await page.goto('/pay');
  const tables = page.locator('.scroll:has(caption)');
  const wide = await tables.evaluateAll(
    (all) => all.filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth).length,
  );
  expect(wide, 'some table is wider than the phone').toBeGreaterThan(0);
  for (const caption of await page.locator('main caption:visible').all()) {
    const box = await caption.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
  }
});

test.each([390, 1280])('at %i pixels islands and names of the map stay in its frame', async (width) => {
  const { page } = await stage.visit({ viewport: { width, height: 900 } });
  await page.goto('/pay');
  const outside = await page.locator('svg.map').evaluate((map) => {
    const frame = map.getBoundingClientRect();
    return [...map.querySelectorAll('path.state, text')]
      .filter((e) => e.getBoundingClientRect().width > 0)
      .map((e) => ({
        box: e.getBoundingClientRect(),
        what: e.textContent || e.getAttribute('d')?.slice(0, 20),
      }))
      .filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1)
      .map(({ what }) => what);
  });
  expect(outside).toEqual([]);
});
