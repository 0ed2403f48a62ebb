import { error } from '@sveltejs/kit';
import { badges } from '../../../app.server.ts';
import { publicFile } from '../../badge/file.server.ts';
import type { RequestHandler } from './$types';

/** A list of revoked badges, signed: a bit for each place, and nothing about whose it is. */
export const GET: RequestHandler = async ({ params }) => {
  const list = await (await badges()).statusList(params.id);
  if (list === null) error(404, 'No list of this address is kept here.');
  if ('problem' in list) error(503, list.problem);
  return publicFile(list.text, 'application/vc');
};
