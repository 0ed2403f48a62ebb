import { fail, redirect } from '@sveltejs/kit';
import { EMPTY_RECORD, knownIn, readRecord, writeRecord } from '#record/index.ts';
import { QUESTIONS } from '#pathways/index.ts';
import { app, keptDays } from '../../app.server.ts';
import { unreadChanges } from '../changes/unread.server.ts';
import { readForm } from '../form.server.ts';
import { change, forget, storedFor } from '../record.server.ts';
import { savedNow, takeBack } from './history.server.ts';
import { partsTold } from './told.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ cookies, url, locals }) => {
  const stored = await storedFor(cookies);
  const page = {
    gone: url.searchParams.has('gone'),
    taken: url.searchParams.has('taken'),
    saved: await savedNow(cookies, url),
    keptDays: keptDays(),
    signedIn: locals.person !== null,
    changed: await unreadChanges(cookies),
  };
  switch (stored.state) {
    case 'nothing':
      return { ...page, parts: partsTold(EMPTY_RECORD), text: null, unread: null };
    case 'told':
      return { ...page, parts: partsTold(stored.record), text: writeRecord(stored.record), unread: null };
    case 'unread':
      return {
        ...page,
        parts: null,
        text: null,
        unread: { savedOn: stored.savedAt.slice(0, 10), ...stored.problems },
      };
  }
};

export const actions: Actions = {
  forget: async ({ request, cookies }) => {
    // Without the tick, which the browser asks for, nothing is deleted.
    if ((await readForm(request)).get('sure') !== 'yes') redirect(303, '/record');
    await forget(cookies);
    redirect(303, '/record?gone');
  },
  undo: async ({ request, cookies }) => {
    const done = await takeBack(cookies, Number((await readForm(request)).get('saved')));
    if ('refused' in done) return fail(done.status, { refused: done.refused });
    redirect(303, `/record?saved=${done.version}`);
  },
  take: async ({ request, cookies }) => {
    const file = (await readForm(request)).get('file');
    if (!(file instanceof File) || file.size === 0)
      return fail(400, { problems: ['Choose a record file first.'] });
    const read = readRecord(await file.text(), file.name, knownIn(app().library));
    if ('problems' in read)
      return fail(400, {
        problems: read.problems.map(
          (p) => `Line ${p.line}, ${p.path || 'the file'}: ${p.message}; ${p.right}.`,
        ),
      });
    // The form says that the file takes the place of what is kept, be it readable or not.
    const done = await change(
      cookies,
      ({ answers }) => ({ record: read.record, answers: { ...answers, asked: asked(answers.goal) } }),
      'write over',
      { kind: 'brought in' },
    );
    if ('wrong' in done) return fail(done.status, { problems: Object.values(done.wrong) });
    redirect(303, done.after.answers.goal ? '/plan' : `/record?taken&saved=${done.version}`);
  },
};

/** A record file answers every question but where its owner wants to go. */
const asked = (goal: string | null) =>
  QUESTIONS.map((q) => q.id).filter((id) => id !== 'goal' || goal !== null);
