import { error, fail, redirect } from '@sveltejs/kit';
import { ACTIVITY_KINDS, SUBJECT_AREAS } from '#content/index.ts';
import { LARGEST_EVIDENCE } from '#record/evidence.server.ts';
import { activityFields, areaName, holdingsOf, kindName, type Activity } from '#renewals/index.ts';
import { MOST_ACTIVITIES, subjectOf } from '#renewals/store.server.ts';
import { activities, evidence } from '../../../app.server.ts';
import { readForm } from '../../form.server.ts';
import { mustRead } from '../../record.server.ts';
import { recordId } from '../person.server.ts';
import { approverName, approvers } from '../view.server.ts';
import { activityIn, sentIn, sentOf } from './form.server.ts';
import { filesIn, proofOf, prove } from './proof.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const NO_RECORD = 'Activities belong to a record, and none is kept yet. Tell something of yourself first.';
const FULL = `A record may have ${MOST_ACTIVITIES} activities. Remove some that count for nothing any more.`;
const NO_SUCH = 'There is no such activity here.';

/** A file and the form round it. */
const LARGEST_FORM = LARGEST_EVIDENCE + 64 * 1024;

const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1);

export const load: PageServerLoad = async ({ cookies, url }) => {
  const told = await mustRead(cookies);
  const record = await recordId(cookies);
  const id = url.searchParams.get('change');
  const kept = id !== null && record !== null ? await (await activities()).find(record, id) : null;
  if (id !== null && kept === null) error(404, NO_SUCH);
  const boxes = approvers(told ? holdingsOf(told.record).map((held) => held.id) : []);
  return {
    begun: record !== null,
    change: kept && { id: kept.id, version: kept.version, title: kept.title },
    kept:
      kept &&
      sentOf(
        kept,
        boxes.map(({ value }) => value),
      ),
    areas: SUBJECT_AREAS.map((value) => ({ value, label: capital(areaName(value)) })),
    kinds: ACTIVITY_KINDS.map((value) => ({ value, label: capital(kindName(value)) })),
    approvers: boxes,
    ...(record === null ? { proof: [], files: [] } : await proofOf(record, kept?.id ?? null)),
  };
};

export const actions: Actions = {
  add: async ({ request, cookies }) => {
    const form = await readForm(request, LARGEST_FORM);
    const read = activityIn(form);
    if ('wrong' in read) return fail(400, read);
    const record = await recordId(cookies);
    if (record === null) return fail(400, { wrong: { '': NO_RECORD }, sent: sentIn(form) });
    const brought = await filesIn(form, record);
    if ('wrong' in brought) return fail(400, { wrong: { file: brought.wrong }, sent: sentIn(form) });
    const done = await (await activities()).add(record, read.activity);
    if (done === null) return fail(400, { wrong: { '': FULL }, sent: sentIn(form) });
    await prove(record, done.added.id, brought.files);
    redirect(303, `/renewals?saved=${done.seq}`);
  },

  change: async ({ request, cookies }) => {
    const form = await readForm(request, LARGEST_FORM);
    const [id, version] = [String(form.get('id') ?? ''), Number(form.get('version'))];
    const record = await recordId(cookies);
    const store = await activities();
    if (record === null || (await store.find(record, id)) === null) error(404, NO_SUCH);
    const read = activityIn(form);
    if ('wrong' in read) return fail(400, read);
    const brought = await filesIn(form, record);
    if ('wrong' in brought) return fail(400, { wrong: { file: brought.wrong }, sent: sentIn(form) });
    const done = await store.change(record, id, read.activity, version);
    if ('refused' in done && done.refused === 'gone') error(404, NO_SUCH);
    // Files stand in nobody's way: they are kept whatever becomes of the words.
    await prove(record, id, brought.files);
    if ('refused' in done)
      return fail(409, { wrong: {}, sent: sentIn(form), meanwhile: differing(done.current, read.activity) });
    redirect(303, brought.files.length > 0 && done.seq === null ? '/renewals#activities' : `/renewals?saved=${done.seq ?? 'nothing'}`); // prettier-ignore
  },

  detach: async ({ request, cookies }) => {
    const form = await readForm(request);
    const [id, file] = [String(form.get('id') ?? ''), String(form.get('file') ?? '')];
    const record = await recordId(cookies);
    const there = record !== null && (await (await activities()).find(record, id)) !== null;
    if (!there || !(await (await evidence()).mark(record, file, subjectOf(id), false))) error(404, NO_SUCH);
    redirect(303, `/renewals/activity?change=${id}#proof`);
  },
};

/** What another tab saved where this one would have saved something else. */
function differing(now: Activity, yours: Activity): { label: string; now: string; yours: string }[] {
  const [there, here] = [activityFields(now, approverName), activityFields(yours, approverName)];
  return Object.keys(there)
    .filter((label) => there[label] !== here[label])
    .map((label) => ({ label, now: there[label] || 'not told', yours: here[label] || 'not told' }));
}
