/**
 * Opaque tokens: names that nobody can guess. Chance comes in through the door, so that tests can repeat
 * a run. A token is a secret; whoever stores one keeps only its SHA-256.
 */

/** A source of chance: `count` bytes. The product hands in `crypto.randomBytes`. */
export type RandomBytes = (count: number) => Uint8Array;

declare const token: unique symbol;
/** 256 bits as 43 characters of base64url (RFC 4648 §5, no padding): safe in a cookie and in an address. */
export type Token = string & { readonly [token]: true };

/** A new token from 32 bytes of chance. */
export function newToken(random: RandomBytes): Token {
  const binary = String.fromCharCode(...random(32));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') as Token;
}

// The last character carries only 4 of its 6 bits, so that one token has one spelling.
const TOKEN = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** The cookie in which a browser brings its token. */
export const TOKEN_COOKIE = 'benchpath';

/** A token from outside (a cookie, an address), or null where the text cannot be one. */
export const parseToken = (text: unknown): Token | null =>
  typeof text === 'string' && TOKEN.test(text) ? (text as Token) : null;
