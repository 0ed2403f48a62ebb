import { gunzipSync, gzipSync } from 'node:zlib';
import { failed, passed, skipped, type Check } from './checks.ts';
import { wordsCheck } from './context.ts';
import { momentOf } from './dates.ts';
import type { Pinned } from './keys.ts';
import { issuerOf, proofChecks } from './proof.server.ts';
import { readBadge } from './read.ts';
import { listed } from './schema.ts';
import { tokenChecks } from './token-proof.server.ts';
import { isJson, type Json } from './token.ts';

/** Places in a list: enough that a place says nothing about a person (Bitstring Status List §6.1). */
export const PLACES = 131_072;
/** A list that unpacks to more than 16 times the least is taken for a bomb. */
const MOST_BYTES = (PLACES / 8) * 16;

/** Gzip in multibase base64url; place 0 is the highest bit of the first byte (Bitstring Status List §3.2). */
export const encodeList = (bits: Uint8Array): string => `u${gzipSync(bits).toString('base64url')}`;

/** The bits of a list; null for a text that is none, is too short or unpacks to too much. */
export function decodeList(text: unknown): Uint8Array | null {
  if (typeof text !== 'string' || !/^u[\w-]+$/.test(text)) return null;
  try {
    const bits = gunzipSync(Buffer.from(text.slice(1), 'base64url'), { maxOutputLength: MOST_BYTES });
    return bits.length * 8 >= PLACES ? bits : null;
  } catch {
    return null;
  }
}

export const bitAt = (bits: Uint8Array, place: number): boolean =>
  ((bits[place >> 3]! >> (7 - (place & 7))) & 1) === 1;

/** An honest badge names one list, or one for each purpose; each costs a look into the database and a signature. */
const MOST_LISTS = 8;

/** The lists that a badge names, by address; of too many none, for nothing is then asked of them. */
export function listsNamedIn(credential: Json): string[] {
  const entries = listed(credential['credentialStatus']);
  if (entries.length > MOST_LISTS) return [];
  return entries.flatMap((entry) =>
    isJson(entry) && typeof entry['statusListCredential'] === 'string' ? [entry['statusListCredential']] : [],
  );
}

/** Whether the issuer took the badge back, by the lists on file. */
export async function statusChecks(credential: Json, pinned: Pinned, now: Date): Promise<Check[]> {
  const entries = listed(credential['credentialStatus']);
  if (entries.length === 0)
    return [passed('status', 'its issuer keeps no list on which it could be revoked')];
  if (entries.length > MOST_LISTS)
    return [failed('status', `it names more than ${MOST_LISTS} lists of revoked badges`)];
  const found: Check[] = [];
  for (const entry of entries)
    found.push(
      isJson(entry)
        ? await oneEntry(entry, credential, pinned, now)
        : failed('status', 'it names its list in a way that cannot be read'),
    );
  return found;
}

const DONE: { [purpose: string]: string } = { revocation: 'revoked', suspension: 'suspended' };

async function oneEntry(entry: Json, credential: Json, pinned: Pinned, now: Date): Promise<Check> {
  const { type, statusPurpose, statusListCredential, statusListIndex } = entry;
  const done = Object.hasOwn(DONE, String(statusPurpose)) ? DONE[String(statusPurpose)] : undefined;
  if (type !== 'BitstringStatusListEntry' || !done || (entry['statusSize'] ?? 1) !== 1)
    return skipped('status', `its list is of a kind that is not read here (${String(type).slice(0, 60)})`);
  const address = String(statusListCredential);
  const text = pinned.get(address);
  if (text === undefined)
    return skipped(
      'status',
      `the list of ${done} badges at ${address.slice(0, 200)} is not on file here, and nothing is fetched`,
    );
  const list = await soundList(text, address, issuerOf(credential), pinned, now);
  if ('check' in list) return list.check;
  if (!listed(list.subject['statusPurpose']).includes(statusPurpose))
    return failed('status', 'the list on file is kept for another purpose');
  const bits = decodeList(list.subject['encodedList']);
  const place = /^\d{1,9}$/.test(String(statusListIndex)) ? Number(statusListIndex) : Infinity;
  if (!bits || place >= bits.length * 8)
    return failed('status', 'the list on file cannot be read at the place of this badge');
  return bitAt(bits, place)
    ? failed('status', `it was ${done} by its issuer`)
    : passed('status', `it was not ${done}, by the list of ${list.day}`);
}

/** A list that its issuer signed and that still holds; or the check that says what is wrong with it. */
async function soundList(
  text: string,
  address: string,
  issuer: unknown,
  pinned: Pinned,
  now: Date,
): Promise<{ subject: Json; day: string } | { check: Check }> {
  const wrong = (reason: string) => ({ check: failed('status', reason) });
  const unsure = (reason: string) => ({ check: skipped('status', reason) });
  const read = readBadge(text);
  if ('problem' in read) return wrong('the list of revoked badges on file cannot be read');
  const { credential, token } = read;
  const subject = credential['credentialSubject'];
  if (credential['id'] !== address || !isJson(subject))
    return wrong('what is on file as the list of revoked badges is something else');
  if (issuerOf(credential) !== issuer)
    return wrong('the list of revoked badges on file is of another issuer');
  const { outcome } = wordsCheck(credential);
  if (outcome !== 'passed')
    return unsure('the words of the list of revoked badges on file are not known here');
  const proofs = await (token
    ? tokenChecks(token, credential, pinned, now)
    : proofChecks(credential, pinned, now));
  if (proofs.some((c) => c.outcome === 'failed'))
    return wrong('the list of revoked badges on file is not as its issuer signed it');
  if (proofs.some((c) => c.outcome === 'skipped'))
    return unsure('whether the list of revoked badges on file is its issuer’s could not be looked at');
  const [from, until] = [credential['validFrom'], credential['validUntil']].map(momentOf);
  if (credential['validUntil'] !== undefined && !(until! > now.getTime()))
    return unsure('the list of revoked badges on file is out of date');
  if (from === null || from === undefined)
    return wrong('the list of revoked badges on file does not say of when it is');
  return { subject, day: String(credential['validFrom']).slice(0, 10) };
}
