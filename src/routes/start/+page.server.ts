import { fail, redirect } from '@sveltejs/kit';
import {
  NO_ANSWERS,
  progress,
  QUESTIONS,
  targetOf,
  type Answers,
  type Form,
  type Question,
} from '#pathways/index.ts';
import {
  EMPTY_RECORD,
  knownIn,
  readRecord,
  writeRecord,
  type Record as PersonRecord,
} from '#record/index.ts';
import { app } from '../../app.server.ts';
import { keep, keptBy, planner } from '../record.server.ts';
import { offer } from './offer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const NOTHING = { record: EMPTY_RECORD, answers: NO_ANSWERS, version: null };

export const load: PageServerLoad = async ({ cookies, url }) => {
  const kept = (await keptBy(cookies)) ?? NOTHING;
  const wished = onFile(url.searchParams.get('goal'));
  const answers = wished && kept.answers.goal === null ? { ...kept.answers, goal: wished } : kept.answers;
  const now = progress(planner(), kept.record, answers, app().today());
  const question = QUESTIONS.find((q) => q.id === url.searchParams.get('q')) ?? now.next;
  if (!question) redirect(303, '/plan');
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
    version: kept.version,
    unsure: question.id !== 'goal' && question.id !== 'state',
  };
};

/** So often two tabs may save at the same moment before the second is asked to send again. */
const TRIES = 5;

export const actions: Actions = {
  default: async ({ request, cookies }) => {
    const sent = await request.formData();
    const form: Form = {
      get: (name) => String(sent.get(name) ?? ''),
      all: (name) => sent.getAll(name).map(String),
    };
    const question = QUESTIONS.find((q) => q.id === form.get('question'));
    if (!question) redirect(303, '/start');
    const refuse = (status: number, wrong: { [field: string]: string }) =>
      fail(status, {
        wrong,
        sent: Object.fromEntries([...sent.keys()].map((k) => [k, sent.getAll(k).map(String)])),
      });
    // Each answer changes its own part of the record only, so the newest version is always the right one to build on.
    for (let i = 0; i < TRIES; i += 1) {
      const kept = (await keptBy(cookies)) ?? NOTHING;
      const done = answer(question, form, kept.record, kept.answers);
      if ('wrong' in done) return refuse(400, done.wrong);
      const problems = problemsIn(done.record, done.answers);
      if (problems.length > 0) return refuse(400, Object.fromEntries(problems.entries()));
      if ((await keep(cookies, done.record, done.answers, kept.version)) === 'kept')
        redirect(303, done.stay ? `/start?q=${question.id}` : nextAfter(question, kept.answers, done));
    }
    return refuse(409, { '': 'Another tab saved an answer at the same moment. Please send yours again.' });
  },
};

const onFile = (goal: string | null) =>
  goal !== null && targetOf(app().book, app().library, goal) ? goal : null;

/** Nothing is kept that the record's own file could not hold: it must survive its way out and back in. */
function problemsIn(record: PersonRecord, answers: Answers): string[] {
  if (answers.goal !== null && !onFile(answers.goal))
    return ['This goal is not on file. Choose one from the list.'];
  const read = readRecord(writeRecord(record), 'record', knownIn(app().library));
  return 'problems' in read ? read.problems.map((p) => `This cannot be kept: ${p.message}. ${p.right}.`) : [];
}

type Done =
  { record: PersonRecord; answers: Answers; stay: boolean } | { wrong: { [field: string]: string } };

/** The record and the answers with one form taken in. */
function answer(question: Question, form: Form, record: PersonRecord, answers: Answers): Done {
  const asked = { ...answers, asked: [...new Set([...answers.asked, question.id])] };
  const remove = /^remove-(\d+)$/.exec(form.get('do'))?.[1];
  if (remove !== undefined && question.without)
    return { record: question.without(record, Number(remove)), answers, stay: true };
  if (form.get('do') === 'unsure') return { record, answers: asked, stay: false };
  if (form.get('do') === 'none' && question.closed)
    return { record: question.closed(record), answers: asked, stay: false };
  const read = question.read(form, record, asked);
  if ('wrong' in read) return read;
  return { ...read, stay: question.entries !== undefined };
}

/** The next open question; after an answer changed on the way back, the one that follows it. */
function nextAfter(
  question: Question,
  before: Answers,
  now: { record: PersonRecord; answers: Answers },
): string {
  const { next, all } = progress(planner(), now.record, now.answers, app().today());
  if (next) return `/start?q=${next.id}`;
  const after = all[all.findIndex((q) => q.id === question.id) + 1];
  return after && before.asked.includes(question.id) ? `/start?q=${after.id}` : '/plan';
}
