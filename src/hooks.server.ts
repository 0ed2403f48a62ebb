import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { app, refusalOf } from './app.server.ts';

/** Reads the content before the first visitor comes; broken content stops the start, not a page. */
export const init: ServerInit = () => {
  app();
};

const PERSONAL = /^\/(start|plan|record|wallet|account)?(\/|$)/;

/** On a shared computer, going back after "Delete it now" must not show what was deleted. */
export const handle: Handle = async ({ event, resolve }) => {
  event.locals.person = null;
  const response = await resolve(event);
  if (event.route.id && PERSONAL.test(event.route.id)) response.headers.set('Cache-Control', 'no-store');
  return response;
};

/** A store that cannot be used is told in its own sentence; a bug is logged, and told as one. */
export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind !== 'unknown') return;
  const refusal = refusalOf(error);
  if (refusal === null) console.error(error);
  else return { message: refusal, status: 503 };
};
