// A school made by one person and joined by another by a link, in two browsers.
import { describe, expect, test } from 'vitest';
import { newPerson, PASSWORD, type Member } from './testing/account.ts';
import { cookiesOf } from './testing/answers.ts';
import { linkTo } from './testing/mailbox.ts';
import { button, pathOf } from './testing/person.ts';
import { unreadable } from './testing/readable.ts';
import { openStage } from './testing/stage.ts';

describe('an organization', () => {
  const stage = openStage();

  const readable = async ({ page }: Pick<Member, 'page'>, where: string): Promise<void> => {
    expect(await unreadable(page, where)).toEqual([]);
  };

  const invite = async ({ page }: Member, role: string, uses = '1'): Promise<string> => {
    await page.getByLabel('As what').selectOption(role);
    await page.getByLabel('For how many people').fill(uses);
    await button(page, 'Make a link').click();
    await page.getByText(`The link for a new ${role}`).waitFor();
    return (await page.locator('code', { hasText: '/join/' }).innerText()).trim();
  };

  test('made, joined by a link, led and left', async () => {
    const owner = await newPerson(stage, 'Olga');
    await owner.page.goto('/organizations');
    await readable(owner, 'organizations');
    await owner.page.getByLabel('Name of the school or laboratory').fill('Lakeside College');
    await button(owner.page, 'Make it').click();
    await owner.page.getByRole('heading', { name: 'Lakeside College', level: 1 }).waitFor();
    const school = pathOf(owner.page);
    const link = await invite(owner, 'learner', '2');
    await readable(owner, 'organization');
    await owner.page.goto(school);
    expect(await owner.page.locator('main').innerText(), 'shown once').not.toContain(link);

    // Somebody new, without script: the link leads through the account and back.
    const learner = await stage.visit({ javaScriptEnabled: false });
    await learner.page.goto(link);
    await learner.page.getByText('Olga invites you to join Lakeside College as a learner').waitFor();
    await learner.page.getByRole('link', { name: 'Make an account' }).click();
    await learner.page.getByLabel('Your e-mail address').fill('lea@example.org');
    await button(learner.page, 'Send me the link').click();
    await learner.page.getByText('A letter is written').waitFor();
    await learner.page.goto(await linkTo(stage.site, 'lea@example.org'));
    await button(learner.page, 'Go on with this link').click();
    await learner.page.getByLabel('What should we call you?').fill('Lea');
    await learner.page.getByLabel('A password for the next time').fill(PASSWORD);
    await button(learner.page, 'Go on').click();
    expect(learner.page.url()).toBe(link);
    await button(learner.page, 'Join as Lea').click();
    await learner.page.getByText('You are in.').waitFor();
    const seen = await learner.page.locator('main').innerText();
    expect(seen).toContain('Olga');
    expect(seen, 'no addresses of others').not.toContain('olga@example.org');
    expect(await learner.page.getByRole('button', { name: /Make a link|Remove|Change/ }).count()).toBe(0);

    const second = await newPerson(stage, 'Lars');
    await second.page.goto(link);
    await readable(second, 'invitation');
    await button(second.page, 'Join as Lars').click();
    await second.page.getByText('You are in.').waitFor();
    expect(await second.page.locator('main').innerText(), 'learners do not see learners').not.toMatch(
      /\bLea\b/,
    );
    const late = await newPerson(stage, 'Lato');
    await late.page.goto(link);
    await late.page.getByText('does not hold any more').waitFor();

    // Lea becomes an instructor, invites a learner and nobody else.
    await owner.page.goto(school);
    await owner.page.getByLabel('New role of Lea').selectOption('instructor');
    await button(owner.page, 'Change the role of Lea').click();
    await owner.page.getByText('The role is changed').waitFor();
    await learner.page.goto(school);
    expect(await learner.page.getByLabel('As what').locator('option').allInnerTexts()).toEqual(['learner']);
    const theirs = await invite({ ...learner, address: '' }, 'learner');
    await late.page.goto(theirs);
    await late.page.getByText('Lea invites you').waitFor();

    // The link ends with the membership of whoever made it.
    await owner.page.goto(school);
    await button(owner.page, 'Remove Lea').click();
    await owner.page.getByText('The membership is ended').waitFor();
    await late.page.goto(theirs);
    await late.page.getByText('does not hold any more').waitFor();
    expect((await learner.page.goto(school))?.status()).toBe(404);

    await button(owner.page, /^Leave Lakeside/).click();
    await owner.page.getByText('Somebody else must be an owner first').waitFor();
    const supervisor = await invite(owner, 'supervisor');
    await button(owner.page, /^End the link for a supervisor/).click();
    await owner.page.getByText('opens nothing any more').waitFor();
    await late.page.goto(supervisor);
    await late.page.getByText('does not hold any more').waitFor();
    await owner.page.getByLabel('New role of Lars').selectOption('owner');
    await button(owner.page, 'Change the role of Lars').click();
    await button(owner.page, /^Leave Lakeside/).click();
    await owner.page.getByText('no longer in that organization').waitFor();
    await second.page.goto(school);
    await button(second.page, 'Delete Lakeside College').click();
    await second.page.getByText('no longer in that organization').waitFor();
    for (const { faults } of [owner, learner, second, late]) expect(faults).toEqual([]);
  });

  test('by forms of one’s own nobody does more than the page offers', async () => {
    const [olaf, lina, out] = [
      await newPerson(stage, 'Olaf'),
      await newPerson(stage, 'Lina'),
      await newPerson(stage, 'Otis'),
    ];
    await olaf.page.goto('/organizations');
    await olaf.page.getByLabel('Name of the school or laboratory').fill('North Laboratory');
    await button(olaf.page, 'Make it').click();
    await olaf.page.getByRole('heading', { name: 'North Laboratory', level: 1 }).waitFor();
    const place = pathOf(olaf.page);
    await lina.page.goto(await invite(olaf, 'learner'));
    await button(lina.page, 'Join as Lina').click();
    await lina.page.getByText('You are in.').waitFor();
    await invite(olaf, 'supervisor');
    const member = (name: string) =>
      olaf.page.locator('tr', { hasText: name }).locator('input[name=member]').first().getAttribute('value');
    const invitation = await olaf.page.locator('input[name=invitation]').first().getAttribute('value');
    const linas = (await member('Lina')) ?? '';
    const olafs =
      (await olaf.page.locator('form[action$="/end"] input[name=member]').last().getAttribute('value')) ?? '';
    for (const [who, status] of [
      [lina, 403],
      [out, 404],
    ] as const) {
      const cookie = await cookiesOf(who.context);
      const posts: [string, { [field: string]: string }][] = [
        ['name', { name: 'Mine' }],
        ['role', { member: linas, role: 'owner' }],
        ['role', { member: olafs, role: 'learner' }],
        ['end', { member: olafs }],
        ['dissolve', { sure: 'yes' }],
      ];
      for (const [act, fields] of posts)
        expect((await stage.post(`${place}?/${act}`, fields, cookie)).status, `${who.address} ${act}`).toBe(
          status,
        );
      const made = await stage.post(`${place}?/invite`, { role: 'learner', uses: '1', days: '1' }, cookie);
      expect(made.status).toBe(status);
      expect((await stage.post(`${place}?/revoke`, { invitation: invitation ?? '' }, cookie)).status).toBe(
        status,
      );
    }
    expect(
      (await stage.post(`${place}?/role`, { member: linas, role: 'emperor' }, await cookiesOf(olaf.context)))
        .status,
    ).toBe(400);
    for (const fields of [
      { role: 'learner', uses: '0', days: '7' },
      { role: 'learner', uses: '1e3', days: '7' },
      { role: 'learner', uses: '1', days: '-1' },
      { role: '', uses: '1', days: '7' },
    ])
      expect((await stage.post(`${place}?/invite`, fields, await cookiesOf(olaf.context))).status).toBe(400);
    expect((await stage.get(place, await cookiesOf(out.context))).status).toBe(404);
    expect((await stage.get(place)).status, 'a stranger signs in first').toBe(303);
    await olaf.page.goto(place);
    expect(await olaf.page.locator('h1').innerText()).toBe('North Laboratory');
  });
});
