import { from } from '@digitalbazaar/ed25519-multikey';
import { compactVerify, importJWK, type JWK } from 'jose';
import { failed, passed, skipped, type Check } from './checks.ts';
import { momentOf } from './dates.ts';
import { keyOf, type Pinned } from './keys.ts';
import { issuerCheck, issuerOf } from './proof.server.ts';
import { isJson, type Json, type Token } from './token.ts';

/** The signatures that are taken. `none`, and those that a shared secret makes, are not among them. */
const ALGORITHMS = ['RS256', 'EdDSA', 'Ed25519', 'ES256'];

/** The signature of a token, who made it, and whether the token's own claims say what the badge says. */
export async function tokenChecks(
  token: Token,
  credential: Json,
  pinned: Pinned,
  now: Date,
): Promise<Check[]> {
  const { header } = token;
  const { alg, kid } = header;
  const claims = claimChecks(token.claims, credential);
  if (typeof alg !== 'string' || !ALGORITHMS.includes(alg))
    return [...claims, failed('proof', `a signature of the kind ${String(alg).slice(0, 20)} proves nothing`)];
  const issuer = issuerOf(credential);
  if (typeof kid === 'string') {
    // A bare name means a key of the issuer.
    const key = keyOf(kid.includes(':') ? kid : `${String(issuer)}#${kid.replace(/^#/, '')}`, pinned, now);
    if ('absent' in key) return [...claims, skipped('proof', key.absent)];
    if ('refused' in key) return [...claims, failed('proof', key.refused)];
    const proof = await verify(token, alg, await jwkOf(key.method));
    return [...claims, proof, ...(proof.outcome === 'passed' ? [issuerCheck(issuer, key.holder)] : [])];
  }
  const brought = header['jwk'];
  if (!isJson(brought)) return [...claims, failed('proof', 'it does not say with which key it was signed')];
  if ('d' in brought)
    return [
      ...claims,
      failed('proof', 'it gives away the secret half of its key, so anybody can sign with it'),
    ];
  const proof = await verify(token, alg, brought);
  const who = skipped('issuer', 'its key came with the badge itself, which does not show whose key it is');
  return [...claims, proof, who];
}

async function jwkOf(method: Json): Promise<Json | null> {
  if (isJson(method['publicKeyJwk'])) return method['publicKeyJwk'];
  try {
    const { publicKey } = await (await from(method)).export({ publicKey: true, raw: true });
    return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
  } catch {
    return null;
  }
}

async function verify(token: Token, alg: string, jwk: Json | null): Promise<Check> {
  if (!jwk || 'd' in jwk) return failed('proof', 'the key on file cannot be used');
  try {
    // Dates are looked at apart from this, with words of their own.
    await compactVerify(token.text, await importJWK(jwk as JWK, alg), { algorithms: ALGORITHMS });
    return passed('proof', 'nothing was changed since it was signed');
  } catch {
    return failed('proof', 'the signature does not fit: something was changed, or another key signed');
  }
}

/** What a token says of itself must be what the badge in it says (Open Badges 3.0 §8.2.2). */
function claimChecks(claims: Json, credential: Json): Check[] {
  const subject = credential['credentialSubject'];
  const same: [string, unknown][] = [
    ['iss', issuerOf(credential)],
    ['jti', credential['id']],
    ['sub', isJson(subject) ? subject['id'] : undefined],
  ];
  const other = same.find(([name, own]) => claims[name] !== undefined && claims[name] !== own);
  if (other) return [failed('issuer', `what the token says in "${other[0]}" is not what the badge says`)];
  const dates: [string, unknown][] = [
    ['nbf', credential['validFrom'] ?? credential['issuanceDate']],
    ['exp', credential['validUntil'] ?? credential['expirationDate']],
  ];
  const late = dates.find(([name, own]) => claims[name] !== undefined && claims[name] !== secondOf(own));
  if (late) return [failed('dates', `what the token says in "${late[0]}" is not what the badge says`)];
  return [];
}

const secondOf = (moment: unknown): number | null => {
  const ms = momentOf(moment);
  return ms === null ? null : Math.floor(ms / 1000);
};
