import { fail, redirect } from '@sveltejs/kit';
import { readAddress, readName } from '#accounts/index.ts';
import { readForm } from '../form.server.ts';
import { letterSent } from '../letter.server.ts';
import { browsersRecord } from '../next.server.ts';
import { freshlySignedIn, signedIn, tooManyLetters } from '../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** What may have happened just before, as the address says it. */
const TOLD: { [code: string]: string } = {
  name: 'Your name is changed.',
  password: 'Your password is set. You are signed out everywhere else.',
  passkey: 'The passkey is added. Use it when you sign in the next time.',
  removed: 'The passkey is removed from your account. Delete it on your device too.',
  ended: 'That browser is signed out.',
  claimed: 'The record of this browser is in your account now.',
  kept: 'The record of your account stays as it was. The record of this browser is deleted.',
};

export const load: PageServerLoad = async (event) => {
  const { accounts, visit, person } = await signedIn(event);
  const session = await accounts.signIn.session(visit);
  return {
    person,
    told: TOLD[event.url.searchParams.get('told') ?? ''] ?? null,
    fresh: session?.fresh ?? false,
    keys: await accounts.account.keys(person),
    passkeys: await accounts.passkeys.list(person),
    sessions: (await accounts.sessions.list(person)).map((row) => ({ ...row, here: row.id === session?.id })),
    organizations: await accounts.organizations.of(person),
    apart: (await browsersRecord(event)) !== null,
  };
};

export const actions: Actions = {
  name: async (event) => {
    const { accounts, person } = await signedIn(event);
    const name = readName(String((await readForm(event.request)).get('name') ?? ''));
    if (name === null) return fail(400, { wrongName: 'A name has at most 80 characters.' });
    await accounts.account.rename(person, name);
    redirect(303, '/account?told=name');
  },

  address: async (event) => {
    const { person } = await signedIn(event);
    const here = await freshlySignedIn(event);
    const email = String((await readForm(event.request)).get('email') ?? '');
    if (here === null) return fail(403, { stale: true });
    const address = readAddress(email);
    if (address === null || address === person.email)
      return fail(400, { email, wrongAddress: 'Give an e-mail address other than the present one.' });
    const asked = await here.accounts.address.ask(here.visit, person, address);
    if ('why' in asked) return fail(429, { email, wrongAddress: tooManyLetters(asked) });
    return { sent: letterSent(address, asked.file) };
  },

  passkey: async (event) => {
    const { person } = await signedIn(event);
    const here = await freshlySignedIn(event);
    const id = String((await readForm(event.request)).get('id') ?? '');
    if (here === null) return fail(403, { stale: true });
    await here.accounts.passkeys.remove(here.visit, person, id);
    redirect(303, '/account?told=removed');
  },

  end: async (event) => {
    const { accounts, person } = await signedIn(event);
    await accounts.sessions.end(person, String((await readForm(event.request)).get('id') ?? ''));
    redirect(303, '/account?told=ended');
  },

  everywhere: async (event) => {
    const { accounts, visit, person } = await signedIn(event);
    await accounts.sessions.endAll(person);
    await accounts.signIn.signOut(visit);
    redirect(303, '/sign-in?told=out');
  },
};
