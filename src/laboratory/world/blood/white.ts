import type { Blood, Cell } from '../patient.ts';
import type { Suspension } from './suspension.ts';

/** The five kinds that a counter tells apart, by the catalog's ids. */
export const FIVE = ['neut', 'lymph', 'mono', 'eos', 'baso'] as const;
export type Five = (typeof FIVE)[number];

/** What lies in the white channel after the red cells are dissolved: cells, and what looks like cells. */
export type Nucleated = Cell | 'nrbc' | 'resistant' | 'clump' | 'cryoprotein';

/**
 * Where a kind lies in the plot (size across, inner structure up, 0 to 100) and what the counter takes it for. A blast lies
 * between lymphocytes and monocytes, a nucleated red cell below lymphocytes: the counter has no word for either.
 */
export const PLACES: Readonly<
  Record<
    Nucleated,
    {
      readonly x: number;
      readonly y: number;
      readonly spread: number;
      readonly as: Partial<Record<Five, number>>;
    }
  >
> = {
  neutrophil: { x: 56, y: 64, spread: 5, as: { neut: 1 } },
  band: { x: 60, y: 59, spread: 5, as: { neut: 1 } },
  immature: { x: 70, y: 58, spread: 6, as: { neut: 0.9, mono: 0.1 } },
  eosinophil: { x: 54, y: 86, spread: 4, as: { eos: 1 } },
  basophil: { x: 44, y: 46, spread: 3, as: { baso: 1 } },
  lymphocyte: { x: 30, y: 18, spread: 4, as: { lymph: 1 } },
  reactive: { x: 46, y: 24, spread: 6, as: { lymph: 0.8, mono: 0.2 } },
  monocyte: { x: 62, y: 33, spread: 5, as: { mono: 1 } },
  blast: { x: 58, y: 17, spread: 7, as: { lymph: 0.5, mono: 0.5 } },
  nrbc: { x: 16, y: 12, spread: 3, as: { lymph: 1 } },
  resistant: { x: 9, y: 8, spread: 3, as: { lymph: 1 } },
  clump: { x: 34, y: 7, spread: 9, as: { lymph: 1 } },
  cryoprotein: { x: 8, y: 24, spread: 5, as: { lymph: 1 } },
};
export const NUCLEATED = Object.keys(PLACES) as readonly Nucleated[];

/** Particles in the white channel by kind, 10*3/uL. */
export function inWhiteChannel(blood: Blood, s: Suspension): Readonly<Record<Nucleated, number>> {
  const share = (cell: Cell) => s.white * (blood.differential[cell] ?? 0);
  return {
    neutrophil: share('neutrophil'),
    band: share('band'),
    immature: share('immature'),
    eosinophil: share('eosinophil'),
    basophil: share('basophil'),
    lymphocyte: share('lymphocyte'),
    reactive: share('reactive'),
    monocyte: share('monocyte'),
    blast: share('blast'),
    nrbc: s.nrbc,
    resistant: s.resistant,
    clump: s.stuck / 150,
    cryoprotein: 3 * s.cryoprotein,
  };
}

/** What the counter calls what it saw, 10*3/uL of each of the five. */
export function called(seen: Readonly<Record<Nucleated, number>>): Record<Five, number> {
  const five: Record<Five, number> = { neut: 0, lymph: 0, mono: 0, eos: 0, baso: 0 };
  for (const kind of NUCLEATED)
    for (const name of FIVE) five[name] += seen[kind] * (PLACES[kind].as[name] ?? 0);
  return five;
}

/** Percent with one decimal that sum to exactly 100: what rounding leaves over goes to the largest remainders. All 0 of nothing. */
export function percentOf(five: Readonly<Record<Five, number>>): Record<Five, number> {
  const sum = FIVE.reduce((total, name) => total + five[name], 0);
  if (sum <= 0) return { neut: 0, lymph: 0, mono: 0, eos: 0, baso: 0 };
  const exact = FIVE.map((name) => ({ name, tenths: (five[name] / sum) * 1000 }));
  const left = 1000 - exact.reduce((total, e) => total + Math.floor(e.tenths), 0);
  const rest = (e: { tenths: number }) => e.tenths - Math.floor(e.tenths);
  const raised = new Set(
    [...exact]
      .sort((a, b) => rest(b) - rest(a))
      .slice(0, left)
      .map((e) => e.name),
  );
  const percent = {} as Record<Five, number>;
  for (const { name, tenths } of exact)
    percent[name] = (Math.floor(tenths) + (raised.has(name) ? 1 : 0)) / 10;
  return percent;
}

/** The share of white cells that truly are of one of the five; blasts are none of them. */
export function truly({ differential: d }: Blood, name: Five): number {
  const of = {
    neut: d.neutrophil + d.band + d.immature,
    lymph: d.lymphocyte + d.reactive,
    mono: d.monocyte,
    eos: d.eosinophil,
    baso: d.basophil,
  };
  return of[name];
}
