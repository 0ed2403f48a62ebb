import type { RandomBytes } from '#kernel/ids.ts';

/** Under which name an installation issues. */
export type Holder = { kind: 'did:web'; did: string } | { kind: 'did:key' };

const LOOPBACK = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/;

/**
 * did:web where there is a public https address: the method has no other (did:web §2.5.2). On one's own machine, or over
 * plain http, the name is the key itself.
 */
export const holderFor = (origin: URL | null): Holder =>
  origin?.protocol === 'https:' && !LOOPBACK.test(origin.hostname)
    ? { kind: 'did:web', did: `did:web:${origin.host.replaceAll(':', '%3A')}` }
    : { kind: 'did:key' };

/** The public address of a did:web of ours; null for a did:key. */
export const originOf = (did: string): string | null =>
  did.startsWith('did:web:') ? `https://${decodeURIComponent(did.slice('did:web:'.length))}` : null;

/** What an installation calls itself where it issues in no organization's name. */
export function ownName(did: string): string {
  const origin = originOf(did);
  return origin === null ? 'A private copy of Benchpath' : `Benchpath at ${new URL(origin).host}`;
}

/** Where a badge or a list of an issuer of ours is found: a web address, or a name without a place. */
export const addressFor = (did: string, what: 'badge' | 'status', id: string): string => {
  const origin = originOf(did);
  return origin === null ? `urn:uuid:${id}` : `${origin}/${what}/${id}`;
};

const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');

/** 16 bytes as a UUID of version 8, whose bits are the writer's own (RFC 9562 §5.8). */
export function uuidOf(bytes: Uint8Array): string {
  const own = bytes.slice(0, 16);
  own[6] = (own[6]! & 0x0f) | 0x80;
  own[8] = (own[8]! & 0x3f) | 0x80;
  return hex(own).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A name that nobody can guess: 122 bits of chance. */
export const newUuid = (random: RandomBytes): string => uuidOf(random(16));

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
