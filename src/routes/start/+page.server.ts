import { fail, redirect } from '@sveltejs/kit';
import { progress, QUESTIONS, type Answers, type Form, type Question, type Wrong } from '#pathways/index.ts';
import { knownIn, readRecord, writeRecord } from '#record/index.ts';
import { app } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { goalOnFile, NO_SUCH_GOAL } from '../goal.server.ts';
import { change, mustRead, nameBrowser, NOTHING, planner, type Told } from '../record.server.ts';
import { offer } from './offer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const kept = (await mustRead(cookies)) ?? NOTHING;
  const wished = goalOnFile(url.searchParams.get('goal'));
  const answers = wished && kept.answers.goal === null ? { ...kept.answers, goal: wished } : kept.answers;
  const now = progress(planner(), kept.record, answers, app().today());
  const question = QUESTIONS.find((q) => q.id === url.searchParams.get('q')) ?? now.next;
  if (!question) redirect(303, '/plan');
  await nameBrowser(cookies);
  const place = now.all.findIndex((q) => q.id === question.id);
  return {
    id: question.id,
    title: question.title,
    why: question.why,
    list: question.entries ? { entries: question.entries(kept.record), none: question.none ?? 'None' } : null,
    fields: question.fields({ ...now.sense, record: kept.record, answers }, offer()),
    back: place > 0 ? now.all[place - 1]!.id : null,
    step: place + 1,
    of: now.all.length,
    unsure: question.id !== 'goal' && question.id !== 'state',
  };
};

export const actions: Actions = {
  default: async ({ request, cookies }) => {
    const sent = await readForm(request);
    const form: Form = {
      get: (name) => String(sent.get(name) ?? ''),
      all: (name) => sent.getAll(name).map(String),
    };
    const question = QUESTIONS.find((q) => q.id === form.get('question'));
    if (!question) redirect(303, '/start');
    // Each answer changes its own part of the record only, so the newest version is always the right one to build on.
    const done = await change(cookies, (before) => answer(question, form, before));
    if ('wrong' in done)
      return fail(done.status, {
        wrong: done.wrong,
        sent: Object.fromEntries([...sent.keys()].map((k) => [k, sent.getAll(k).map(String)])),
      });
    const { before, after } = done;
    redirect(303, after.stay ? `/start?q=${question.id}` : nextAfter(question, before.answers, after));
  },
};

type Done = (Told & { stay: boolean }) | { wrong: Wrong };

/** What was told with one form taken in. Nothing is kept that the record's own file could not hold. */
function answer(question: Question, form: Form, before: Told): Done {
  const done = taken(question, form, before);
  if ('wrong' in done) return done;
  const { goal } = done.answers;
  if (goal !== before.answers.goal && goal !== null && !goalOnFile(goal))
    return { wrong: { '': NO_SUCH_GOAL } };
  const read = readRecord(writeRecord(done.record), 'record', knownIn(app().library));
  if ('record' in read) return done;
  const sentences = read.problems.map((p) => `This cannot be kept: ${p.message}. ${p.right}.`);
  return { wrong: Object.fromEntries(sentences.entries()) };
}

function taken(question: Question, form: Form, { record, answers }: Told): Done {
  const asked = { ...answers, asked: [...new Set([...answers.asked, question.id])] };
  const [, removed] = /^remove:([^]*)$/.exec(form.get('do')) ?? [];
  if (removed !== undefined && question.entries && question.without) {
    // By its words, not its place: another tab may have changed the list since this page was drawn.
    const at = question.entries(record).indexOf(removed);
    return { record: at < 0 ? record : question.without(record, at), answers, stay: true };
  }
  if (form.get('do') === 'unsure') return { record, answers: asked, stay: false };
  if (form.get('do') === 'none' && question.closed)
    return { record: question.closed(record), answers: asked, stay: false };
  const read = question.read(form, record, asked);
  if ('wrong' in read) return read;
  return { ...read, stay: question.entries !== undefined };
}

/** The next open question; after an answer changed on the way back, the one that follows it. */
function nextAfter(question: Question, before: Answers, now: Told): string {
  const { next, all } = progress(planner(), now.record, now.answers, app().today());
  if (next) return `/start?q=${next.id}`;
  const after = all[all.findIndex((q) => q.id === question.id) + 1];
  return after && before.asked.includes(question.id) ? `/start?q=${after.id}` : '/plan';
}
