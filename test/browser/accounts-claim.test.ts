// What becomes of a record that a browser keeps when its person signs in: theirs, or left, or given up; never mixed.
import { expect, test } from 'vitest';
import { enterByLetter, newPerson, PASSWORD, signIn } from './testing/account.ts';
import { answering, cookiesOf } from './testing/answers.ts';
import { button, pathOf } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { countRows } from './testing/rows.ts';
import { openStage } from './testing/stage.ts';
import type { Visitor } from './testing/visitor.ts';

const stage = openStage();

/** Puts a record with this state into whatever the browser's cookies stand for. */
async function keeps({ context }: Visitor, state: string, cookies?: string): Promise<void> {
  const cookie = cookies ?? (await cookiesOf(context));
  const response = await answering(stage).take(`benchpath: record/1\nstate: ${state}\n`, cookie);
  expect(response.status).toBe(303);
  const [name = '', value = ''] = response.headers.get('set-cookie')?.split(';')[0]?.split('=') ?? [];
  if (name === 'benchpath') await context.addCookies([{ name, value, url: stage.site.origin }]);
}

const shows = async ({ page }: Visitor): Promise<string> => {
  const cookie = await cookiesOf(page.context());
  return (await stage.get('/plan/record.yaml', cookie)).text();
};

const dos = async ({ page }: Visitor, choice: string | RegExp): Promise<void> => {
  await page.getByLabel(choice).check();
  await button(page, 'Do that').click();
};

async function readable(visitor: Visitor, where: string): Promise<void> {
  for (const width of [360, 1280]) {
    await visitor.page.setViewportSize({ width, height: 900 });
    expect([...(await sideways(visitor.page)), ...(await accessible(visitor.page, where))]).toEqual([]);
  }
}

test.each([true, false])(
  'on signing up a browser’s record becomes the account’s, script: %s',
  async (javaScriptEnabled) => {
    const visitor = await stage.visit({ javaScriptEnabled });
    const { page, faults } = visitor;
    await keeps(visitor, 'MN');
    const before = await cookiesOf(visitor.context);
    const rows = await countRows(stage.site);
    await enterByLetter(stage, page, `claims-${javaScriptEnabled}@example.org`);
    await page.getByLabel('A password for the next time').fill(PASSWORD);
    await button(page, 'Go on').click();
    expect(pathOf(page)).toBe('/account/claim');
    await page.getByText(`Is it yours, claims-${javaScriptEnabled}@example.org?`).waitFor();
    if (javaScriptEnabled) await readable(visitor, 'claim');
    expect(await shows(visitor), 'nothing is taken before they say so').not.toContain('MN');
    await button(page, 'Do that').click();
    await page.getByText('Choose what should happen to the record').waitFor();
    await dos(visitor, 'Make it the record of my account');
    await page.getByText('is in your account now').waitFor();
    expect(await shows(visitor)).toContain('state: MN');
    expect(await countRows(stage.site), 'moved, not copied').toBe(rows);
    // The old cookie opens nothing, and another browser finds the record.
    expect((await stage.get('/plan/record.yaml', before)).status).toBe(404);
    const other = await stage.visit({ javaScriptEnabled });
    await signIn(other.page, `claims-${javaScriptEnabled}@example.org`);
    await other.page.getByRole('heading', { name: 'Your account' }).waitFor();
    expect(await shows(other)).toContain('state: MN');
    await other.page.goto('/sign-out');
    await button(other.page, 'Sign out of this browser').click();
    await other.page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await shows(other)).not.toContain('MN');
    expect([...faults, ...other.faults]).toEqual([]);
  },
);

/** Somebody whose account has a record, in a browser that has another. */
async function withTwo(name: string): Promise<Visitor & { address: string }> {
  const person = await newPerson(stage, name);
  await person.page.getByRole('heading', { name: 'Your account' }).waitFor();
  await keeps(person, 'MN');
  const browser = await stage.visit();
  await keeps(browser, 'CA');
  await signIn(browser.page, person.address);
  await browser.page.getByRole('heading', { name: 'The record of this browser' }).waitFor();
  return { ...browser, address: person.address };
}

test('both records can be looked at and downloaded; the account’s is kept when its person says so', async () => {
  const visitor = await withTwo('Keeps');
  const { page, faults } = visitor;
  await page.getByText('They are never mixed').waitFor();
  await readable(visitor, 'choose');
  const cookie = await cookiesOf(visitor.context);
  for (const [which, state] of [
    ['browser', 'CA'],
    ['account', 'MN'],
  ]) {
    const zip = await stage.get(`/account/claim/${which}.zip`, cookie);
    expect(zip.headers.get('content-disposition')).toMatch(/attachment; filename="benchpath-.*\.zip"/);
    const bytes = Buffer.from(await zip.arrayBuffer()).toString('latin1');
    expect(bytes.slice(0, 2)).toBe('PK');
    await page
      .getByText('Look at it')
      .nth(which === 'browser' ? 0 : 1)
      .click();
    await page.getByText(`state: ${state}`).waitFor();
  }
  expect((await stage.get('/account/claim/nothing.zip', cookie)).status).toBe(404);
  expect((await stage.get('/account/claim/account.zip')).status, 'not to a stranger').toBe(303);
  await dos(visitor, /Keep the record of my account/);
  await page.getByText('stays as it was').waitFor();
  expect(await shows(visitor)).toContain('state: MN');
  expect(await cookiesOf(visitor.context)).not.toMatch(/benchpath=/);
  expect(faults).toEqual([]);
});

test('the browser’s record is put in the place of the account’s when its person says so', async () => {
  const visitor = await withTwo('Takes');
  await dos(visitor, /Put the record of this browser/);
  await visitor.page.getByText('is in your account now').waitFor();
  const text = await shows(visitor);
  expect(text).toContain('state: CA');
  expect(text, 'never mixed').not.toContain('MN');
  expect(visitor.faults).toEqual([]);
});

test('left apart, both stay, and nobody asks again until the browser’s one changes', async () => {
  const visitor = await withTwo('Leaves');
  const { page, context, address } = visitor;
  await dos(visitor, /Leave it in this browser/);
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  expect(await shows(visitor)).toContain('state: MN');
  await page.getByText('This browser keeps a record of its own').waitFor();
  await page.goto('/sign-out');
  await button(page, 'Sign out of this browser').click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  expect(await shows(visitor)).toContain('state: CA');
  await signIn(page, address);
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  await page.goto('/sign-out');
  await button(page, 'Sign out of this browser').click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await keeps(visitor, 'OR', await cookiesOf(context));
  await signIn(page, address);
  await page.getByRole('heading', { name: 'The record of this browser' }).waitFor();
  expect(visitor.faults).toEqual([]);
});

test('what another tab changed in the meantime is not given up unseen', async () => {
  const visitor = await withTwo('Waits');
  const { page, context } = visitor;
  const token = (await context.cookies()).find(({ name }) => name === 'benchpath')!;
  await keeps(visitor, 'WA', `benchpath=${token.value}`);
  await dos(visitor, /Keep the record of my account/);
  await page.getByText('was changed in the meantime').waitFor();
  await page.getByText('Look at it').first().click();
  await page.getByText('state: WA').waitFor();
  expect((await stage.get('/plan/record.yaml', `benchpath=${token.value}`)).status).toBe(200);
});
