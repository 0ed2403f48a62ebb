import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import { LARGEST_EVIDENCE } from '#record/evidence.server.ts';
import { subjectOf } from '#renewals/store.server.ts';
import { activities, app, evidence, records } from '../../../app.server.ts';
import { scopeOf } from '../../cookie.server.ts';
import { readForm } from '../../form.server.ts';
import { toldBy } from '../../record.server.ts';
import { REFUSED } from './refused.server.ts';
import { activitySubjects, subjectsOf } from './subjects.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** Of what was done to keep up so much can be chosen here; each activity has a place of its own for its certificate. */
const NEWEST = 40;

/** The id of the record that this request is about; null = nothing is kept yet. */
async function recordId(cookies: Cookies): Promise<string | null> {
  const scope = scopeOf(cookies);
  return (scope && (await (await records()).load(scope))?.id) ?? null;
}

export const load: PageServerLoad = async ({ cookies, url }) => {
  const [id, told] = [await recordId(cookies), await toldBy(cookies)];
  const { book } = app();
  const nameOf = (rule: string) => book.goals.get(rule)?.short ?? rule;
  const files = id === null ? [] : await (await evidence()).list(id);
  const done = id === null ? [] : await (await activities()).list(id);
  const proven = new Set(files.flatMap((file) => file.subjects));
  const named = done.filter((one, i) => i < NEWEST || proven.has(subjectOf(one.id)));
  return {
    begun: id !== null,
    files,
    subjects: [...(told ? subjectsOf(told.record, nameOf) : []), ...activitySubjects(named, subjectOf)],
    done: url.searchParams.get('done'),
    /** What the next file is to prove, where a link said so. */
    chosen: url.searchParams.get('for') ?? undefined,
  };
};

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** What is asked of one file; a file of somebody else's is as unknown as one that never was. */
async function onFile(
  { request, cookies }: { request: Request; cookies: Cookies },
  act: (record: string, id: string, form: FormData) => Promise<boolean>,
): Promise<void> {
  const form = await readForm(request);
  const record = await recordId(cookies);
  if (record === null || !(await act(record, text(form, 'id'), form)))
    error(404, 'There is no such file here.');
}

export const actions: Actions = {
  add: async ({ request, cookies }) => {
    const form = await readForm(request, LARGEST_EVIDENCE + 64 * 1024);
    const record = await recordId(cookies);
    if (record === null)
      return fail(400, { problem: 'Tell something of yourself first; evidence belongs to a record.' });
    const file = form.get('file');
    const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
    const store = await evidence();
    const added = await store.add(record, file instanceof File ? file.name : '', bytes);
    if ('refused' in added) return fail(400, { problem: REFUSED[added.refused] });
    const subject = text(form, 'subject');
    if (subject) await store.mark(record, added.added.id, subject, true);
    redirect(303, '/record/evidence?done=added');
  },
  mark: async (event) => {
    await onFile(event, async (record, id, form) =>
      (await evidence()).mark(record, id, text(form, 'subject').slice(0, 200), text(form, 'proves') !== 'no'),
    );
    redirect(303, '/record/evidence?done=marked');
  },
  remove: async (event) => {
    await onFile(event, async (record, id) => (await evidence()).remove(record, id));
    redirect(303, '/record/evidence?done=removed');
  },
};
