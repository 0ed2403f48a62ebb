// An account from the first letter to signing out everywhere, with and without script, and a passkey.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { enterByLetter, newPerson, PASSWORD, signIn } from './testing/account.ts';
import { lettersTo, linkTo } from './testing/mailbox.ts';
import { authenticator } from './testing/authenticator.ts';
import { button, pathOf } from './testing/person.ts';
import { unreadable } from './testing/readable.ts';
import { openStage } from './testing/stage.ts';

describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
  const stage = openStage(kind);

  /** Readable on a phone and on a desk, light and dark. The pages are the same on both databases. */
  const looked = async (page: Page, where: string): Promise<void> => {
    if (kind === 'postgresql') return;
    expect(await unreadable(page, where)).toEqual([]);
  };

  test('nobody needs an account, and nobody is asked for one', async () => {
    const { page, faults } = await stage.visit();
    for (const address of ['/', '/start', '/plan', '/record']) {
      await page.goto(address);
      expect(await page.locator('main').innerText(), address).not.toMatch(/sign (in|up)/i);
      expect(await page.getByRole('link', { name: 'Sign in' }).count(), 'one quiet line').toBe(1);
    }
    expect(faults).toEqual([]);
  });

  test.each([true, false])(
    'from the first letter to signing out everywhere, script: %s',
    async (javaScriptEnabled) => {
      const address = `ana-${javaScriptEnabled}@example.org`;
      const { page, context, faults } = await stage.visit({ javaScriptEnabled });
      await page.goto('/');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByRole('link', { name: 'Make an account' }).click();
      await page.getByLabel('Your e-mail address').fill(address);
      await button(page, 'Send me the link').click();
      // On one's own machine the page names the file.
      await page.getByText(`${stage.site.place.dataFolder}/outbox/`).waitFor();
      if (javaScriptEnabled) await looked(page, 'a letter is written');

      const link = await linkTo(stage.site, address);
      await page.goto(link);
      await page.reload();
      expect(await context.cookies(), 'opening it, even twice, changes nothing').toEqual([]);
      if (javaScriptEnabled) await looked(page, 'link');
      await button(page, 'Go on with this link').click();
      expect(pathOf(page)).toBe('/account/keys');
      if (javaScriptEnabled) await looked(page, 'keys');
      await page.getByLabel('What should we call you?').fill('Ana Lovelace');
      await page.getByLabel('A password for the next time').fill('short');
      await button(page, 'Go on').click();
      await page.getByText('Use at least 10 characters').waitFor();
      expect(await page.getByLabel('What should we call you?').inputValue(), 'nothing typed is lost').toBe(
        'Ana Lovelace',
      );
      await page.getByLabel('A password for the next time').fill(PASSWORD);
      await button(page, 'Go on').click();
      expect(pathOf(page)).toBe('/account');
      await page.getByRole('banner').getByRole('link', { name: 'Ana Lovelace' }).waitFor();
      if (javaScriptEnabled) await looked(page, 'account');

      // The link is used up, here and elsewhere.
      const other = await stage.visit({ javaScriptEnabled });
      await other.page.goto(link);
      await button(other.page, 'Go on with this link').click();
      await other.page.getByText('This link opens nothing').waitFor();
      expect(await other.context.cookies()).toEqual([]);

      await signIn(other.page, address, 'not the right words');
      await other.page.getByText('do not match').waitFor();
      expect(await other.page.getByLabel('Your e-mail address').inputValue()).toBe(address);
      if (javaScriptEnabled) await looked(other.page, 'refused');
      await signIn(other.page, address);
      await other.page.getByRole('heading', { name: 'Your account' }).waitFor();
      expect(await other.page.getByText('(this one)').count()).toBe(1);
      await button(other.page, /^Sign out .* on /).click();
      await other.page.getByText('That browser is signed out').waitFor();
      await page.goto('/account');
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sign-in?next=%2Faccount');

      await signIn(page, address);
      await page.getByRole('heading', { name: 'Your account' }).waitFor();
      await button(other.page, 'Sign out everywhere').click();
      await other.page.getByText('You are signed out, in every browser').waitFor();
      for (const each of [page, other.page]) {
        await each.goto('/account');
        expect(pathOf(each)).toBe('/sign-in');
        expect(await each.getByRole('banner').innerText()).not.toContain('Ana');
      }
      expect([...faults, ...other.faults]).toEqual([]);
    },
  );

  test('a forgotten password is replaced by a letter, and everybody is signed out', async () => {
    const cy = await newPerson(stage, 'Cyrus');
    const { page, faults } = await stage.visit();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Choose a new password' }).click();
    await page.getByLabel('The e-mail address of your account').fill(cy.address);
    await looked(page, 'reset');
    await button(page, 'Send me a link').click();
    await page.getByText('If there is an account').waitFor();
    const link = await linkTo(stage.site, cy.address, /You can choose a new password/);
    await page.goto(link);
    await looked(page, 'new password');
    await page.getByLabel('New password').fill('entirely new words');
    await button(page, 'Set it').click();
    await page.getByText('Your new password is set').waitFor();
    await cy.page.goto('/account');
    expect(pathOf(cy.page)).toBe('/sign-in');
    await signIn(page, cy.address);
    await page.getByText('do not match').waitFor();
    await signIn(page, cy.address, 'entirely new words');
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.goto(link);
    await page.getByLabel('New password').fill('yet another one here');
    await button(page, 'Set it').click();
    await page.getByText('This link opens nothing').waitFor();
    expect([...faults, ...cy.faults]).toEqual([]);
  });

  test('another address, once its mail was read', async () => {
    const { page, address, faults } = await newPerson(stage, 'Dora');
    await page.getByLabel('New e-mail address').fill('dora.new@example.org');
    await button(page, 'Send the letter').click();
    await page.getByText('outbox').waitFor();
    await page.goto(await linkTo(stage.site, 'dora.new@example.org'));
    await looked(page, 'address');
    await button(page, 'Use this address').click();
    await page.getByText('has the address dora.new@example.org now').waitFor();
    await page.goto('/account');
    await page.getByText('Dora, dora.new@example.org').waitFor();
    await expect
      .poll(() => lettersTo(stage.site, address).some((text) => text.includes('changed to another one')))
      .toBe(true);
    expect(faults).toEqual([]);
  });

  test('a passkey is made, signs in, and is taken off again', async () => {
    const { page, faults } = await stage.visit();
    const { cdp, authenticatorId } = await authenticator(page);
    await enterByLetter(stage, page, 'eve@example.org');
    await page.getByLabel('What should we call you?').fill('Eve');
    await button(page, 'Add a passkey instead').click();
    await page.getByRole('heading', { name: 'Add a passkey' }).waitFor();
    await looked(page, 'add a passkey');
    await page.getByLabel('A name for it').fill('Blue telephone');
    await button(page, 'Add a passkey').click();
    await page.getByText('The passkey is added').waitFor();
    await page.getByText('Blue telephone').waitFor();
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);

    await page.goto('/sign-out');
    await button(page, 'Sign out of this browser').click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Use a passkey' }).click();
    await looked(page, 'sign in with a passkey');
    await button(page, 'Use a passkey').click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Eve');

    // Once more on the same device: it is there already, and the page says so.
    await page.goto('/account/passkey');
    await button(page, 'Add a passkey').click();
    await page.getByText('one that is on your account already').waitFor();

    await page.goto('/account');
    await button(page, 'Remove the passkey Blue telephone').click();
    await page.getByText('The passkey is removed').waitFor();
    await page.goto('/sign-out');
    await button(page, 'Sign out of this browser').click();
    await page.goto('/sign-in/passkey');
    await button(page, 'Use a passkey').click();
    await page.getByText('No passkey was used').waitFor();
    // A person who says no in the browser's own dialog.
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
    expect(faults).toEqual([]);
  });

  test('without script, and at a number, the pages of passkeys say why there are none', async () => {
    const { page } = await stage.visit({ javaScriptEnabled: false });
    await page.goto('/sign-in/passkey');
    await page.getByText('This browser cannot use passkeys here').waitFor();
    expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
    const byNumber = stage.site.origin.replace('localhost', '127.0.0.1');
    const text = await (await fetch(`${byNumber}/sign-in/passkey`)).text();
    expect(text).toContain('No passkeys at this address');
    expect(await (await fetch(`${byNumber}/sign-in`)).text()).not.toContain('Use a passkey');
  });
});
