import { error, fail, redirect } from '@sveltejs/kit';
import { ACTIVITY_KINDS, SUBJECT_AREAS } from '#content/index.ts';
import { areaName, holdingsOf, kindName } from '#renewals/index.ts';
import { MOST_ACTIVITIES } from '#renewals/store.server.ts';
import { activities } from '../../../app.server.ts';
import { readForm } from '../../form.server.ts';
import { mustRead } from '../../record.server.ts';
import { recordId } from '../person.server.ts';
import { approvers } from '../view.server.ts';
import { activityIn, sentOf } from './form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const NO_RECORD = 'Activities belong to a record, and none is kept yet. Tell something of yourself first.';
const CHANGED =
  'It was changed in the meantime, perhaps in another tab. What is there now is below; change that, or send yours once more.';
const FULL = `A record may have ${MOST_ACTIVITIES} activities. Remove some that count for nothing any more.`;

const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1);

export const load: PageServerLoad = async ({ cookies, url }) => {
  const told = await mustRead(cookies);
  const record = await recordId(cookies);
  const id = url.searchParams.get('change');
  const kept = id !== null && record !== null ? await (await activities()).find(record, id) : null;
  if (id !== null && kept === null) error(404, 'There is no such activity here.');
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
  };
};

export const actions: Actions = {
  add: async ({ request, cookies }) => {
    const read = activityIn(await readForm(request));
    if ('wrong' in read) return fail(400, read);
    const record = await recordId(cookies);
    if (record === null) return fail(400, { wrong: { '': NO_RECORD }, sent: {} });
    const done = await (await activities()).add(record, read.activity);
    if (done === null) return fail(400, { wrong: { '': FULL }, sent: {} });
    redirect(303, `/renewals?saved=${done.seq}`);
  },
  change: async ({ request, cookies }) => {
    const form = await readForm(request);
    const read = activityIn(form);
    if ('wrong' in read) return fail(400, read);
    const record = await recordId(cookies);
    const [id, version] = [String(form.get('id') ?? ''), Number(form.get('version'))];
    const done = record && (await (await activities()).change(record, id, read.activity, version));
    if (!done || ('refused' in done && done.refused === 'gone'))
      error(404, 'There is no such activity here.');
    if ('refused' in done) return fail(409, { wrong: { '': CHANGED }, sent: {} });
    redirect(303, `/renewals?saved=${done.seq ?? 'nothing'}`);
  },
};
