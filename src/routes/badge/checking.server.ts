import type { RequestEvent } from '@sveltejs/kit';
import { networkOf } from '#accounts/index.ts';
import type { CheckedBadge } from '#wallet/badges.server.ts';
import { LARGEST_PICTURE, LONGEST_BADGE } from '#wallet/index.ts';
import { badges } from '../../app.server.ts';
import { readForm } from '../form.server.ts';
import { tally } from './tally.ts';

/**
 * Looking at a badge costs some milliseconds of processor time, at one made to be laborious a tenth of a second. So each
 * network may have so many looked at: enough for a class behind one address, and at most a small part of a processor. It is
 * this process's time that is short, so this process counts; nothing about visitors is written down. BENCHPATH_BADGE_CHECKS
 * sets another number, for ten minutes.
 */
const MOST = Number(process.env['BENCHPATH_BADGE_CHECKS']) || 600;
const SPAN_MS = 10 * 60_000;
/** Badges that lie in a wallet were looked at before they came there, and are looked at whenever it is opened. */
const IN_A_WALLET = 0.2;

const looks = tally(MOST, SPAN_MS);

type Asking = Pick<RequestEvent, 'getClientAddress'>;
const wait = (event: Asking, many: number): number =>
  looks.take(networkOf(event.getClientAddress()), many, performance.now());

const inMinutes = (ms: number): string => {
  const minutes = Math.ceil(ms / 60_000);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
};

/** Looks at a badge that somebody sent; or the sentence for a network from which too many came. */
export async function checkOne(
  event: Asking,
  given: string | Uint8Array,
): Promise<CheckedBadge | { tooMany: string }> {
  const ms = wait(event, 1);
  if (ms === 0) return (await badges()).check(given);
  return {
    tooMany: `Very many badges were checked from your network just now. Wait ${inMinutes(ms)}, then send this one again.`,
  };
}

/** Looks at all badges of a wallet; null where too many were looked at from this network just now. */
export async function checkAll(event: Asking, texts: readonly string[]): Promise<CheckedBadge[] | null> {
  if (wait(event, texts.length * IN_A_WALLET) > 0) return null;
  const { check } = await badges();
  const found: CheckedBadge[] = [];
  for (const text of texts) found.push(await check(text));
  return found;
}

/** A picture, or a pasted text of characters that take more than a byte; and room for the form round them. */
export const LARGEST_BADGE_FORM = LARGEST_PICTURE + LONGEST_BADGE;
const NOTHING = 'Choose a file, or paste the text of a badge.';

/** The badge in a form with a file and a text. What was chosen counts: an old text may still stand in the other field. */
export async function badgeIn(request: Request): Promise<{ given: string | Uint8Array } | { wrong: string }> {
  const form = await readForm(request, LARGEST_BADGE_FORM);
  const [file, pasted] = [form.get('file'), form.get('text')];
  if (file instanceof File && file.size > 0) return { given: new Uint8Array(await file.arrayBuffer()) };
  const text = typeof pasted === 'string' ? textSent(pasted).trim() : '';
  return text === '' ? { wrong: NOTHING } : { given: text };
}

/** A text out of a form as it was before: browsers send every end of a line as two characters. */
export const textSent = (value: unknown): string => String(value ?? '').replaceAll('\r\n', '\n');
