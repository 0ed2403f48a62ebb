import { SOC, nationalWages, stateWage } from './look-up.ts';
import { atMost, distinct, dollars, monthName, type Pay } from './pay.ts';
import { cautionsOf, figure, type WageTables } from './tables.ts';

export type PaidRole = 'phlebotomist' | 'technician' | 'technologist' | 'assistant';

/** The month of the state tables; the nation's figure of the same month stands in for a missing state. */
const PERIOD = '2024-05';
const SPLIT = { technician: 'technician-over-combined', technologist: 'technologist-over-combined' } as const;
const PLURAL = { phlebotomist: 'phlebotomists', combined: 'technologists and technicians together' } as const;

const NONE: Pay = {
  usdPerYear: null,
  basis: '',
  cite: [],
  confidence: 'unverified',
  as_of: null,
  cautions: [],
};

/**
 * Median pay of a role in a state ($/year), or in the nation without one. Technicians and technologists: the
 * median of both together times their share of it in May 2015, when the bureau last split them.
 */
export function rolePay(tables: WageTables, role: PaidRole, state: string | null = null): Pay {
  if (role === 'assistant') return { ...NONE, basis: 'No figure for laboratory assistants is on file.' };
  if (role === 'phlebotomist') return medianOf(tables, SOC.phlebotomist, PLURAL.phlebotomist, state);
  const both = medianOf(tables, SOC.laboratory, PLURAL.combined, state);
  const share = figure(tables, SPLIT[role]);
  if (both.usdPerYear === null || typeof share?.value !== 'number')
    return { ...NONE, basis: both.basis || 'No split of technicians and technologists is on file.' };
  return {
    usdPerYear: Math.round(both.usdPerYear * share.value),
    basis: `${both.basis} Times ${share.value}, the ${role}s' share of it in ${monthName(share.period!)}, the last time the two were counted apart.`,
    cite: distinct([...both.cite, ...share.cite.map((c) => c.source)]),
    // An old split on a newer figure is an estimate, whatever its parts are.
    confidence: atMost('likely', atMost(both.confidence, share.confidence)),
    as_of: `${both.as_of}; split of ${share.period}`,
    cautions: distinct([...both.cautions, ...cautionsOf(tables, share.cautions)]),
  };
}

function medianOf(tables: WageTables, soc: string, whom: string, state: string | null): Pay {
  const here = state === null ? null : stateWage(tables, soc, state);
  if (here && here.median !== null)
    return {
      usdPerYear: here.median,
      basis: `The median of ${whom} in ${here.name}, ${monthName(here.period)}: ${dollars(here.median)}.`,
      cite: here.cite,
      confidence: here.confidence,
      as_of: here.as_of,
      cautions: here.cautions,
    };
  const nation = nationalWages(tables, soc, PERIOD);
  if (!nation || nation.annualMedian === null) return { ...NONE, basis: `No median of ${whom} is on file.` };
  const why =
    state === null ? '' : `No figure for ${here?.name ?? state} is on file, so this is the nation's. `;
  return {
    usdPerYear: nation.annualMedian,
    basis: `${why}The national median of ${whom}, ${monthName(nation.period)}: ${dollars(nation.annualMedian)}.`,
    cite: nation.cite,
    // Standing in for a state it is no more than likely.
    confidence: state === null ? nation.confidence : atMost('likely', nation.confidence),
    as_of: nation.as_of,
    cautions: nation.cautions,
  };
}
