import { badgeInPng, isPng } from './png.ts';
import { oddIn } from './odd.ts';
import { badgeInSvg } from './svg.ts';
import { badgeInToken, isJson, isToken, readToken, type Json, type Token } from './token.ts';

/** How a badge came. */
export type Form = 'JSON' | 'token' | 'PNG' | 'SVG';

/** `credential` is as it stands in the badge: nothing about it is checked but that it can be read at all. */
export type ReadBadge = { form: Form; credential: Json; token: Token | null; text: string };

/** The longest badge, in characters. An honest one has some thousands. */
export const LONGEST_BADGE = 1_000_000;
/** The largest picture with a badge in it, in bytes. */
export const LARGEST_PICTURE = 4_000_000;

type Problem = { problem: string };
const problem = (text: string): Problem => ({ problem: text });

/** Reads a badge in whatever form it comes. Never throws: what cannot be read is a problem in words. */
export function readBadge(given: string | Uint8Array): ReadBadge | Problem {
  if (given.length > LARGEST_PICTURE) return problem('longer than a badge may be');
  if (typeof given !== 'string' && isPng(given)) {
    const found = badgeInPng(given);
    return 'problem' in found ? found : readText(decode(found.bytes), 'PNG');
  }
  const text = typeof given === 'string' ? given : decode(given);
  if (text === null) return readText(null);
  if (!text.trimStart().startsWith('<')) return readText(text);
  const found = badgeInSvg(text);
  return 'problem' in found ? found : readText(found.text, 'SVG');
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readText(given: string | null, picture?: 'PNG' | 'SVG'): ReadBadge | Problem {
  if (given === null) return problem('neither text nor a PNG picture');
  const text = given.trim();
  if (text === '') return problem('there is nothing in it');
  if (text.length > LONGEST_BADGE) return problem('longer than a badge may be');
  const token = isToken(text) ? readToken(text) : null;
  const credential = token ? badgeInToken(token) : parsed(text);
  if (!isJson(credential))
    return problem('neither a badge as JSON, nor a signed token, nor a picture with one in it');
  const odd = oddIn(credential, token ? 'letters' : 'meaning');
  if (odd) return problem(odd);
  return { form: picture ?? (token ? 'token' : 'JSON'), credential, token, text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
