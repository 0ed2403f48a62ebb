import type { Deed, Run } from '../shift/index.ts';
import type { Evidence } from './evidence.ts';
import { INDICES } from './evidence.ts';

// The deeds that findings end in.

const lis = (command: Extract<Deed, { deed: 'lis' }>['command']): Deed => ({ deed: 'lis', command });

/** Whoever drew it is told. */
export const ward = (seen: Evidence): string => seen.order.ward || 'the ward';

/** Turns away the whole tube. */
export const rejectAll = (seen: Evidence, reason: string): Deed =>
  lis({ do: 'reject', accession: seen.accession, reason, tests: 'all', told: ward(seen) });
export const rejectTests = (seen: Evidence, reason: string, tests: readonly string[]): Deed =>
  lis({ do: 'reject', accession: seen.accession, reason, tests, told: ward(seen) });
export const drawAgain = (seen: Evidence, tests: readonly string[], tube?: string): Deed => ({
  deed: 'recollect',
  accession: seen.accession,
  tests: tests.filter((t) => !INDICES.includes(t)),
  told: ward(seen),
  ...(tube ? { tube } : {}),
});
export const ask = (seen: Evidence, about: 'draw' | 'treatment' | 'medicines' | 'picture'): Deed => ({
  deed: 'ask',
  about,
  order: seen.order.id,
});
export const comment = (seen: Evidence, test: string, text: string): Deed =>
  lis({ do: 'comment', accession: seen.accession, test, text });
export const rerun = (seen: Evidence, analyzer: string, tests: readonly string[], how?: Run): Deed => ({
  deed: 'load',
  analyzer,
  containers: [seen.container!.id],
  tests,
  ...(how ? { how } : {}),
});
export const doNotReport = (seen: Evidence, test: string, why: string): Deed =>
  lis({ do: 'do not report', accession: seen.accession, test, why });

/** Lets results out: those without a hold together, one held at a time with what was found. */
export function release(seen: Evidence, tests: readonly string[], why: string): Deed | null {
  const open = seen.observed.filter((r) => tests.includes(r.test));
  const clean = open.filter((r) => seen.holds(r.test).length === 0);
  if (clean.length > 0)
    return lis({
      do: 'verify',
      results: clean.map((r) => ({ accession: r.accession, test: r.test })),
      lift: {},
    });
  const held = open[0];
  if (!held) return null;
  const lift = Object.fromEntries(seen.holds(held.test).map((id) => [id, why]));
  return lis({ do: 'verify', results: [{ accession: held.accession, test: held.test }], lift });
}

export const escalate = (
  seen: Evidence,
  to: 'mls' | 'pathologist' | 'supervisor',
  what: string,
  evidence: string,
  need: string,
): Deed =>
  lis({
    do: 'escalate',
    to,
    subject: seen.accession,
    what,
    evidence,
    done: 'looked at the specimen, its label and the earlier results',
    need,
  });

export const hasEscalated = (
  seen: Evidence,
  view: import('../shift/index.ts').View,
): 'no' | 'waiting' | 'allowed' | 'refused' => {
  const found = view.escalations.findLast((e) => e.subject === seen.accession);
  return !found ? 'no' : found.answered === null ? 'waiting' : found.answered.allow ? 'allowed' : 'refused';
};
