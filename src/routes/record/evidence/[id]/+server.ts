import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { evidence, records } from '../../../../app.server.ts';
import { scopeOf } from '../../../cookie.server.ts';
import type { RequestHandler } from './$types';

/** A file of evidence, to the owner of its record alone; to anybody else there is none. */
export const GET: RequestHandler = async ({ cookies, params }) => {
  const scope = scopeOf(cookies);
  const record = scope && (await (await records()).load(scope));
  const found = record && (await (await evidence()).open(record.id, params.id));
  if (!found) error(404, 'There is no such file here.');
  const { name, media, bytes } = found.evidence;
  return new Response(Readable.toWeb(found.stream) as ReadableStream, {
    headers: {
      'content-type': media,
      'content-length': String(bytes),
      // Shown in the page's own place or saved, never run: a picture can carry a script as a comment.
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};
