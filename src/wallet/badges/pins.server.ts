import { createHash } from 'node:crypto';
import type { Db } from '#storage/index.server.ts';
import { originOf } from './addresses.ts';
import type { Issuer } from './issuer.server.ts';
import { readBadge, LONGEST_BADGE } from './read.ts';
import type { StatusLists } from './status-lists.server.ts';
import { isJson, type Json } from './token.ts';

const ADDRESS = /^(did:web:|https:\/\/)\S{1,1900}$/;

/** Documents of others, brought by somebody who trusts them, and our own: what a check may look up. */
export function openPins(db: Db, issuer: Issuer, lists: StatusLists, clock: () => Date) {
  /** Our own are always of now, whatever somebody brought under their names. */
  const own = async (address: string, dids: readonly string[]): Promise<string | null> => {
    if (dids.includes(address)) return issuer.documentOf(address);
    const origins = dids.flatMap((did) => originOf(did) ?? []);
    const before = ['urn:uuid:', ...origins.map((origin) => `${origin}/status/`)];
    const start = before.find((each) => address.startsWith(each));
    const list = start === undefined ? null : await lists.signed(address.slice(start.length));
    return list && 'text' in list && list.address === address ? list.text : null;
  };

  return {
    /** What is on file under these addresses. */
    async at(addresses: readonly string[]): Promise<Map<string, string>> {
      const found = new Map<string, string>();
      if (addresses.length === 0) return found;
      const rows = await db
        .selectFrom('pinned_document')
        .select(['id', 'text'])
        .where('id', 'in', addresses)
        .execute();
      for (const { id, text } of rows) found.set(id, text);
      const dids = await issuer.dids();
      for (const address of addresses) {
        const text = await own(address, dids);
        if (text !== null) found.set(address, text);
      }
      return found;
    },

    /**
     * Puts a document on file: the DID document or profile of an issuer, or a list of revoked badges. It takes the place of
     * what was there under its name.
     */
    async pin(text: string): Promise<{ id: string; kind: 'issuer' | 'list' } | { problem: string }> {
      const read = documentIn(text);
      if (!read) return { problem: 'this is neither an issuer’s document nor a list of revoked badges' };
      const { id, kind } = read;
      const sha256 = createHash('sha256').update(text).digest('hex');
      const row = { id, kind, text, sha256, fetched_at: clock().toISOString() };
      await db
        .insertInto('pinned_document')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
      return { id, kind };
    },
  };
}

export type Pins = ReturnType<typeof openPins>;

function documentIn(text: string): { id: string; kind: 'issuer' | 'list' } | null {
  if (text.length > LONGEST_BADGE) return null;
  const document = jsonOrToken(text);
  const { id } = document ?? {};
  if (!document || typeof id !== 'string' || !ADDRESS.test(id)) return null;
  const subject = document['credentialSubject'];
  if (isJson(subject) && typeof subject['encodedList'] === 'string') return { id, kind: 'list' };
  return Array.isArray(document['verificationMethod']) || 'assertionMethod' in document
    ? { id, kind: 'issuer' }
    : null;
}

/** A DID document has contexts of its own, so it is not read as strictly as a badge. */
function jsonOrToken(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    const read = readBadge(text);
    return 'problem' in read ? null : read.credential;
  }
}
