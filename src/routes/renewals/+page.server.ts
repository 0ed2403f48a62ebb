import { error, fail, redirect } from '@sveltejs/kit';
import { longDate } from '#kernel/when.ts';
import { citedIn } from '#ui/footnotes.ts';
import { activities, app } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { savedNow, takeBack } from '../record/history.server.ts';
import { personOf, recordId } from './person.server.ts';
import { nextView, todo } from './todo.server.ts';
import { activityView, countedBy, hrefOf, standingView } from './view.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const person = await personOf(cookies);
  const { library } = app();
  const { ledger, record } = person;
  const titles = new Map(person.activities.map(({ id, title }) => [id, title]));
  const standings = ledger.standings.map((s) => standingView(s, titles));
  const counted = countedBy(ledger);
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
    activities: person.activities.map((a) => activityView(a, counted, ledger.on)),
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
