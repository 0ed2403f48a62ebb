import type { Cookies } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { parseToken, TOKEN_COOKIE, type Token } from '#kernel/ids.ts';

const HALF_A_YEAR = 60 * 60 * 24 * 180;

/** The name under which this browser's record is kept; null when it has none, or one that cannot be ours. */
export const tokenOf = (cookies: Cookies): Token | null => parseToken(cookies.get(TOKEN_COOKIE));

export function giveToken(cookies: Cookies, token: Token, lasts: 'until closed' | 'half a year'): void {
  // Over plain http, as on one's own machine or in a school's network, a secure cookie would not come back.
  const secure = getRequestEvent().url.protocol === 'https:';
  const age = lasts === 'half a year' ? { maxAge: HALF_A_YEAR } : {};
  cookies.set(TOKEN_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, ...age });
}

export const forgetToken = (cookies: Cookies): void => cookies.delete(TOKEN_COOKIE, { path: '/' });
