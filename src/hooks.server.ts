import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { app, refusalOf, sendWhatWaits } from './app.server.ts';
import { tokenOf } from './routes/cookie.server.ts';
import { personOf } from './routes/visit.server.ts';

/** Reads the content before the first visitor comes; broken content stops the start, not a page. */
export const init: ServerInit = () => {
  app();
  sendWhatWaits();
};

const PERSONAL =
  /^\/(start|plan|record|changes|renewals|wallet|lab|account|organizations|join|sign-in|sign-up|sign-out|reset)?(\/|$)/;

/**
 * On a shared computer, going back after "Delete it now" or "Sign out" must not show what was there. Every page names the person
 * who is signed in, and any page may speak of the record of a browser that brings one.
 */
export const handle: Handle = async ({ event, resolve }) => {
  event.locals.person = await personOf(event);
  const response = await resolve(event);
  const known = event.locals.person !== null || tokenOf(event.cookies) !== null;
  const personal = known || (event.route.id && PERSONAL.test(event.route.id));
  // Some answers say more than that by themselves.
  if (personal && !response.headers.get('Cache-Control')?.includes('no-store'))
    response.headers.set('Cache-Control', 'no-store');
  return response;
};

/** A store that cannot be used is told in its own sentence; a bug is logged, and told as one. */
export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind !== 'unknown') return;
  const refusal = refusalOf(error);
  if (refusal === null) console.error(error);
  else return { message: refusal, status: 503 };
};
