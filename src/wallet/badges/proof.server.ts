import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import signatures from 'jsonld-signatures';
import { failed, passed, skipped, type Check } from './checks.ts';
import { keyOf, type Pinned } from './keys.ts';
import { loaderOf } from './loader.server.ts';
import { isJson, type Json } from './token.ts';

const MOST_PROOFS = 3;
const PURPOSE = 'assertionMethod';

/** `eddsa-2022` is what `eddsa-rdfc-2022` was called before it was final. */
const suites = () => [
  new DataIntegrityProof({ cryptosuite }),
  new DataIntegrityProof({ cryptosuite: { ...cryptosuite, name: 'eddsa-2022' }, legacyContext: true }),
  new Ed25519Signature2020(),
];

const isKnown = ({ type, cryptosuite: suite }: Json): boolean =>
  type === 'Ed25519Signature2020' ||
  (type === 'DataIntegrityProof' && (suite === 'eddsa-rdfc-2022' || suite === 'eddsa-2022'));

export const issuerOf = (credential: Json): unknown =>
  isJson(credential['issuer']) ? credential['issuer']['id'] : credential['issuer'];

/**
 * The proofs that stand in a credential, each by itself: the library is content when one of several holds.
 * @param credential of which schema and context were found in order
 */
export async function proofChecks(credential: Json, pinned: Pinned, now: Date): Promise<Check[]> {
  const proofs = [credential['proof'] ?? []].flat();
  if (proofs.length === 0) return [failed('proof', 'it has no proof, so anybody could have written it')];
  if (proofs.length > MOST_PROOFS) return [failed('proof', `it has more than ${MOST_PROOFS} proofs`)];
  const found: Check[] = [];
  for (const [i, proof] of proofs.entries()) {
    const which = proofs.length > 1 ? `proof ${i + 1} of ${proofs.length}: ` : '';
    const checks = isJson(proof)
      ? await oneProof(credential, proof, pinned, now)
      : [failed('proof', 'it is no proof')];
    found.push(...checks.map((check) => ({ ...check, reason: which + check.reason })));
  }
  return found;
}

async function oneProof(credential: Json, proof: Json, pinned: Pinned, now: Date): Promise<Check[]> {
  const kind = String(proof['cryptosuite'] ?? proof['type']).slice(0, 60);
  if (!isKnown(proof)) return [skipped('proof', `proofs of the kind ${kind} are not read here`)];
  if (proof['proofPurpose'] !== PURPOSE)
    return [failed('proof', 'it was made for another purpose than a badge')];
  const id = String(proof['verificationMethod']);
  const key = keyOf(id, pinned, now);
  if ('absent' in key) return [skipped('proof', key.absent)];
  if ('refused' in key) return [failed('proof', key.refused)];
  const verified = await verify({ ...credential, proof }, id, key.method);
  return verified.outcome === 'passed'
    ? [verified, issuerCheck(issuerOf(credential), key.holder)]
    : [verified];
}

export const issuerCheck = (issuer: unknown, holder: string): Check =>
  issuer === holder
    ? passed('issuer', `it was signed with a key of ${holder}`)
    : failed('issuer', `it was signed with a key of ${holder.slice(0, 200)}, who is not its issuer`);

async function verify(document: Json, id: string, method: Json): Promise<Check> {
  // The key was found in our own way, in its holder's document; the library is not asked whether it may sign.
  const purpose = new signatures.purposes.ProofPurpose({ term: PURPOSE });
  const documentLoader = loaderOf(new Map([[id, method]]));
  try {
    const { verified, error } = await signatures.verify(document, {
      suite: suites(),
      purpose,
      documentLoader,
    });
    if (verified) return passed('proof', 'nothing was changed since it was signed');
    return failed('proof', reasonOf(error?.errors ?? [error]));
  } catch (error) {
    return failed('proof', reasonOf([error]));
  }
}

/** The libraries throw for every kind of odd document; the few kinds that tell a person something are told apart. */
function reasonOf(errors: readonly unknown[]): string {
  const messages = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  if (messages.some((each) => /[Ss]afe mode/.test(each)))
    return 'it has a word that the standards it names do not know';
  if (messages.some((each) => /[Mm]aximum/.test(each)))
    return 'its parts are so entangled that they cannot be put in order';
  return 'the signature does not fit: something was changed, or another key signed';
}
