import { expect, test } from 'vitest';
import { drawnPng } from '../../src/wallet/badges/picture.server.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const FILE = `benchpath: record/1
state: FL
born: 1995
education:
  - { degree: associate, field: medical-laboratory-technology, completed: 2019-05, accredited: regional }
  - { program: mlt, accreditor: naacls, completed: 2019-05 }
coursework: [{ subject: all, semesterHours: 70 }]
experience: []
credentials: [{ id: ascp-mlt, issued: 2019-07-01, expires: 2030-06-30, number: '0012345' }]
licenses: [{ id: us-fl-technician, issued: 2020-01-01, expires: 2029-08-31 }]
military: []
training: []
procedures: []
`;

test.each([true, false])(
  'the wallet says what is held, what it opens and what ends with it; script: %s',
  async (javaScriptEnabled) => {
    const { page } = await stage.visit({ javaScriptEnabled });
    await page.goto('/wallet');
    await page.getByText('Your record does not say what you hold.').waitFor();
    await page.goto('/record');
    await page.setInputFiles('input[name=file]', {
      name: 'record.yaml',
      mimeType: 'text/yaml',
      buffer: Buffer.from(FILE),
    });
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.goto('/wallet');
    const names = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(names.slice(0, 2)).toEqual([expect.stringContaining('Florida'), expect.stringContaining('MLT')]);
    await page.getByText('0012345').waitFor();
    const florida = page.getByRole('region').filter({ hasText: 'August 31, 2029' });
    await florida.getByRole('link', { name: 'work as a technician in Florida' }).first().waitFor();
    expect(await florida.innerText()).toContain('What would end with it');
    // A picture of the license is attached from here, and seen here.
    await florida.getByRole('link', { name: /^attach a copy/ }).click();
    await page.setInputFiles('input[name=file]', {
      name: 'my license.png',
      mimeType: 'image/png',
      buffer: Buffer.from(drawnPng()),
    });
    expect(await page.getByLabel('What does it prove?').inputValue()).toBe('license us-fl-technician');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('The file is kept.').waitFor();
    await page.goto('/wallet');
    const picture = florida.getByRole('img', { name: 'Your copy: my license.png' });
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(400);
    const mlt = page.getByRole('region').filter({ hasText: '0012345' });
    expect(await mlt.getByRole('img').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  },
);
