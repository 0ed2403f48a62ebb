import { failed, passed, settled, verdictOf, type BadgeVerdict, type Check } from './checks.ts';
import { contextCheck } from './context.ts';
import { datesCheck } from './dates.ts';
import { holderOf, type Pinned } from './keys.ts';
import { issuerOf, proofChecks } from './proof.server.ts';
import { readBadge, type Form, type ReadBadge } from './read.ts';
import { fitted, listed, schemaCheck, type Badge } from './schema.ts';
import { listsNamedIn, statusChecks } from './status.server.ts';
import { tokenChecks } from './token-proof.server.ts';
import { isJson } from './token.ts';

/**
 * What a check found: every check once, in order. `badge` is null when it could not be read, or does not fit the standard.
 * Words of the badge are its writer's, whoever that is: show them only beside the verdict.
 */
export type CheckedBadge = {
  verdict: BadgeVerdict;
  checks: Check[];
  form: Form | null;
  badge: Badge | null;
  /** The badge itself, taken out of a picture; null when none could be found. */
  text: string | null;
};

/** What of the outside a check of this badge would look up, by address: the issuer, the key's holder, the lists. */
export function addressesIn(given: string | Uint8Array): string[] {
  const read = readBadge(given);
  if ('problem' in read) return [];
  const { credential, token } = read;
  const keys = token
    ? [token.header['kid']]
    : listed(credential['proof']).map((proof) => (isJson(proof) ? proof['verificationMethod'] : null));
  const named = [issuerOf(credential), ...keys, ...listsNamedIn(credential)];
  return [
    ...new Set(named.filter((each) => typeof each === 'string').flatMap((each) => [each, holderOf(each)])),
  ];
}

/**
 * Looks at a badge in every way, without network: JSON, a signed token, or a PNG or SVG picture with one in it.
 * Never throws for what is given; each finding has its reason.
 */
export async function verifyBadge(
  given: string | Uint8Array,
  { pinned, now }: { pinned: Pinned; now: Date },
): Promise<CheckedBadge> {
  const read = readBadge(given);
  if ('problem' in read)
    return { ...told([failed('form', read.problem)]), form: null, badge: null, text: null };
  const fits = fitted(read.credential);
  return {
    ...told(await checksOf(read, pinned, now)),
    form: read.form,
    badge: 'badge' in fits ? fits.badge : null,
    text: read.text,
  };
}

const told = (found: readonly Check[]) => {
  const checks = settled(found);
  return { checks, verdict: verdictOf(checks) };
};

const FORMS: { [F in Form]: string } = {
  JSON: 'it is a badge as JSON',
  token: 'it is a badge as a signed token',
  PNG: 'it is a PNG picture with a badge in it',
  SVG: 'it is an SVG picture with a badge in it',
};

async function checksOf(read: ReadBadge, pinned: Pinned, now: Date): Promise<Check[]> {
  const { credential, token, form } = read;
  const first = [
    passed('form', FORMS[form]),
    schemaCheck(credential),
    contextCheck(credential),
    datesCheck(credential, now),
  ];
  // A proof is laborious to look at; it says nothing while it is not settled what the words mean.
  if (first.some((c) => (c.check === 'schema' || c.check === 'context') && c.outcome !== 'passed'))
    return first;
  const proofs = await (token
    ? tokenChecks(token, credential, pinned, now)
    : proofChecks(credential, pinned, now));
  if (proofs.some((c) => c.outcome === 'failed')) return [...first, ...proofs];
  return [...first, ...proofs, ...(await statusChecks(credential, pinned, now))];
}
