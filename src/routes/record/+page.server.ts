import { fail, redirect } from '@sveltejs/kit';
import { knownIn, LONGEST_RECORD, readRecord, writeRecord } from '#record/index.ts';
import { NO_ANSWERS, QUESTIONS } from '#pathways/index.ts';
import { app } from '../../app.server.ts';
import { forget, keep, keptBy } from '../record.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const kept = await keptBy(cookies);
  return {
    text: kept ? writeRecord(kept.record) : null,
    goal: kept?.answers.goal ?? null,
    gone: url.searchParams.has('gone'),
    taken: url.searchParams.has('taken'),
  };
};

export const actions: Actions = {
  forget: async ({ cookies }) => {
    await forget(cookies);
    redirect(303, '/record?gone');
  },
  take: async ({ request, cookies }) => {
    const file = (await request.formData()).get('file');
    if (!(file instanceof File) || file.size === 0)
      return fail(400, { problems: ['Choose a record file first.'] });
    if (file.size > LONGEST_RECORD)
      return fail(400, { problems: ['This file is too large to be a record.'] });
    const read = readRecord(await file.text(), file.name, knownIn(app().library));
    if ('problems' in read)
      return fail(400, {
        problems: read.problems.map(
          (p) => `Line ${p.line}, ${p.path || 'the file'}: ${p.message}. ${p.right}`,
        ),
      });
    const kept = await keptBy(cookies);
    const goal = kept?.answers.goal ?? null;
    // A record file answers every question but where its owner wants to go.
    const asked = QUESTIONS.map((q) => q.id).filter((id) => id !== 'goal' || goal !== null);
    await keep(cookies, read.record, { ...NO_ANSWERS, goal, asked }, kept?.version ?? null);
    redirect(303, goal ? '/plan' : '/record?taken');
  },
};
