// A badge from a school to a learner: offered, taken with what they agree to show, hidden, revoked; and who may not do that.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { newPerson, type Member } from './testing/account.ts';
import { cookiesOf } from './testing/answers.ts';
import { button, pathOf } from './testing/person.ts';
import { unreadable } from './testing/readable.ts';
import { openStage } from './testing/stage.ts';

const BADGE = 'Blood bank rotation';
const REASON = 'It was the other Ana.';

describe.each([
  ['sqlite', true],
  ['postgresql', false],
] as const)('on %s, scripts of the learner: %s', (kind, javaScriptEnabled) => {
  const stage = openStage(kind);
  let owner: Member;
  let school = '';

  const readable = async (page: Page, where: string): Promise<void> => {
    if (kind === 'postgresql') return;
    expect(await unreadable(page, where)).toEqual([]);
  };
  const join = async (learner: Member, role: string): Promise<void> => {
    await owner.page.goto(school);
    await owner.page.getByLabel('As what').selectOption(role);
    await button(owner.page, 'Make a link').click();
    const link = (await owner.page.locator('code', { hasText: '/join/' }).innerText()).trim();
    await learner.page.goto(link);
    await button(learner.page, /^Join as/).click();
    await learner.page.getByText('You are in.').waitFor();
  };
  /** @param whom a member, by the name in the list; else the name of somebody who gets the link */
  const offer = async (whom: { member: string } | { learner: string }): Promise<string> => {
    const { page } = owner;
    await page.goto(`${school}/badges`);
    await page.getByRole('link', { name: 'Give a badge' }).click();
    if ('member' in whom) await page.getByLabel('A member').selectOption({ label: whom.member });
    else await page.getByLabel('Their name').fill(whom.learner);
    await page.getByLabel('Name of the badge').fill(BADGE);
    await page.getByLabel('What it is for').fill('Six weeks at the bench.');
    await page.getByLabel('What it takes to earn it').fill('Every task signed off.');
    await page.getByLabel('What this person did').fill('Forty crossmatches.');
    await button(page, 'Offer it').click();
    return (await page.locator('code', { hasText: '/wallet/offer/' }).innerText()).trim();
  };
  const given = (name: string) => owner.page.locator('main li').filter({ hasText: `for ${name}` });

  test('offered to a member, taken without a name, hidden, revoked; the holder sees why', async () => {
    owner = await newPerson(stage, 'Olga');
    await owner.page.goto('/organizations');
    await owner.page.getByLabel('Name of the school or laboratory').fill('Lakeside College');
    await button(owner.page, 'Make it').click();
    await owner.page.getByRole('heading', { name: 'Lakeside College', level: 1 }).waitFor();
    school = pathOf(owner.page);
    const ana = await newPerson(stage, 'Ana', { javaScriptEnabled });
    await join(ana, 'learner');
    const link = await offer({ member: 'Ana' });
    await readable(owner.page, 'offered');

    const { page } = ana;
    await page.goto('/wallet');
    await page.getByText('A badge is offered to you').waitFor();
    await page.getByRole('link', { name: BADGE }).click();
    await page.getByText('Lakeside College offers this badge to Ana').waitFor();
    await readable(page, 'an offer');
    await button(page, 'Take the badge').click();
    await page.getByText('You accepted the badge.').waitFor();
    await page.getByText('Good today').waitFor();
    const mine = pathOf(page);
    const open = (await page.getByRole('link', { name: 'The page of this badge' }).getAttribute('href'))!;
    const text = await (await stage.get(`${open}.json`)).text();
    expect(text).not.toMatch(/Ana|example\.org/);
    const seen = await (await stage.get(open)).text();
    expect(seen).toContain('This badge is good');
    expect(seen).not.toContain('Ana');
    expect(seen).toContain('Nobody');
    // The link is used up, for her too.
    await page.goto(link);
    await page.getByText('This offer does not hold any more').waitFor();

    await page.goto(mine);
    await button(page, 'Hide its page').click();
    await page.getByText('Nobody can look at it now.').waitFor();
    for (const path of [open, `${open}.json`, `${open}.png`, `${open}.svg`])
      expect((await stage.get(path)).status, path).toBe(404);
    await owner.page.goto(`${school}/badges`);
    expect(await given('Ana').innerText()).toContain('Accepted');
    expect(await given('Ana').getByRole('link', { name: 'Its page' }).count()).toBe(0);
    await button(page, 'Show its page').click();
    await page.getByText('whoever has the address can look').waitFor();
    expect((await stage.get(open)).status).toBe(200);

    await owner.page.goto(`${school}/badges`);
    await given('Ana').getByText('Revoke it', { exact: true }).click();
    await readable(owner.page, 'badges of a school');
    await given('Ana').getByLabel('Why?').fill(REASON);
    await button(owner.page, `Revoke ${BADGE} of Ana for ever`).click();
    await owner.page.getByText('The badge is revoked, for ever.').waitFor();
    expect(await given('Ana').innerText()).toContain(REASON);
    await page.goto('/wallet');
    expect(await page.getByRole('region', { name: 'Badges' }).innerText()).toContain('Revoked');
    await page.goto(mine);
    await page.getByText(`They say why: ${REASON}`).waitFor();
    await readable(page, 'a revoked badge');
    const after = await (await stage.get(open)).text();
    expect(after).toContain('Revoked');
    expect(after).not.toContain(REASON);
    expect([...ana.faults, ...owner.faults]).toEqual([]);
  });

  test('taken by a link, with a name, by somebody without an account', async () => {
    const link = await offer({ learner: 'Bo Larsen' });
    const { page } = await stage.visit({ javaScriptEnabled });
    await page.goto(link);
    await page.getByText('It goes into the record of this browser.').waitFor();
    await page.getByLabel('My name: Bo Larsen').check();
    await button(page, 'Take the badge').click();
    await page.getByText('You accepted the badge.').waitFor();
    expect(await page.locator('main dl').innerText()).toMatch(/Earned by\s+Bo Larsen/);
    await page.goto('/wallet/badges');
    expect(await page.locator('.cards').innerText()).toMatch(/Good today\s+from Lakeside College/);
  });

  test('declined, and taken back', async () => {
    const link = await offer({ learner: 'Cy' });
    const { page, context } = await stage.visit({ javaScriptEnabled });
    await page.goto(link);
    await button(page, 'No, thanks').click();
    await page.getByText('You declined the badge.').waitFor();
    expect(await context.cookies(), 'who declines is not given a record').toEqual([]);
    await owner.page.goto(`${school}/badges`);
    expect(await given('Cy').innerText()).toContain('Declined');
    const back = await offer({ learner: 'Dee' });
    await owner.page.goto(`${school}/badges`);
    await button(owner.page, `Take back ${BADGE} for Dee`).click();
    await owner.page.getByText('The offer is taken back.').waitFor();
    await page.goto(back);
    await page.getByText('This offer does not hold any more').waitFor();
  });

  test('what is missing is said beside its field, and what was typed stays', async () => {
    const { page } = owner;
    await page.goto(`${school}/badges/new`);
    await page.getByLabel('Name of the badge').fill('Urinalysis');
    await page.getByText('A standard that it corresponds to').click();
    await page.getByLabel('Its web address').fill('javascript:alert(1)');
    await page.getByLabel('Last day').fill('2020-01-01');
    await button(page, 'Offer it').click();
    await page.getByText('Not yet offered').waitFor();
    expect(await page.getByLabel('Name of the badge').inputValue()).toBe('Urinalysis');
    const text = await page.locator('main').innerText();
    for (const words of ['Give a name of at most 80', 'This is empty.', 'This is no web address', 'This day is over.'])
      expect(text, words).toContain(words);
    await readable(page, 'a badge that lacks something');
  }); // prettier-ignore

  test('learners, instructors and strangers give and revoke nothing', async () => {
    await owner.page.goto(`${school}/badges`);
    const mine = await given('Bo Larsen').getByRole('link', { name: 'Its page' }).getAttribute('href');
    const badge = mine!.split('/').at(-1)!;
    const stranger = await newPerson(stage, 'Stig');
    const instructor = await newPerson(stage, 'Ina');
    await join(instructor, 'instructor');
    const cases: [string, string, number][] = [
      ['nobody', '', 303],
      ['a stranger', await cookiesOf(stranger.context), 404],
      ['an instructor', await cookiesOf(instructor.context), 403],
    ];
    const fields = {
      badge,
      reason: 'x',
      offer: 'x',
      name: 'x',
      description: 'x',
      criteria: 'x',
      learner: 'x',
    };
    for (const [who, cookie, status] of cases) {
      for (const path of [`${school}/badges`, `${school}/badges/new`])
        expect((await stage.get(path, cookie)).status, `${who} ${path}`).toBe(status);
      for (const path of [`${school}/badges?/revoke`, `${school}/badges?/withdraw`, `${school}/badges/new`])
        expect((await stage.post(path, fields, cookie)).status, `${who} ${path}`).toBe(status);
    }
    // The owner of another school reaches only what that school gave.
    await stranger.page.goto('/organizations');
    await stranger.page.getByLabel('Name of the school or laboratory').fill('Hilltop');
    await button(stranger.page, 'Make it').click();
    await stranger.page.getByRole('heading', { name: 'Hilltop', level: 1 }).waitFor();
    const other = await stage.post(`${pathOf(stranger.page)}/badges?/revoke`, fields, await cookiesOf(stranger.context)); // prettier-ignore
    expect(other.status).toBe(404);
    expect(await (await stage.get(mine!)).text()).toContain('This badge is good');
  });
});
