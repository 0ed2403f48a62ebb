// Badges from elsewhere, as a school or a laboratory gives them, made and signed by the tests.
import {
  claimsOf,
  issuerOf,
  jwkOf,
  signed,
  token,
  unsigned,
  type Doc,
} from '../../../src/wallet/testing/badges.server.ts';

/** A badge of another issuer. Without a list of revoked badges unless `change` names one, so that all can be looked at here. */
export async function badgeFrom(seed: number, name: string, change: Doc = {}): Promise<string> {
  const issuer = await issuerOf(seed);
  const badge: Doc = { ...unsigned(issuer.id), credentialStatus: undefined, ...change };
  badge['credentialSubject'] = structuredClone(badge['credentialSubject']);
  badge['credentialSubject'].achievement.name = name;
  return JSON.stringify(await signed(badge, issuer));
}

/** The same as a signed token. */
export async function tokenFrom(seed: number): Promise<string> {
  const issuer = await issuerOf(seed);
  const claims = claimsOf({ ...unsigned(issuer.id), credentialStatus: undefined });
  return token(claims, await jwkOf(issuer), { alg: 'EdDSA', kid: issuer.key.id });
}
