import { error, fail, redirect } from '@sveltejs/kit';
import { longDate } from '#kernel/when.ts';
import { badges } from '../../../../app.server.ts';
import { readForm } from '../../../form.server.ts';
import { accountsAt } from '../../../visit.server.ts';
import { begunRecord, recordIdOf } from '../../kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const offered = await (await badges()).offers.look(params.key, locals.person);
  return {
    here: url.pathname,
    accounts: accountsAt(url),
    person: locals.person && { name: locals.person.name, email: locals.person.email },
    offered: offered && {
      from: offered.organization.name,
      learner: offered.learner,
      on: longDate(offered.offeredAt.slice(0, 10)),
      award: offered.award,
    },
  };
};

export const actions: Actions = {
  accept: async ({ request, cookies, params, locals }) => {
    const form = await readForm(request);
    const { offers, brought } = await badges();
    if (!(await offers.look(params.key, locals.person))) return fail(400, { over: true });
    const record = await begunRecord(cookies);
    // The address is the account's own, which a letter proved; nobody ties a badge to somebody else's.
    const email = form.get('email') === 'yes' ? (locals.person?.email ?? null) : null;
    const made = await offers.accept(params.key, locals.person, record, {
      name: form.get('name') === 'yes',
      email,
    });
    if (made === null) return fail(400, { over: true });
    if ('problem' in made)
      error(503, 'The badge could not be signed. Whoever runs this site must mend its key.');
    const kept = (await brought.all(record)).find((each) => each.text === made.text);
    redirect(303, kept ? `/wallet/badges/${kept.id}?done=accepted` : '/wallet/badges');
  },

  decline: async ({ request, cookies, params, locals }) => {
    await readForm(request);
    const done = await (await badges()).offers.decline(params.key, locals.person);
    if (!done) return fail(400, { over: true });
    if ((await recordIdOf(cookies)) === null) return { declined: true };
    redirect(303, '/wallet/badges?done=declined');
  },
};
