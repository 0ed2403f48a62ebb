import { logOf } from '#laboratory/shift/index.ts';
import { debriefAt } from '../debrief/debrief.server.ts';
import type { RequestHandler } from './$types';

/** What was done in a shift that is over, with its seed: `benchpath lab replay` plays it anew. */
export const GET: RequestHandler = async (event) => {
  const { running } = await debriefAt(event);
  return new Response(`${JSON.stringify(logOf(running.shift), null, 2)}\n`, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="log.json"',
      'cache-control': 'no-store',
    },
  });
};
