import { momentOf } from './dates.ts';
import { isJson, type Json } from './token.ts';

/**
 * Documents of issuers and lists of revoked badges that are on file, as text by their address: `did:web:HOST`,
 * `https://…`. Nothing else is looked up while a badge is checked.
 */
export type Pinned = ReadonlyMap<string, string>;

/** A key that its holder lets sign claims; or why there is none: `absent` = not on file, `refused` = its holder says no. */
export type FoundKey = { method: Json; holder: string } | { absent: string } | { refused: string };

const MULTIKEY = 'https://w3id.org/security/multikey/v1';
const DID_KEY = /^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]{44})(?:#(z\w+))?$/;

/** The name before `#`: whoever holds the key. */
export const holderOf = (method: string): string => method.split('#')[0]!;

/**
 * Looks up a key by its address. A `did:key` is its own document, unless one is on file (ours, of a key that was lost); all
 * others are looked up among those on file.
 */
export function keyOf(id: string, pinned: Pinned, now: Date): FoundKey {
  const holder = holderOf(id);
  const document = documentAt(holder, pinned);
  if (holder.startsWith('did:key:') && !document) {
    const [, key, fragment] = DID_KEY.exec(id) ?? [];
    if (!key || (fragment && fragment !== key))
      return { absent: 'its key is of a kind that is not read here' };
    const method = {
      '@context': MULTIKEY,
      id,
      type: 'Multikey',
      controller: holder,
      publicKeyMultibase: key,
    };
    return { method, holder };
  }
  if (!document)
    return { absent: `the keys of ${holder.slice(0, 200)} are not on file here, and nothing is fetched` };
  const whole = (name: unknown) => (typeof name === 'string' && name.startsWith('#') ? holder + name : name);
  const isIt = (each: unknown): each is Json => isJson(each) && whole(each['id']) === id;
  const may = [document['assertionMethod'] ?? []].flat();
  if (!may.some((each) => whole(each) === id || isIt(each)))
    return { refused: `${holder.slice(0, 200)} does not let this key sign badges, or does so no longer` };
  const method = [...may, ...[document['verificationMethod'] ?? []].flat()].find(isIt);
  if (!method) return { absent: 'the key is named but not given in what is on file of its holder' };
  if ((method['controller'] ?? holder) !== holder) return { refused: 'the key belongs to somebody else' };
  for (const end of [method['revoked'], method['expires']])
    if (end !== undefined && !((momentOf(end) ?? 0) > now.getTime()))
      return { refused: 'the key was withdrawn by its holder' };
  // Some publish a key without the context that the library asks for.
  return {
    method: { ...method, id, ...(method['type'] === 'Multikey' ? { '@context': MULTIKEY } : {}) },
    holder,
  };
}

/** The document under an address; null where there is none, or one that calls itself otherwise. */
function documentAt(address: string, pinned: Pinned): Json | null {
  const text = pinned.get(address);
  if (text === undefined) return null;
  try {
    const document: unknown = JSON.parse(text);
    return isJson(document) && document['id'] === address ? document : null;
  } catch {
    return null;
  }
}
