import type { Catalog } from '../catalog/index.ts';

/** An analyzer of the simulated laboratory, as its panel tells it. */
export type Model = {
  readonly id: string;
  readonly name: string;
  /** What it speaks to the LIS. */
  readonly speaks: 'hl7' | 'astm';
  /** It asks the host what to run; one that does not measures all it can of every specimen. */
  readonly asks: boolean;
  readonly measures: ReadonlySet<string>;
  /** Kinds of tube it takes. */
  readonly takes: readonly string[];
  /** Minutes from loading to results. */
  readonly minutes: number;
  /** Control levels that are run together. */
  readonly levels: readonly number[];
};

/** The analyzers of this laboratory; times are of this simulation. */
export function fleetOf(catalog: Catalog): readonly Model[] {
  const of = (department: string) =>
    [...catalog.analytes.values()].filter((a) => a.department === department).map((a) => a.id);
  const chemistry = of('chemistry').filter((id) => !DIRECT.has(id));
  return [
    {
      id: 'chem1',
      name: 'Chemistry line 1',
      speaks: 'hl7',
      asks: true,
      measures: new Set(chemistry),
      takes: ['ltgreen', 'gold', 'red', 'green', 'gray', 'lav', 'csft'],
      minutes: 10,
      levels: [1, 2],
    },
    {
      id: 'gas1',
      name: 'Blood gas analyzer',
      speaks: 'hl7',
      asks: true,
      measures: new Set([...of('blood-gas'), 'na', 'k', 'cl', 'glu', 'lact']),
      takes: ['abg', 'ltgreen', 'green'],
      minutes: 2,
      levels: [1, 2],
    },
    {
      id: 'hem1',
      name: 'Cell counter',
      speaks: 'astm',
      asks: true,
      measures: new Set(of('hematology').filter((id) => id !== 'esr')),
      takes: ['lav', 'ltblue'],
      minutes: 2,
      levels: [1, 2],
    },
    {
      id: 'coag1',
      name: 'Coagulation analyzer',
      speaks: 'astm',
      asks: true,
      measures: new Set(of('coagulation')),
      takes: ['ltblue'],
      minutes: 6,
      levels: [1, 2],
    },
    {
      id: 'ua1',
      name: 'Urine strip reader',
      speaks: 'astm',
      asks: false,
      measures: new Set(of('urinalysis').filter((id) => id !== 'acr' && !id.endsWith('bc'))),
      takes: ['ucup'],
      minutes: 2,
      levels: [],
    },
  ];
}

/** Measured at the bench, not on the line. */
const DIRECT = new Set(['osmo']);
