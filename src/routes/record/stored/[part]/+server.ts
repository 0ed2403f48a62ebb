import { error } from '@sveltejs/kit';
import { storedFor } from '../../../record.server.ts';
import type { RequestHandler } from './$types';

const PARTS = { 'record.json': 'record', 'answers.json': 'answers' } as const;

/** What is stored and cannot be read, word for word: its owner may need it, and whoever mends it. */
export const GET: RequestHandler = async ({ cookies, params }) => {
  const part = Object.hasOwn(PARTS, params.part) ? PARTS[params.part as keyof typeof PARTS] : null;
  const stored = await storedFor(cookies);
  if (part === null || stored.state !== 'unread')
    error(404, 'Nothing that cannot be read is stored here for this browser.');
  return new Response(stored.texts[part], {
    headers: {
      // Whatever it holds, a browser shall not take it for a page.
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="benchpath-stored-${params.part}"`,
      'cache-control': 'private, no-store',
    },
  });
};
