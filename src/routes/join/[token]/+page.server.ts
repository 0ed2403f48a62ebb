import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '../../form.server.ts';
import { accountsFor, signedIn } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { accounts } = await accountsFor(event);
  return {
    invited: await accounts.invitations.look(event.params.token),
    person: event.locals.person,
    here: event.url.pathname,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { accounts, person } = await signedIn(event);
    await readForm(event.request);
    const joined = await accounts.invitations.join(person, event.params.token);
    if (joined === null) return fail(400, { over: true });
    redirect(303, `/organizations/${joined.organization}?told=joined`);
  },
};
