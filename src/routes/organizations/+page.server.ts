import { fail, redirect } from '@sveltejs/kit';
import { readName } from '#accounts/index.ts';
import { readForm } from '../form.server.ts';
import { signedIn, tooMany } from '../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { accounts, person } = await signedIn(event);
  return {
    organizations: await accounts.organizations.of(person),
    left: event.url.searchParams.has('left'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { accounts, person } = await signedIn(event);
    const sent = String((await readForm(event.request)).get('name') ?? '');
    const name = readName(sent);
    if (!name) return fail(400, { name: sent, wrong: 'Give a name of at most 80 characters.' });
    const made = await accounts.organizations.create(person, name);
    if ('why' in made) return fail(429, { name, wrong: tooMany(made) });
    redirect(303, `/organizations/${made.id}`);
  },
};
