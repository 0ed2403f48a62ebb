import { unwell } from '../../app.server.ts';
import type { RequestHandler } from './$types';

/** Asked by a proxy before several servers: 200 while this one can answer, 503 with a sentence while it cannot. */
export const GET: RequestHandler = async () => {
  const why = await unwell();
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(`${why ?? 'well'}\n`, { status: why === null ? 200 : 503, headers });
};
