import { fail } from '@sveltejs/kit';
import { readForm } from '../../form.server.ts';
import { goOn } from '../../next.server.ts';
import { accountsFor, ownPath, passkeysAt, tooMany } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { accounts, visit } = await accountsFor(event);
  const next = ownPath(event.url.searchParams.get('next'));
  if (!passkeysAt(event.url)) return { next, asked: { number: event.url.hostname } };
  const asked = await accounts.passkeys.challenge(visit, 'use');
  return { next, asked: 'options' in asked ? asked : { problem: TRY_AGAIN } };
};

const TRY_AGAIN = 'Too many tries from your network. Wait a quarter of an hour, or sign in another way.';
const NOT_TAKEN =
  'No passkey was used. Perhaps it was made at another address, or removed from the account. Try again, or sign in another way.';

export const actions: Actions = {
  default: async (event) => {
    const { accounts, visit } = await accountsFor(event);
    const form = await readForm(event.request);
    const done = await accounts.passkeys.use(visit, String(form.get('answer') ?? ''));
    if ('person' in done) return goOn(event, accounts, done.person, ownPath(String(form.get('next') ?? '')));
    return done.why === 'limit' ? fail(429, { problem: tooMany(done) }) : fail(400, { problem: NOT_TAKEN });
  },
};
