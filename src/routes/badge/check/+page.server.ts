import { fail } from '@sveltejs/kit';
import { badgeIn, checkOne } from '../checking.server.ts';
import { badgeView, checksView, HEADLINE } from '../view.ts';
import type { Actions } from './$types';

export const csr = false;

export const actions: Actions = {
  default: async (event) => {
    const sent = await badgeIn(event.request);
    if ('wrong' in sent) return fail(400, sent);
    const found = await checkOne(event, sent.given);
    if ('tooMany' in found) return fail(429, { tooMany: found.tooMany });
    const { verdict, checks, badge } = found;
    return {
      found: { headline: HEADLINE[verdict], checks: checksView(checks), badge: badge && badgeView(badge) },
    };
  },
};
