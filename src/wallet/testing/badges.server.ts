// Badges of the tests' own making: an issuer with a key, a good badge, and ways to spoil it. Nothing of 1EdTech's is copied.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { from, generate, type KeyPair } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { SignJWT, type JWK, type JWTHeaderParameters, type CryptoKey } from 'jose';
import signatures from 'jsonld-signatures';
import { CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES } from '../badges/context.ts';
import { loaderOf } from '../badges/loader.server.ts';
import { encodeList, PLACES } from '../badges/status.server.ts';
import { verifyBadge } from '../badges/verify.server.ts';

export type Doc = { [key: string]: any };
export type Issuer = { id: string; key: KeyPair; document: Doc };

export const NOW = new Date('2026-06-01T12:00:00Z');
export const LIST = 'https://lakeside.example/status/1';
const SIGNED = new Date('2026-01-02T00:00:00Z');

/** The same key for the same number, so that a failure can be repeated. @param id as whom it signs; a did:key unless given */
export async function issuerOf(seed: number, id?: string): Promise<Issuer> {
  const { publicKeyMultibase, ...made } = await generate({ seed: new Uint8Array(32).fill(seed) });
  const holder = id ?? `did:key:${publicKeyMultibase}`;
  const exported = await made.export({ publicKey: true, secretKey: true });
  const key = await from({ ...exported, id: `${holder}#${publicKeyMultibase}`, controller: holder });
  const method = { id: key.id, type: 'Multikey', controller: holder, publicKeyMultibase };
  return {
    id: holder,
    key,
    document: { id: holder, verificationMethod: [method], assertionMethod: [key.id] },
  };
}

/** A badge that nobody signed yet. */
export const unsigned = (issuer: string): Doc => ({
  '@context': [CREDENTIALS_V2, OPEN_BADGES],
  id: 'urn:uuid:6e0b1e50-0c7a-4c0e-9e0c-0f8c3c3f7a10',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Blood bank, week 3',
  issuer: { id: issuer, type: ['Profile'], name: 'Lakeside College' },
  validFrom: '2026-01-02T00:00:00Z',
  validUntil: '2028-01-02T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: `sha256$${'a'.repeat(64)}`,
        identityType: 'emailAddress',
        salt: 'pepper',
      },
    ],
    achievement: {
      id: 'urn:uuid:35258e6f-4c05-4215-8ada-38a5a5b80510',
      type: ['Achievement'],
      name: 'Blood bank, week 3',
      description: 'Worked the week.',
      criteria: { narrative: 'Scored 80 or more.' },
      achievementType: 'Badge',
      alignment: [{ type: ['Alignment'], targetName: 'Blood banking', targetUrl: 'https://example.org/mlt' }],
    },
  },
  evidence: [
    {
      id: 'https://lakeside.example/evidence/1',
      type: ['Evidence'],
      name: 'Shift report',
      narrative: 'Shift 12',
    },
  ],
  credentialStatus: statusEntry('revocation'),
});

export const statusEntry = (statusPurpose: string, place = 42): Doc => ({
  id: `${LIST}#${statusPurpose}-${place}`,
  type: 'BitstringStatusListEntry',
  statusPurpose,
  statusListIndex: String(place),
  statusListCredential: LIST,
});

type How = 'eddsa-rdfc-2022' | 'eddsa-2022' | 'Ed25519Signature2020';

/** Adds a proof; one that is there stays beside it. */
export async function signed(document: Doc, { key }: Issuer, how: How = 'eddsa-rdfc-2022'): Promise<Doc> {
  const suite =
    how === 'Ed25519Signature2020'
      ? new Ed25519Signature2020({ key, date: SIGNED })
      : new DataIntegrityProof({
          cryptosuite: { ...cryptosuite, name: how },
          signer: key.signer(),
          date: SIGNED,
          legacyContext: how === 'eddsa-2022',
        });
  return signatures.sign(structuredClone(document), {
    suite,
    purpose: new signatures.purposes.ProofPurpose({ term: 'assertionMethod' }),
    documentLoader: loaderOf(),
  });
}

/** The same badge in the words of VC 1.1. */
export function asVersion1(
  { validFrom, validUntil, credentialStatus: _list, ...rest }: Doc,
  ...also: string[]
): Doc {
  const context = [CREDENTIALS_V1, OPEN_BADGES, ...also];
  return { ...rest, '@context': context, issuanceDate: validFrom, expirationDate: validUntil };
}

export const listOf = (issuer: string, places: number[], change: Doc = {}): Doc => {
  const bits = new Uint8Array(PLACES / 8);
  for (const place of places) bits[place >> 3]! |= 128 >> (place & 7);
  return {
    '@context': [CREDENTIALS_V2],
    id: LIST,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: '2026-05-01T00:00:00Z',
    credentialSubject: {
      id: `${LIST}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeList(bits),
      ...change,
    },
  };
};

/** A badge as a token, with the claims that Open Badges 3.0 asks for. */
export function token(claims: Doc, key: CryptoKey | JWK, header: Doc): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', ...header } as JWTHeaderParameters).sign(key);
}

export function claimsOf(badge: Doc): Doc {
  const seconds = (moment: string) => Date.parse(moment) / 1000;
  const { id, issuer, validFrom, validUntil } = badge;
  return { ...badge, iss: issuer.id, jti: id, nbf: seconds(validFrom), exp: seconds(validUntil) };
}

/** The key of an issuer in the form that tokens use. */
export async function jwkOf({ key }: Issuer): Promise<JWK> {
  const { publicKey, secretKey } = await key.export({ publicKey: true, secretKey: true, raw: true });
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x: text(publicKey), d: text(secretKey!.subarray(0, 32)) };
}

export const pin = (...documents: Doc[]): Map<string, string> =>
  new Map(documents.map((each) => [each['id'] as string, JSON.stringify(each)]));

/** What a check says, in one line for each thing that is not in order. */
export async function said(given: Doc | string | Uint8Array, pinned = new Map<string, string>(), now = NOW) {
  const text = typeof given === 'string' || given instanceof Uint8Array ? given : JSON.stringify(given);
  const { verdict, checks, badge } = await verifyBadge(text, { pinned, now });
  const odd = checks.filter((c) => c.outcome !== 'passed').map((c) => `${c.check} ${c.outcome}: ${c.reason}`);
  return { verdict, odd, checks, badge };
}
