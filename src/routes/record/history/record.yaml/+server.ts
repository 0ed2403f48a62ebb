import { error } from '@sveltejs/kit';
import { pastOn } from '../past.server.ts';
import type { RequestHandler } from './$types';

/** The record as it was on a day (`?on=2026-05-31`), as a file. What cannot be read any more comes as it was kept. */
export const GET: RequestHandler = async ({ cookies, url }) => {
  const past = await pastOn(cookies, url.searchParams.get('on') ?? '');
  if (past.state === 'no day') error(400, 'Say the day in the address, such as ?on=2026-05-31.');
  if (past.state === 'nothing') error(404, 'Nothing was kept here yet on that day.');
  const kind = past.state === 'told' ? 'yaml' : 'json';
  return new Response(past.text, {
    headers: {
      'content-type': `application/${kind}; charset=utf-8`,
      'content-disposition': `attachment; filename="benchpath-record-${past.day}.${kind}"`,
      'cache-control': 'private, no-store',
    },
  });
};
