import { fail, redirect } from '@sveltejs/kit';
import { passwordProblem, readName, SHORTEST_PASSWORD } from '#accounts/index.ts';
import { readForm } from '../../form.server.ts';
import { goOn } from '../../next.server.ts';
import { freshlySignedIn, ownPath, passkeysAt, signedIn, withNext } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { accounts, person } = await signedIn(event);
  return {
    person,
    keys: await accounts.account.keys(person),
    next: ownPath(event.url.searchParams.get('next')),
    shortest: SHORTEST_PASSWORD,
    passkeys: passkeysAt(event.url),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { accounts, person } = await signedIn(event);
    const here = await freshlySignedIn(event);
    const form = await readForm(event.request);
    const next = ownPath(String(form.get('next') ?? ''));
    const name = readName(String(form.get('name') ?? ''));
    if (name === null) return fail(400, { wrongName: 'A name has at most 80 characters.' });
    const password = String(form.get('password') ?? '');
    if (password !== '') {
      const wrong = passwordProblem(password, person.email);
      if (wrong !== null) return fail(400, { name, wrongPassword: wrong });
      if (here === null) return fail(403, { name, stale: true });
      await accounts.account.setPassword(here.visit, here.session, password);
    }
    if (name !== person.name) await accounts.account.rename(person, name);
    if (form.get('to') === 'passkey') redirect(303, withNext('/account/passkey', next));
    return goOn(event, accounts, person.id, next, 'keys');
  },
};
