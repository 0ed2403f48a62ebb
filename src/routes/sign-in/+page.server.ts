import { fail } from '@sveltejs/kit';
import { readAddress } from '#accounts/index.ts';
import { readForm } from '../form.server.ts';
import { letterSent } from '../letter.server.ts';
import { goOn } from '../next.server.ts';
import { accountsFor, ownPath, passkeysAt, tooMany, tooManyLetters } from '../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** What may have happened just before, as the address says it. */
const TOLD: { [code: string]: string } = {
  password: 'Your new password is set, and you are signed out everywhere. Sign in with it now.',
  out: 'You are signed out, in every browser.',
};

export const load: PageServerLoad = async (event) => {
  await accountsFor(event);
  const { searchParams } = event.url;
  return {
    next: ownPath(searchParams.get('next')),
    told: TOLD[searchParams.get('told') ?? ''] ?? null,
    person: event.locals.person,
    passkeys: passkeysAt(event.url),
  };
};

export const actions: Actions = {
  password: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    const form = await readForm(event.request);
    const email = String(form.get('email') ?? '');
    const address = readAddress(email);
    const done = address
      ? await accounts.signIn.signIn(visit, address, String(form.get('password') ?? ''))
      : { why: 'wrong' as const };
    if ('person' in done) return goOn(event, accounts, done.person, ownPath(String(form.get('next') ?? '')));
    if (done.why === 'limit')
      return fail(429, { email, problem: `${tooMany(done)} A link by mail still signs you in.` });
    return fail(400, {
      email,
      problem: 'This e-mail address and this password do not match. Try again, or ask for a link.',
    });
  },

  link: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    const form = await readForm(event.request);
    const email = String(form.get('email') ?? '');
    const address = readAddress(email);
    if (address === null) return fail(400, { email, wrong: 'Give the e-mail address of your account.' });
    const asked = await accounts.signIn.askLink(visit, address, ownPath(String(form.get('next') ?? '')));
    if ('why' in asked) return fail(429, { email, problem: tooManyLetters(asked) });
    return { sent: letterSent(address, asked.file) };
  },
};
