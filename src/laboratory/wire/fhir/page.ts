/**
 * Where a page begins. `upTo`: the last arrival that the first page knew, so that what comes in later belongs to the next
 * search, not to this one. `after`: sort key and arrival of the last entry shown.
 */
export type Place = { upTo: number; sort: string; after: { key: string | number | null; arrival: number } };

/** The place as a token for a link. It holds no secret; one that was tampered with is refused or shows what a search would. */
export const writeToken = ({ upTo, sort, after }: Place): string =>
  [...new TextEncoder().encode(JSON.stringify([upTo, sort, after.key, after.arrival]))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

export function readToken(token: string): Place | null {
  if (!/^(?:[0-9a-f]{2}){1,2000}$/.test(token)) return null;
  const bytes = Uint8Array.from(token.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!Array.isArray(read) || read.length !== 4) return null;
    const [upTo, sort, key, arrival] = read as unknown[];
    const keyed = key === null || typeof key === 'string' || typeof key === 'number';
    if (!Number.isSafeInteger(upTo) || !Number.isSafeInteger(arrival) || typeof sort !== 'string' || !keyed) return null;
    return { upTo: upTo as number, sort, after: { key, arrival: arrival as number } };
  } catch {
    return null;
  }
} // prettier-ignore
