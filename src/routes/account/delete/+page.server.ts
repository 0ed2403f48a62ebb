import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { opened } from '../../../app.server.ts';
import { scopeOf } from '../../cookie.server.ts';
import { readForm } from '../../form.server.ts';
import { forget } from '../../record.server.ts';
import { freshlySignedIn } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** Since when backups may hold something: an account may be older than its record. */
const sinceOf = (event: RequestEvent, record: { createdAt: string } | null): string =>
  event.locals.person ? '' : (record?.createdAt ?? '');

/** What is kept of whoever asks, as far as it helps to decide; `kept` and `account` null = nothing. */
export const load: PageServerLoad = async (event) => {
  const { records, evidence, deletion } = await opened();
  const { person } = event.locals;
  const scope = scopeOf(event.cookies);
  const record = scope && (await records.load(scope));
  const kept = record && {
    since: record.createdAt.slice(0, 10),
    changes: record.version,
    files: (await evidence.list(record.id)).length,
  };
  return {
    kept,
    account: person && { email: person.email, fresh: (await freshlySignedIn(event)) !== null },
    stillIn: await deletion.stillIn(sinceOf(event, record)),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event.request);
    // Without the tick, which the browser asks for, nothing is deleted.
    if (form.get('sure') !== 'yes') redirect(303, '/account/delete');
    const { records, deletion } = await opened();
    const scope = scopeOf(event.cookies);
    const record = scope && (await records.load(scope));
    const since = sinceOf(event, record);
    if (event.locals.person) {
      const refused = await removeAccount(event);
      if (refused) return refused;
    } else if (record) await forget(event.cookies);
    else return { gone: null };
    return { gone: await deletion.stillIn(since) };
  },
};

/** The account with all that hangs on it; what the page says where it cannot go. */
async function removeAccount(event: RequestEvent) {
  const here = await freshlySignedIn(event);
  if (here === null) return fail(403, { stale: true });
  const { person } = here.session;
  let alone: string[] = [];
  const { deletion } = await opened();
  await deletion.person(person.id, async () => {
    const done = await here.accounts.remove(person);
    if ('alone' in done) alone = done.alone;
    return 'removed' in done;
  });
  if (alone.length > 0) return fail(409, { alone });
  // The session is gone with its person; this takes its cookie.
  await here.accounts.signIn.signOut(here.visit);
  here.accounts.signIn.forgetBrowser(here.visit);
  event.locals.person = null;
  return null;
}
