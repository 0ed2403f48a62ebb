import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import type { KeyPair } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import signatures from 'jsonld-signatures';
import { loaderOf } from './loader.server.ts';
import type { Json } from './token.ts';

/** The credential with a Data Integrity proof, as JSON. Throws when it has a word that its contexts do not know: a bug. */
export async function signedText(credential: Json, key: KeyPair, at: Date): Promise<string> {
  const suite = new DataIntegrityProof({ cryptosuite, signer: key.signer(), date: at });
  const purpose = new signatures.purposes.ProofPurpose({ term: 'assertionMethod' });
  // The library writes into what it is given.
  const signed = await signatures.sign(structuredClone(credential), {
    suite,
    purpose,
    documentLoader: loaderOf(),
  });
  return JSON.stringify(signed, null, 2);
}

/** `2026-01-02T03:04:05Z`: proofs know no parts of a second. */
export const toSecond = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
