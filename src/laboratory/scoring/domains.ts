import { DOMAINS, type Decision, type Domain } from './decision.ts';

/** Percent of the credit that could be had, by domain; null = nothing of it had to be decided. Never below 0. */
export type Profile = { [domain in Domain]: number | null };

export function profileOf(decisions: readonly Decision[]): Profile {
  const of = (domain: Domain): number | null => {
    const its = decisions.filter((d) => d.domain === domain);
    if (its.length === 0) return null;
    const mean = its.reduce((n, d) => n + d.credit, 0) / its.length;
    return Math.round(Math.max(0, mean) * 1000) / 10;
  };
  return Object.fromEntries((Object.keys(DOMAINS) as Domain[]).map((d) => [d, of(d)])) as Profile;
}

/** At least 80, no gate, and no domain below 60 percent. No pass mark here predicts a certification exam. */
export const passes = (score: number | null, gates: number, profile: Profile): boolean =>
  score !== null && score >= 80 && gates === 0 && Object.values(profile).every((p) => p === null || p >= 60);
