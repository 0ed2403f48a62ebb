import { redirect } from '@sveltejs/kit';
import type { Accounts } from '#accounts/index.server.ts';
import { records } from '../app.server.ts';
import { tokenOf } from './cookie.server.ts';
import { withNext, type Asking } from './visit.server.ts';

/** The cookie that remembers which version of the browser's record its owner wanted to leave where it is. */
const APART_COOKIE = 'benchpath-apart';
const DAY = 60 * 60 * 24;

/** The record that was begun in this browser before signing in; null = none. */
export async function browsersRecord({ cookies }: Asking) {
  const token = tokenOf(cookies);
  const row = token ? await (await records()).load({ browser: token }) : null;
  return token && row ? { token, row } : null;
}

/** Remembers that the browser's record stays where it is, so that nobody is asked about it at each sign-in. */
export function leaveApart({ cookies, url }: Asking, version: number): void {
  const secure = url.protocol === 'https:';
  cookies.set(APART_COOKIE, String(version), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: 180 * DAY,
  });
}

/** After signing in: how to sign in next time, what becomes of the browser's record, and then where they wanted to go. */
export async function goOn(
  event: Asking,
  accounts: Accounts,
  person: string,
  next: string,
  asked: 'nothing' | 'keys' = 'nothing',
): Promise<never> {
  if (asked === 'nothing') {
    const keys = await accounts.account.keys({ id: person });
    if (!keys.password && keys.passkeys === 0) redirect(303, withNext('/account/keys', next));
  }
  const own = await browsersRecord(event);
  if (own && event.cookies.get(APART_COOKIE) !== String(own.row.version))
    redirect(303, withNext('/account/claim', next));
  redirect(303, next || '/account');
}
