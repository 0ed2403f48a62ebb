import { error } from '@sveltejs/kit';
import { badges } from '../../../app.server.ts';
import { publicFile } from '../../badge/file.server.ts';
import type { RequestHandler } from './$types';

/** The keys with which this installation signs badges (did:web). */
export const GET: RequestHandler = async () => {
  const document = await (await badges()).didDocument();
  if (document === null)
    error(
      404,
      'This copy of Benchpath has no public https address, so its badges are signed with a did:key.',
    );
  return publicFile(document, 'application/json; charset=utf-8');
};
