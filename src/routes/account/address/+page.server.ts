import { readForm } from '../../form.server.ts';
import { signedIn } from '../../visit.server.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { person } = await signedIn(event);
  return { email: person.email, token: event.url.searchParams.get('token') ?? '' };
};

export const actions: Actions = {
  default: async (event) => {
    const { accounts, visit, person } = await signedIn(event);
    const token = String((await readForm(event.request)).get('token') ?? '');
    const done = await accounts.address.move(visit, person, token);
    return 'why' in done ? fail(400, { why: done.why }) : { email: done.email };
  },
};
