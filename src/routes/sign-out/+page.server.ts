import { accountsFor } from '../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = ({ locals }) => ({ person: locals.person });

export const actions: Actions = {
  default: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    await accounts.signIn.signOut(visit);
    event.locals.person = null;
    return { out: true };
  },
};
