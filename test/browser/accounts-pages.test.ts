// Every page about accounts, of somebody who is signed in and whose names are long: on a phone and on a desk, light and dark.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/storage/index.server.ts';
import { enterByLetter } from './testing/account.ts';
import { addressesOf, pageRoutes } from './testing/addresses.ts';
import { button, pathOf } from './testing/person.ts';
import { sideways, unreadable } from './testing/readable.ts';
import { openStage } from './testing/stage.ts';
import type { Visitor } from './testing/visitor.ts';

const stage = openStage();
const SCHOOL = 'Lakeside Community College, School of Medical Laboratory Science and Technology';
const NAME = 'Anastasia Konstantinopolitanskaya-Wolfeschlegelsteinhausenbergerdorff Lovelace';
const ADDRESS = 'anastasia.konstantinopolitanskaya@lab.lakeside.example.org';
const OLD = '2026-01-01T00:00:00.000Z';

let ana: Visitor;
let school = '';
let invitation = '';

test('somebody makes an account and a school', async () => {
  ana = await stage.visit();
  const { page } = ana;
  await enterByLetter(stage, page, ADDRESS);
  await page.getByLabel('What should we call you?').fill(NAME);
  await button(page, 'Go on').click();
  await page.goto('/organizations');
  await page.getByLabel('Name of the school or laboratory').fill(SCHOOL);
  await button(page, 'Make it').click();
  await page.getByRole('heading', { name: SCHOOL, level: 1 }).waitFor();
  school = pathOf(page);
  await button(page, 'Make a link').click();
  const code = page.locator('code', { hasText: '/join/' });
  invitation = new URL((await code.innerText()).trim()).pathname;
  await manySessions();
});

/** Other browsers, a passkey, and a member without a name, as they stand in the database. */
async function manySessions(): Promise<void> {
  const { db, close } = openDatabase(stage.site.place);
  const { id: person_id } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
  const times = { created_at: new Date().toISOString(), updated_at: new Date().toISOString() };
  for (const n of [1, 2, 3]) {
    const from = {
      ip_address: '2001:0db8:85a3:1234:5678:8a2e:0370:7334',
      user_agent: 'Mozilla/5.0 (iPhone)',
    };
    const session = { id: `s${n}`, token: `t${n}`, person_id, expires_at: '2099-01-01T00:00:00.000Z' };
    await db
      .insertInto('session')
      .values({ ...session, ...times, ...from })
      .execute();
  }
  const made = { public_key: 'AA', counter: 0, device_type: 'singleDevice', backed_up: 0, created_at: OLD };
  await db
    .insertInto('passkey')
    .values({ id: 'p', person_id, credential_id: 'c', name: 'x'.repeat(80), ...made })
    .execute();
  const other = {
    id: 'o',
    name: '',
    email: `${'y'.repeat(50)}@students.lakeside.example.org`,
    email_verified: 1,
  };
  await db
    .insertInto('person')
    .values({ ...other, ...times })
    .execute();
  const member = { id: 'm', organization_id: school.split('/')[2]!, person_id: 'o', role: 'learner' };
  await db
    .insertInto('member')
    .values({ ...member, created_at: OLD })
    .execute();
  await close();
}

/** A region that scrolls hides what it cuts off from the page; as cards on a phone nothing may be cut off. */
const cutOff = (page: Page): Promise<string[]> =>
  page
    .locator('.scroll.stack')
    .evaluateAll((regions) =>
      regions.filter((r) => r.scrollWidth > r.clientWidth).map((r) => `cut off: ${r.ariaLabel}`),
    );

async function looked(page: Page): Promise<string[]> {
  const problems = await unreadable(page, '');
  for (const width of [360, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    problems.push(...(await sideways(page)), ...(await cutOff(page)));
  }
  return problems;
}

const addresses = pageRoutes()
  .filter(({ route }) => /^\/($|account|organizations$|sign-|reset|record$|wallet$)/.test(route))
  .flatMap(addressesOf)
  .filter((address) => !address.includes('?'));

test.each([...addresses, 'the organization', 'the invitation', '/reset?token=x', '/account?told=passkey'])(
  '%s, signed in',
  async (named) => {
    const { page, faults } = ana;
    faults.length = 0;
    const address = named === 'the organization' ? school : named === 'the invitation' ? invitation : named;
    expect((await page.goto(address))?.status()).toBe(200);
    if (address.startsWith('/account')) expect(pathOf(page), 'not sent away').toBe(address.split('?')[0]);
    expect([...(await looked(page)), ...faults]).toEqual([]);
  },
);

test('whoever presses "Change" without choosing changes no role', async () => {
  const { page } = ana;
  await page.goto(school);
  await button(page, /^Change the role of y/).click();
  await page.getByText('The role is changed').waitFor();
  const row = page.locator('tr', { hasText: 'students.lakeside' });
  expect(await row.locator('option:checked').innerText()).toBe('learner');
});

test('a session of eleven minutes: what asks for a new sign-in says so, and can be read', async () => {
  const { page, faults } = ana;
  const { db, close } = openDatabase(stage.site.place);
  await db.updateTable('session').set({ created_at: OLD }).execute();
  await close();
  for (const address of ['/account/passkey', '/account/delete']) {
    await page.goto(address);
    await page.getByText('Sign in once more for this').waitFor();
    expect(await looked(page), address).toEqual([]);
  }
  await page.goto('/account');
  await button(page, /^Remove the passkey/).click();
  await page.getByText('Sign in once more for this').waitFor();
  expect([...(await looked(page)), ...faults]).toEqual([]);
});
