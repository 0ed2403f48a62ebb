import { fail, redirect } from '@sveltejs/kit';
import { passwordProblem, readAddress, SHORTEST_PASSWORD } from '#accounts/index.ts';
import { readForm } from '../form.server.ts';
import { letterSent } from '../letter.server.ts';
import { accountsFor, tooManyLetters } from '../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  await accountsFor(event);
  return { token: event.url.searchParams.get('token') ?? '', shortest: SHORTEST_PASSWORD };
};

export const actions: Actions = {
  ask: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    const email = String((await readForm(event.request)).get('email') ?? '');
    const address = readAddress(email);
    if (address === null) return fail(400, { email, wrong: 'Give the e-mail address of your account.' });
    const asked = await accounts.signIn.askReset(visit, address);
    if ('why' in asked) return fail(429, { email, problem: tooManyLetters(asked) });
    return { sent: letterSent(address, asked.file) };
  },

  set: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    const form = await readForm(event.request);
    const [token, password] = [String(form.get('token') ?? ''), String(form.get('password') ?? '')];
    const wrong = passwordProblem(password);
    if (wrong !== null) return fail(400, { token, wrong });
    if ((await accounts.signIn.reset(visit, token, password)) === 'expired')
      return fail(400, { expired: true });
    redirect(303, '/sign-in?told=password');
  },
};
