import { fail, redirect } from '@sveltejs/kit';
import { knownIn, readRecord, writeRecord } from '#record/index.ts';
import { QUESTIONS } from '#pathways/index.ts';
import { app, keptDays } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { change, forget, storedFor } from '../record.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const stored = await storedFor(cookies);
  const done = {
    gone: url.searchParams.has('gone'),
    taken: url.searchParams.has('taken'),
    keptDays: keptDays(),
  };
  switch (stored.state) {
    case 'nothing':
      return { ...done, text: null, unread: null };
    case 'told':
      return { ...done, text: writeRecord(stored.record), unread: null };
    case 'unread':
      return { ...done, text: null, unread: { savedOn: stored.savedAt.slice(0, 10), ...stored.problems } };
  }
};

export const actions: Actions = {
  forget: async ({ cookies }) => {
    await forget(cookies);
    redirect(303, '/record?gone');
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
    );
    if ('wrong' in done) return fail(done.status, { problems: Object.values(done.wrong) });
    redirect(303, done.after.answers.goal ? '/plan' : '/record?taken');
  },
};

/** A record file answers every question but where its owner wants to go. */
const asked = (goal: string | null) =>
  QUESTIONS.map((q) => q.id).filter((id) => id !== 'goal' || goal !== null);
