import { fail } from '@sveltejs/kit';
import { readName } from '#accounts/index.ts';
import { MOST_OFFERS, OFFER_DAYS } from '#wallet/badges.server.ts';
import { app, badges } from '../../../../../app.server.ts';
import { readForm } from '../../../../form.server.ts';
import { awarderOf } from '../awarder.server.ts';
import { awardIn, type Sent } from './given.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { organization, person } = await awarderOf(event);
  return {
    id: organization.id,
    name: organization.name,
    days: OFFER_DAYS,
    // Nobody gives a badge to themselves.
    members: organization.members
      .filter((member) => member.person !== person.id)
      .map((member) => ({ value: member.person, label: member.name || (member.email ?? 'No name told') })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { organization, person, origin } = await awarderOf(event);
    const form = await readForm(event.request);
    const sent: Sent = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    const member = organization.members.find((each) => each.person === sent['member'] && each.person !== person.id); // prettier-ignore
    const learner = readName(sent['learner'] ?? '') || (member ? member.name : null);
    const read = awardIn(sent, app().clock().toISOString().slice(0, 10));
    const wrong: Sent = {
      ...('wrong' in read ? read.wrong : {}),
      ...(sent['member'] && !member ? { member: 'Choose a member, or nobody.' } : {}),
      ...(learner ? {} : { learner: 'Give a name of at most 80 characters.' }),
    };
    if (!('award' in read) || !learner || Object.keys(wrong).length > 0) return fail(400, { sent, wrong });
    const made = await (
      await badges()
    ).offers.make({
      organization: organization.id,
      by: person,
      award: read.award,
      learner,
      member: member?.person ?? null,
    });
    if (made === null)
      return fail(409, {
        sent,
        wrong: { name: `${MOST_OFFERS} badges wait for an answer. Take some of them back first.` },
      });
    return { link: `${origin}/wallet/offer/${made.token}`, learner, waits: member !== undefined };
  },
};
