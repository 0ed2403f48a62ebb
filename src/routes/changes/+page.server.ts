import { fail, redirect } from '@sveltejs/kit';
import { citedIn } from '#ui/footnotes.ts';
import { app, notices } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { signedIn } from '../visit.server.ts';
import { recordId } from './unread.server.ts';
import { byDay, noticeView } from './view.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** The newest; who has more unread than these has not looked for years. */
const MOST = 200;
const NO_RECORD = 'Nothing is kept for you yet, so nothing can change.';

export const load: PageServerLoad = async ({ cookies, locals, url }) => {
  const { library, book } = app();
  const id = await recordId(cookies);
  const store = await notices();
  const list = id === null ? [] : (await store.list(id, MOST)).map((n) => noticeView(n, book));
  const { person } = locals;
  return {
    begun: id !== null,
    days: byDay(list),
    unread: list.filter((n) => n.read === null).length,
    /** Up to here the reader has seen them. */
    until: list[0]?.made ?? '',
    read: url.searchParams.has('read'),
    saved: url.searchParams.has('saved'),
    mail: id !== null && person ? { address: person.email, on: await store.byMail(id) } : null,
    sources: citedIn(library.sources, list),
  };
};

export const actions: Actions = {
  read: async ({ request, cookies }) => {
    const form = await readForm(request);
    const id = await recordId(cookies);
    if (id === null) return fail(400, { refused: NO_RECORD });
    await (await notices()).markRead(id, String(form.get('until') ?? ''));
    redirect(303, '/changes?read');
  },
  mail: async (event) => {
    await signedIn(event);
    const form = await readForm(event.request);
    const id = await recordId(event.cookies);
    if (id === null) return fail(400, { refused: NO_RECORD });
    await (await notices()).setByMail(id, form.get('mail') === 'yes');
    redirect(303, '/changes?saved');
  },
};
