import { fail, redirect } from '@sveltejs/kit';
import { longDate } from '#kernel/when.ts';
import { MOST_FEEDS } from '#renewals/feeds.server.ts';
import { opened } from '../../../app.server.ts';
import { readForm } from '../../form.server.ts';
import { recordId } from '../person.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const NO_RECORD = 'A calendar needs days, and no record is kept yet. Tell something of yourself first.';
const FULL = `There may be ${MOST_FEEDS} addresses at once. Close one that you no longer use.`;

export const load: PageServerLoad = async ({ cookies, url, locals }) => {
  const record = await recordId(cookies);
  const list = record === null ? [] : await (await opened()).feeds.list(record);
  return {
    begun: record !== null,
    closed: url.searchParams.get('done') === 'closed',
    feeds: list.map(({ id, madeAt }) => ({
      id,
      // Addresses that were made on one day are told apart by the minute.
      made: `${longDate(madeAt.slice(0, 10))}, ${madeAt.slice(11, 16)} UTC`,
    })),
    account: locals.person !== null,
    ours: process.env['BENCHPATH_SERVES'] !== 'others',
  };
};

export const actions: Actions = {
  make: async ({ request, cookies, url }) => {
    await readForm(request);
    const record = await recordId(cookies);
    if (record === null) return fail(400, { problem: NO_RECORD });
    const secret = await (await opened()).feeds.make(record);
    if (secret === null) return fail(400, { problem: FULL });
    return { address: `${url.origin}/renewals/calendar/${secret}.ics` };
  },
  close: async ({ request, cookies }) => {
    const id = String((await readForm(request)).get('id') ?? '');
    const record = await recordId(cookies);
    // One that is closed already, or somebody else's, is not on the list that the answer shows.
    if (record !== null) await (await opened()).feeds.revoke(record, id);
    redirect(303, '/renewals/calendar?done=closed');
  },
};
