/** What is looked at in a badge, in the order in which it is told. */
export const CHECKS = ['form', 'schema', 'context', 'dates', 'proof', 'issuer', 'status'] as const;
export type CheckName = (typeof CHECKS)[number];

/** `skipped`: it could not be looked at here; the reason says what is missing. */
export type Outcome = 'passed' | 'failed' | 'skipped';
export type Check = { check: CheckName; outcome: Outcome; reason: string };

/** `not known`: nothing speaks against the badge, but something that decides could not be looked at. */
export type BadgeVerdict = 'valid' | 'not valid' | 'not known';

export const passed = (check: CheckName, reason: string): Check => ({ check, outcome: 'passed', reason });
export const failed = (check: CheckName, reason: string): Check => ({ check, outcome: 'failed', reason });
export const skipped = (check: CheckName, reason: string): Check => ({ check, outcome: 'skipped', reason });

/**
 * Words of a badge as one line: they are its writer's, who may be anybody. Without what moves a terminal's cursor, turns the
 * direction of writing, or stands there unseen.
 */
export const plainly = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();

/** Every check once, in order. Of several findings on one the worst is told, with the reasons of its kind. */
export function settled(found: readonly Check[]): Check[] {
  return CHECKS.map((name) => {
    const own = found.filter(({ check }) => check === name);
    const worst = (['failed', 'skipped', 'passed'] as const).find((o) => own.some((c) => c.outcome === o));
    if (!worst) return skipped(name, 'not looked at, because of what is not in order above');
    const reasons = own.filter((c) => c.outcome === worst).map((c) => c.reason);
    return { check: name, outcome: worst, reason: plainly([...new Set(reasons)].join('; ')) };
  });
}

export function verdictOf(checks: readonly Check[]): BadgeVerdict {
  if (checks.some((c) => c.outcome === 'failed')) return 'not valid';
  return checks.some((c) => c.outcome === 'skipped') ? 'not known' : 'valid';
}
