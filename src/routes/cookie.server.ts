import type { Cookies } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { parseToken, TOKEN_COOKIE, type Token } from '#kernel/ids.ts';
import { keptDays } from '../app.server.ts';

const DAY = 60 * 60 * 24;
/** Browsers keep no cookie longer (RFC 6265bis, section 5.5). */
const LONGEST_DAYS = 400;

/** The name under which this browser's record is kept; null when it has none, or one that cannot be ours. */
export const tokenOf = (cookies: Cookies): Token | null => parseToken(cookies.get(TOKEN_COOKIE));

/** `as the record`: for as long as the record is kept; without end, as long as a browser will. */
export function giveToken(cookies: Cookies, token: Token, lasts: 'until closed' | 'as the record'): void {
  // Over plain http, as on one's own machine or in a school's network, a secure cookie would not come back.
  const secure = getRequestEvent().url.protocol === 'https:';
  const age = lasts === 'as the record' ? { maxAge: DAY * (keptDays() ?? LONGEST_DAYS) } : {};
  cookies.set(TOKEN_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, ...age });
}

/** Whose record a request is about: the person's who is signed in, else this browser's; null = neither. */
export function scopeOf(cookies: Cookies): Scope | null {
  const { person } = getRequestEvent().locals;
  if (person) return { person: person.id };
  const browser = tokenOf(cookies);
  return browser && { browser };
}

/** A scope of the record store whose token is known to be one. */
export type Scope = { browser: Token } | { person: string };

export const forgetToken = (cookies: Cookies): void => cookies.delete(TOKEN_COOKIE, { path: '/' });
