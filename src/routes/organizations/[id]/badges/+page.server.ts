import { error, fail, redirect } from '@sveltejs/kit';
import { OFFER_DAYS, type Offer } from '#wallet/badges.server.ts';
import { badges } from '../../../../app.server.ts';
import { readForm } from '../../../form.server.ts';
import { awarderOf } from './awarder.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const LONGEST_REASON = 500;
const day = (moment: string): string => moment.slice(0, 10);

const shown = ({ id, learner, award, by, state, offeredAt, until, badge, revoked }: Offer) => ({
  id,
  learner,
  name: award.name,
  by: by || 'a former member',
  state,
  on: day(offeredAt),
  until: day(until),
  page: badge && !badge.hidden ? `/badge/${badge.id}` : null,
  badge: badge?.id ?? null,
  revoked: revoked && { on: day(revoked.at), reason: revoked.reason },
});

export const load: PageServerLoad = async (event) => {
  const { organization } = await awarderOf(event);
  const offers = await (await badges()).offers.of(organization.id);
  return {
    id: organization.id,
    name: organization.name,
    offers: offers.map(shown),
    days: OFFER_DAYS,
    done: event.url.searchParams.get('done'),
  };
};

export const actions: Actions = {
  withdraw: async (event) => {
    const { organization } = await awarderOf(event);
    const offer = String((await readForm(event.request)).get('offer') ?? '');
    if (!(await (await badges()).offers.withdraw(organization.id, offer)))
      return fail(409, { problem: 'It is not on offer any more. Nothing was changed.' });
    redirect(303, `/organizations/${organization.id}/badges?done=withdrawn`);
  },

  revoke: async (event) => {
    const { organization } = await awarderOf(event);
    const form = await readForm(event.request);
    const [badge, reason] = ['badge', 'reason'].map((name) => String(form.get(name) ?? '').trim()) as [string, string]; // prettier-ignore
    if (reason === '' || reason.length > LONGEST_REASON)
      return fail(400, {
        problem: `Say in at most ${LONGEST_REASON} characters why: its holder has a right to know. Nothing was changed.`,
      });
    const revoked = await (await badges()).revoke(badge, reason, organization.id);
    if (revoked === null) error(404, 'This organization gave no such badge.');
    redirect(303, `/organizations/${organization.id}/badges?done=revoked`);
  },
};
