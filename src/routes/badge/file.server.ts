import { error } from '@sveltejs/kit';
import type { IssuedBadge } from '#wallet/badges.server.ts';
import { badges } from '../../app.server.ts';

/** The badge of an address, or the page that says that there is none. */
export async function badgeAt(id: string): Promise<IssuedBadge> {
  const issued = await (await badges()).issued(id);
  // Whoever looks does not learn whether there is one that its holder does not show.
  if (!issued || issued.hidden)
    error(404, 'No badge is shown at this address. Its holder may have hidden or deleted it.');
  return issued;
}

/**
 * A public file. Any site may read it, as checking a badge elsewhere asks for; opened as a page of its own it can do nothing.
 * Asked for anew each time, because a badge can be revoked.
 */
export const publicFile = (body: string | Uint8Array<ArrayBuffer>, type: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
  });
