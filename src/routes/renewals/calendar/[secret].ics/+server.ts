import { limits } from '#accounts/index.ts';
import { feedOf, stand } from '#renewals/index.ts';
import { keptIn } from '#renewals/kept.server.ts';
import { app, opened } from '../../../../app.server.ts';
import { ground } from '../../ground.server.ts';
import type { RequestHandler } from './$types';

/** Nothing between us and a calendar program keeps what it read: a revoked address is to be empty at once. */
const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' };
const plain = (text: string, status: number, more: { [name: string]: string } = {}) =>
  new Response(`${text}\n`, {
    status,
    headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...more },
  });

/**
 * The days of one record for a calendar program, which brings no cookie: the secret in the address is all it has. Whatever
 * opens nothing is answered alike. Who asks for many such addresses is refused for a while, whatever they ask for.
 */
export const GET: RequestHandler = async ({ params, url, getClientAddress }) => {
  const { db, activities, feeds, attempts } = await opened();
  const limit = limits.calendar(getClientAddress());
  const tried = await attempts.take(limit);
  if (!tried.ok) {
    const seconds = Math.max(1, Math.ceil((Date.parse(tried.until) - Date.now()) / 1000));
    return plain('Too many addresses that open nothing. Try again later.', 429, {
      'retry-after': String(seconds),
    });
  }
  const record = await feeds.recordOf(params.secret);
  const kept = record === null ? null : await keptIn(db, activities, record);
  if (kept === null) return plain('There is no calendar at this address.', 404);
  await attempts.giveBack(limit);
  // An empty calendar would take every day out of the person's own; after an error it stays as it was.
  if (kept === 'unread')
    return plain(`The record cannot be read at the moment. Open ${url.origin}/record to mend it.`, 503);
  const { days } = stand(kept, ground(), app().today());
  return new Response(feedOf(days, app().clock().toISOString(), `${url.origin}/renewals`), {
    headers: { ...HEADERS, 'content-type': 'text/calendar; charset=utf-8' },
  });
};
