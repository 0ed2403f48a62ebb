import { feedOf } from '#renewals/index.ts';
import { app } from '../../../app.server.ts';
import { personOf } from '../person.server.ts';
import type { RequestHandler } from './$types';

/** The days to keep as a calendar file. */
export const GET: RequestHandler = async ({ cookies, url }) => {
  const { days } = await personOf(cookies);
  const file = feedOf(days, app().clock().toISOString(), `${url.origin}/renewals`);
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="benchpath-deadlines.ics"',
      'cache-control': 'private, no-store',
    },
  });
};
