import type { IncomingHttpHeaders } from 'node:http';

/** The header from which the pages read who asks. What a client writes there itself is overwritten. */
export const CLIENT_HEADER = 'x-benchpath-client';

/**
 * Writes the network address that asks: that of the connection, or, behind so many proxies, the one that the outermost of
 * them was asked from. Each proxy adds to the end of X-Forwarded-For; what stands before that is the client's own word.
 */
export function setClient(
  headers: IncomingHttpHeaders,
  connection: string | undefined,
  proxies: number,
): void {
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const forwarded = proxies === 0 ? undefined : told.at(-proxies)?.trim();
  headers[CLIENT_HEADER] = forwarded || connection || 'unknown';
}
