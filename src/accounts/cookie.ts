/**
 * What the names of our cookies begin with. Over https browsers take a `__Host-` cookie only from this very host, for all its
 * paths (RFC 6265bis, section 4.1.3.2): no neighbor under the same domain can put one of theirs in its place.
 */
export const cookiePrefix = (origin: string): string =>
  origin.startsWith('https:') ? '__Host-benchpath' : 'benchpath';
