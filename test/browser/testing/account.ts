// Somebody with an account, signed in by the link of a letter as every new person is.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { linkTo } from './mailbox.ts';
import { button } from './person.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

export const PASSWORD = 'correct horse battery staple';

/** Asks for a link on the page that is open, finds the letter, and presses the button behind its link. */
export async function enterByLetter(stage: Stage, page: Page, address: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Your e-mail address').fill(address);
  await button(page, 'Send me the link').click();
  await page.getByText('A letter is written').waitFor();
  await page.goto(await linkTo(stage.site, address));
  await button(page, 'Go on with this link').click();
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
}

export type Member = Visitor & { address: string };

/** A new person in a browser of their own, with a name and a password. */
export async function newPerson(
  stage: Stage,
  name: string,
  options?: BrowserContextOptions,
): Promise<Member> {
  const visitor = await stage.visit(options);
  const address = `${name.toLowerCase()}@example.org`;
  await enterByLetter(stage, visitor.page, address);
  await visitor.page.getByLabel('What should we call you?').fill(name);
  await visitor.page.getByLabel('A password for the next time').fill(PASSWORD);
  await button(visitor.page, 'Go on').click();
  return { ...visitor, address };
}

/** Signs in with the password of `newPerson`. */
export async function signIn(page: Page, address: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Your e-mail address').fill(address);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Sign in').click();
}
