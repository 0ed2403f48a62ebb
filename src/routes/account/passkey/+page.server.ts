import { fail } from '@sveltejs/kit';
import { deviceOf, readName } from '#accounts/index.ts';
import { readForm } from '../../form.server.ts';
import { goOn } from '../../next.server.ts';
import { ownPath, passkeysAt, signedIn, tooMany } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { accounts, visit } = await signedIn(event);
  const next = ownPath(event.url.searchParams.get('next'));
  const name = deviceOf(event.request.headers.get('user-agent'));
  if (!passkeysAt(event.url)) return { next, name, asked: { number: event.url.hostname } };
  const asked = await accounts.passkeys.challenge(visit, 'make');
  if ('options' in asked) return { next, name, asked };
  return {
    next,
    name,
    asked: asked.why === 'limit' ? { problem: tooMany(asked) } : { stale: true as const },
  };
};

const NOT_TAKEN = 'Your device gave no passkey, or one that is on your account already. Nothing was changed.';

export const actions: Actions = {
  default: async (event) => {
    const { accounts, visit, person } = await signedIn(event);
    const form = await readForm(event.request);
    const name = readName(String(form.get('name') ?? '')) || 'Passkey';
    const done = await accounts.passkeys.make(visit, person, String(form.get('answer') ?? ''), name);
    if ('why' in done) return fail(400, { problem: done.why === 'limit' ? tooMany(done) : NOT_TAKEN });
    return goOn(
      event,
      accounts,
      person.id,
      ownPath(String(form.get('next') ?? '')) || '/account?told=passkey',
    );
  },
};
