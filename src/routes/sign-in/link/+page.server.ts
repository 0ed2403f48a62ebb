import { fail } from '@sveltejs/kit';
import { readForm } from '../../form.server.ts';
import { goOn } from '../../next.server.ts';
import { accountsFor, ownPath } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** Opening the link changes nothing: mail programs open links too. The button does. */
export const load: PageServerLoad = async (event) => {
  await accountsFor(event);
  return {
    token: event.url.searchParams.get('token') ?? '',
    next: ownPath(event.url.searchParams.get('next')),
    person: event.locals.person,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    const form = await readForm(event.request);
    const done = await accounts.signIn.enter(visit, String(form.get('token') ?? ''));
    if ('why' in done) return fail(400, { expired: true });
    return goOn(event, accounts, done.person, ownPath(String(form.get('next') ?? '')));
  },
};
