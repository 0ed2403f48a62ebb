/** Badges as signed tokens (Open Badges 3.0 §8.2, a compact JWS): taken apart here, checked in `token-proof.server.ts`. */
export type Json = { [key: string]: unknown };
export type Token = { text: string; header: Json; claims: Json };

const LOOKS = /^[\w-]+\.[\w-]+\.[\w-]*$/;
/** Claims of the token itself (RFC 7519 §4.1), which are no part of the badge. */
const OF_THE_TOKEN = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'vc']);

export const isToken = (text: string): boolean => LOOKS.test(text);

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Base64url has spare bits at the end, so that one signature could be spelled in many ways: only one of them is taken. */
function decoded(part: string): Uint8Array | null {
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const again = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    return again === part ? Uint8Array.from(binary, (c) => c.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

function jsonIn(part: string): Json | null {
  const bytes = decoded(part);
  if (!bytes) return null;
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

/** A token taken apart; null when its parts are not what a token's are. Says nothing about who signed it. */
export function readToken(text: string): Token | null {
  const [head = '', body = '', signature = ''] = text.split('.');
  const [header, claims] = [jsonIn(head), jsonIn(body)];
  return header && claims && decoded(signature) ? { text, header, claims } : null;
}

const momentOf = (seconds: unknown): string | undefined =>
  typeof seconds === 'number' && Math.abs(seconds) < 8.64e12
    ? new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
    : undefined;

/**
 * The badge in a token: the claims themselves (VC 2.0), or those in `vc`, which may leave out what the token's own claims
 * say (VC 1.1 §6.3.1).
 */
export function badgeInToken({ claims }: Token): Json {
  const { vc } = claims;
  if (!isJson(vc))
    return Object.fromEntries(Object.entries(claims).filter(([key]) => !OF_THE_TOKEN.has(key)));
  const { iss, jti, sub } = claims;
  const subject = vc['credentialSubject'];
  const implied: Json = {
    issuer: iss,
    id: jti,
    issuanceDate: momentOf(claims['nbf']),
    expirationDate: momentOf(claims['exp']),
  };
  const filled = { ...Object.fromEntries(Object.entries(implied).filter(([, v]) => v !== undefined)), ...vc };
  if (!isJson(subject) || sub === undefined) return filled;
  return { ...filled, credentialSubject: { id: sub, ...subject } };
}
