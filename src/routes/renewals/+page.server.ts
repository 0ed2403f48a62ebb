import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import type { Evidence } from '#record/evidence.server.ts';
import { activityOf } from '#renewals/store.server.ts';
import { longDate } from '#kernel/when.ts';
import { citedIn } from '#ui/footnotes.ts';
import { activities, app, evidence } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { savedNow, takeBack } from '../record/history.server.ts';
import { personOf, recordId } from './person.server.ts';
import { nextView, todo } from './todo.server.ts';
import { activityView, countedBy, hrefOf, standingView } from './view.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** So many activities are shown at a time. */
const A_PAGE = 50;

/** The files that prove activities, by the activity. */
async function proofIn(cookies: Cookies): Promise<Map<string, Evidence[]>> {
  const record = await recordId(cookies);
  const files = record === null ? [] : await (await evidence()).list(record);
  const found = new Map<string, Evidence[]>();
  for (const file of files)
    for (const subject of file.subjects) {
      const id = activityOf(subject);
      if (id !== null) found.set(id, [...(found.get(id) ?? []), file]);
    }
  return found;
}

export const load: PageServerLoad = async ({ cookies, url }) => {
  const person = await personOf(cookies);
  const { library } = app();
  const { ledger, record } = person;
  const titles = new Map(person.activities.map(({ id, title }) => [id, title]));
  const standings = ledger.standings.map((s) => standingView(s, titles));
  const counted = countedBy(ledger);
  const pages = Math.max(1, Math.ceil(person.activities.length / A_PAGE));
  const asked = Number(url.searchParams.get('page') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(1, asked), pages) : 1;
  const shown = person.activities.slice((page - 1) * A_PAGE, page * A_PAGE);
  const proof = await proofIn(cookies);
  const days = person.days.map((d) => ({ ...d, day: longDate(d.on), ask: null }));
  return {
    begun: person.begun,
    held: ledger.standings.length + ledger.uncovered.length,
    told: record?.credentials !== undefined || record?.licenses !== undefined,
    saved: await savedNow(cookies, url),
    todo: todo(person),
    next: nextView(person),
    standings,
    uncovered: ledger.uncovered.map(({ id }) => ({
      name: app().book.goals.get(id)?.short ?? id,
      href: hrefOf(id),
    })),
    activities: shown.map((a) => activityView(a, counted, proof.get(a.id) ?? [], ledger.on)),
    done: person.activities.length,
    page,
    pages,
    days,
    sources: citedIn(library.sources, standings, days),
  };
};

export const actions: Actions = {
  remove: async ({ request, cookies }) => {
    const id = String((await readForm(request)).get('id') ?? '');
    const record = await recordId(cookies);
    const done = record === null ? null : await (await activities()).remove(record, id);
    // One of somebody else's is as unknown as one that never was.
    if (!done) error(404, 'There is no such activity here.');
    redirect(303, `/renewals?saved=${done.seq}`);
  },
  undo: async ({ request, cookies }) => {
    const done = await takeBack(cookies, Number((await readForm(request)).get('saved')));
    if ('refused' in done) return fail(done.status, { refused: done.refused });
    redirect(303, `/renewals?saved=${done.version}`);
  },
};
