import type { Check, CheckName } from './checks.ts';

/** What a badge can lack for a while, or for ever, and still be what its issuer once gave: its time, and its issuer's word. */
const MAY_FAIL: ReadonlySet<CheckName> = new Set(['dates', 'status']);

/**
 * Why a badge is not taken into a wallet, in a sentence; null where it is. One that has ended or was revoked is a part of
 * somebody's past; one that was changed after it was signed, or that nobody signed, is nobody's.
 */
export function reasonToRefuse({
  badge,
  checks,
}: {
  badge: object | null;
  checks: readonly Check[];
}): string | null {
  const wrong = checks.find(({ check, outcome }) => outcome === 'failed' && !MAY_FAIL.has(check));
  if (wrong) return `This is not a badge that can be kept: ${wrong.reason}.`;
  return badge ? null : 'This is not a badge that can be kept: it does not fit the standard.';
}
