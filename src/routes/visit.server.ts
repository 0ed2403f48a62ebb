import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Accounts, Limited, Session, Visit } from '#accounts/index.server.ts';
import type { Person } from '#kernel/person.ts';
import { accounts } from '../app.server.ts';

/** What pages need of a request; the same for pages, actions and hooks, whatever their route. */
export type Asking = Pick<RequestEvent, 'url' | 'request' | 'cookies' | 'locals' | 'getClientAddress'>;

const NO_NAME =
  'Accounts are switched off, because this server does not know the address that people use to reach it: whoever runs it must set ORIGIN to that address, for example https://bench.example. Everything else works without an account.';

const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether there are accounts at the address of a request. The small server says whether it knows its own name; where nobody
 * said it (`vite dev`), this machine's names will do.
 */
export const accountsAt = (url: URL): boolean => {
  const named = process.env['BENCHPATH_NAMED'];
  return named === undefined ? THIS_MACHINE.test(url.hostname) : named === 'yes';
};

/** Browsers make passkeys for names, not for numbers. */
export const passkeysAt = (url: URL): boolean => !/^(\d+\.){3}\d+$|^\[/.test(url.hostname);

const visitOf = (event: Asking): Visit => ({
  origin: event.url.origin,
  headers: event.request.headers,
  client: event.getClientAddress(),
  cookies: event.cookies,
});

/** With and without https the cookie of a session has different names (`__Host-` is the browsers' own rule). */
const hasSession = ({ cookies }: Asking): boolean =>
  ['benchpath.session_token', '__Host-benchpath.session_token'].some((name) => cookies.get(name));

/** Who is signed in. Asks no database where the browser brings no session. */
export async function personOf(event: Asking): Promise<Person | null> {
  if (!hasSession(event) || !accountsAt(event.url)) return null;
  return (await (await accounts()).signIn.session(visitOf(event)))?.person ?? null;
}

export type Here = { accounts: Accounts; visit: Visit };

/** The accounts, for a page that is about them. */
export async function accountsFor(event: Asking): Promise<Here> {
  if (!accountsAt(event.url)) error(503, NO_NAME);
  return { accounts: await accounts(), visit: visitOf(event) };
}

/** The same for a page of somebody who is signed in; others sign in first and come back. */
export async function signedIn(event: Asking): Promise<Here & { person: Person }> {
  const here = await accountsFor(event);
  const { person } = event.locals;
  if (!person) redirect(303, withNext('/sign-in', event.url.pathname + event.url.search));
  return { ...here, person };
}

/** The same for what changes how somebody signs in: null where they signed in too long ago for that. */
export async function freshlySignedIn(event: Asking): Promise<(Here & { session: Session }) | null> {
  const { accounts, visit } = await signedIn(event);
  const session = await accounts.signIn.session(visit);
  return session?.fresh ? { accounts, visit, session } : null;
}

const NOWHERE = 'http://nowhere.invalid';
const LONGEST_PATH = 300;

/** A path of our own out of an address, so that nobody is sent elsewhere after signing in; empty where it is none. */
export function ownPath(text: string | null): string {
  if (!text?.startsWith('/') || text.length > LONGEST_PATH) return '';
  const url = URL.parse(text, NOWHERE);
  return url?.origin === NOWHERE && !url.pathname.startsWith('//') ? url.pathname + url.search : '';
}

export const withNext = (path: string, next: string): string =>
  next === '' ? path : `${path}?next=${encodeURIComponent(next)}`;

const MINUTE_MS = 60_000;

/** The sentence for somebody who tried too often. */
export function tooMany({ until }: Limited): string {
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / MINUTE_MS));
  return `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`;
}

/** The same for letters. Who is kept out because somebody else had letters sent to them finds a way in among those. */
export const tooManyLetters = (limited: Limited): string =>
  `${tooMany(limited)} Links that came in the last hour still work: look in your mail.`;
