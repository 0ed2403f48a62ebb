import { fail } from '@sveltejs/kit';
import { readAddress } from '#accounts/index.ts';
import { readForm } from '../form.server.ts';
import { letterSent } from '../letter.server.ts';
import { accountsFor, ownPath, tooManyLetters } from '../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  await accountsFor(event);
  return { next: ownPath(event.url.searchParams.get('next')), person: event.locals.person };
};

export const actions: Actions = {
  default: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    const form = await readForm(event.request);
    const email = String(form.get('email') ?? '');
    const address = readAddress(email);
    if (address === null)
      return fail(400, { email, wrong: 'Give an e-mail address, such as ana@example.org.' });
    const asked = await accounts.signIn.askLink(visit, address, ownPath(String(form.get('next') ?? '')));
    if ('why' in asked) return fail(429, { email, problem: tooManyLetters(asked) });
    return { sent: letterSent(address, asked.file) };
  },
};
