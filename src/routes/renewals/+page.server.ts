import { error, fail } from '@sveltejs/kit';
import { longDate } from '#kernel/when.ts';
import { citedIn } from '#ui/footnotes.ts';
import { Activity } from '#renewals/index.ts';
import { activities, app } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { personOf, recordId } from './person.server.ts';
import { nextView, todo } from './todo.server.ts';
import { activityView, countedBy, hrefOf, standingView } from './view.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const DONE: { [what: string]: string } = {
  added: 'The activity is kept.',
  changed: 'The activity is changed.',
  back: 'The activity is back.',
};

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
    done: DONE[url.searchParams.get('done') ?? ''] ?? null,
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

/** The activity that a form names; one of somebody else's is as unknown as one that never was. */
const NO_SUCH = 'There is no such activity here.';

export const actions: Actions = {
  remove: async ({ request, cookies }) => {
    const form = await readForm(request);
    const record = await recordId(cookies);
    const gone = record && (await (await activities()).remove(record, String(form.get('id') ?? '')));
    if (!gone) error(404, NO_SUCH);
    const { id: _id, version: _version, ...told } = gone;
    return { removed: { title: told.title, text: JSON.stringify(told) } };
  },
  back: async ({ request, cookies }) => {
    const form = await readForm(request);
    const record = await recordId(cookies);
    const told = Activity.safeParse(parsed(String(form.get('activity') ?? '')));
    if (record === null || !told.success)
      return fail(400, { problem: 'It could not be put back. Add it once more.' });
    if ((await (await activities()).add(record, told.data)) === null)
      return fail(400, { problem: 'There is no room for it.' });
    return { back: told.data.title };
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
