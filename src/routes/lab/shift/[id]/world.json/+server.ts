import { serialize } from '#laboratory/world/index.ts';
import { debriefAt } from '../debrief/debrief.server.ts';
import type { RequestHandler } from './$types';

/** The hidden world of a shift that is over, byte for byte as it was sealed when the shift opened. */
export const GET: RequestHandler = async (event) => {
  const { debrief } = await debriefAt(event);
  return new Response(serialize(debrief.world), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="world.json"',
      'cache-control': 'no-store',
    },
  });
};
