import type { Shift } from '#laboratory/shift/index.ts';

export type Reason = { code: string; says: string; scope: 'tube' | 'test' };

const NAMES: { [code: string]: string } = {
  unlabeled: 'No label', 'id-mismatch': 'Identifiers do not agree', 'wrong-tube': 'Wrong tube', clotted: 'Clotted', qns: 'Not enough, or underfilled',
  expired: 'Past its date', leaking: 'Leaking', contaminated: 'Contaminated by a fluid or additive', hemolyzed: 'Hemolyzed', lipemic: 'Lipemic',
  transport: 'Ice, light or time not kept',
}; // prettier-ignore

/** Why a tube or a test may be turned away, as the catalog has it. */
export const reasonsOf = ({ catalog }: Shift): (Reason & { name: string })[] =>
  catalog.policies.rejection.reasons.map(({ code, says, scope }) => ({
    code,
    says,
    scope,
    name: NAMES[code] ?? code,
  }));

/** Test ids to names, for lists. */
export const namesOf = ({ catalog }: Shift, tests: Iterable<string>): { [test: string]: string } =>
  Object.fromEntries([...new Set(tests)].map((t) => [t, catalog.analytes.get(t)?.name ?? t]));
