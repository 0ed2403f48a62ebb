import { fail, redirect } from '@sveltejs/kit';
import { longDate } from '#kernel/when.ts';
import { isoOf, mustDay } from '#kernel/dates.ts';
import { LONGEST_LEAD, MOST_LEADS, readLeads, USUAL_LEADS, type Leads } from '#renewals/index.ts';
import { app, opened, openedMailing } from '../../../app.server.ts';
import { readForm } from '../../form.server.ts';
import { letterSent } from '../../letter.server.ts';
import { accountsAt, signedIn } from '../../visit.server.ts';
import { personOf, recordId, type Person } from '../person.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const NO_LEADS = 'Choose at least one number of days, or switch the letters off.';
const BAD_LEADS = `Write a whole number of days from 0 to ${LONGEST_LEAD}; ${MOST_LEADS} at most in all.`;
const NO_RECORD = 'Reminders belong to a record, and none is kept yet. Tell something of yourself first.';
/** So many of the letters to come are shown. */
const SHOWN = 6;

const dayText = (lead: number) =>
  lead === 0 ? 'On the day itself' : lead === 1 ? 'The day before' : `${lead} days before`;

export const load: PageServerLoad = async (event) => {
  const { cookies, locals, url } = event;
  if (!accountsAt(url)) return { state: 'no accounts' as const };
  if (!locals.person) return { state: 'nobody' as const };
  const record = await recordId(cookies);
  if (record === null) return { state: 'no record' as const };
  const choice = await (await opened()).choices.of(record);
  const leads = choice?.leads ?? USUAL_LEADS;
  const { outbox } = await openedMailing();
  return {
    state: 'here' as const,
    address: locals.person.email,
    byMail: choice?.byMail ?? false,
    chosen: leads.map(String),
    choices: readLeads([...new Set([...USUAL_LEADS, ...leads])])!.map((lead) => ({ value: String(lead), label: dayText(lead) })),
    outbox: outbox === null ? null : letterSent('', outbox),
    ahead: choice?.byMail ? ahead(await personOf(cookies), leads) : [],
    saved: url.searchParams.has('saved'),
  };
}; // prettier-ignore

/** The next days on which a letter goes out, and what it tells; a step of a plan moves as long as nobody begins the plan. */
function ahead({ days }: Person, leads: Leads) {
  const today = app().today();
  const coming = days.flatMap((d) =>
    leads.map((lead) => ({ on: mustDay(d.on) - lead, what: d.what, day: longDate(d.on) })),
  );
  const byDay = Map.groupBy(
    coming.filter(({ on }) => on > today).sort((a, b) => a.on - b.on),
    ({ on }) => on,
  );
  return [...byDay]
    .slice(0, SHOWN)
    .map(([on, tells]) => ({ iso: isoOf(on), on: longDate(isoOf(on)), tells }));
}

export const actions: Actions = {
  default: async (event) => {
    await signedIn(event);
    const form = await readForm(event.request);
    const record = await recordId(event.cookies);
    if (record === null) return fail(400, { wrong: { '': NO_RECORD }, sent: null });
    const own = String(form.get('own') ?? '').trim();
    const boxes = form.getAll('lead').map(String);
    const byMail = form.get('mail') === 'yes';
    const leads = readLeads([...boxes, ...(own === '' ? [] : [own])]);
    const sent = { byMail, own, boxes };
    if (leads === null) return fail(400, { wrong: { own: BAD_LEADS }, sent });
    if (byMail && leads.length === 0) return fail(400, { wrong: { lead: NO_LEADS }, sent });
    await (await opened()).choices.choose(record, { byMail, leads });
    redirect(303, '/renewals/reminders?saved');
  },
};
