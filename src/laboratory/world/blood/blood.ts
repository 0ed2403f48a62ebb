import { exp } from '../arithmetic.ts';
import type { Blood, Cell } from '../patient.ts';
import { normal, under, type Stream } from '../streams.ts';

export const CELLS: readonly Cell[] = [
  ...(['neutrophil', 'band', 'lymphocyte', 'reactive', 'monocyte'] as const),
  ...(['eosinophil', 'basophil', 'immature', 'blast'] as const),
];

type Parts = { readonly [cell in Cell]?: number };
type Kind = Omit<Partial<Blood>, 'differential'> & {
  /** Parts of white cells that replace the usual ones; they need not sum to anything. */
  readonly parts?: Parts;
};

const USUAL: Parts = {
  neutrophil: 58,
  band: 2,
  lymphocyte: 29,
  reactive: 1,
  monocyte: 7,
  eosinophil: 2.4,
  basophil: 0.6,
  immature: 0,
  blast: 0,
};

/**
 * How the cells of a disease class differ from everybody's. The sizes are of this simulation, chosen for what a smear of that
 * kind looks like; none of them decides a grade.
 */
const KINDS: { readonly [kind: string]: Kind } = {
  healthy: {},
  infection: { parts: { neutrophil: 66, band: 15, lymphocyte: 10, monocyte: 6, immature: 3 }, toxic: 0.6 },
  viral: { parts: { neutrophil: 32, band: 1, lymphocyte: 36, reactive: 22, monocyte: 8 } },
  leukemia: {
    parts: { neutrophil: 44, band: 6, lymphocyte: 30, monocyte: 9, immature: 4, blast: 6, basophil: 1 },
    nrbcPer100: 1,
    redShapes: { teardrop: 0.01 },
  },
  itp: { giantPlatelets: 0.14 },
  'iron-deficiency': { redShapes: { pencil: 0.08, target: 0.02 } },
  macrocytic: { redShapes: { oval: 0.3, teardrop: 0.02 }, manyLobes: 0.18 },
  sickle: {
    redShapes: { sickle: 0.12, target: 0.1 },
    nrbcPer100: 6,
    youngRed: 0.1,
    resistLysis: 0.0001,
    fragments: 0.003,
  },
  thalassemia: { redShapes: { target: 0.22, teardrop: 0.04, oval: 0.05 }, resistLysis: 0.00005 },
  newborn: {
    parts: { neutrophil: 55, band: 8, lymphocyte: 26, reactive: 2, monocyte: 7, eosinophil: 2, immature: 1 },
    nrbcPer100: 12,
    youngRed: 0.07,
    resistLysis: 0.00005,
  },
  'nrbc-release': { nrbcPer100: 40, youngRed: 0.12 },
  'cold-agglutinin': { coldAgglutinin: 0.6 },
  'edta-clumper': { clumpsInEdta: 0.93 },
  'giant-platelets': { giantPlatelets: 0.35 },
  'lyse-resistant': { resistLysis: 0.001, redShapes: { target: 0.2 } },
  microangiopathy: { fragments: 0.04, youngRed: 0.08, redShapes: { sphere: 0.03 } },
  cll: {
    parts: {
      neutrophil: 6,
      band: 0.3,
      lymphocyte: 91,
      reactive: 1.5,
      monocyte: 1.2,
      eosinophil: 0.3,
      basophil: 0.1,
    },
  },
  allergy: { parts: { neutrophil: 48, lymphocyte: 28, eosinophil: 14, monocyte: 7, basophil: 1 } },
  neutropenia: {
    parts: { neutrophil: 12, band: 2, lymphocyte: 66, monocyte: 16, eosinophil: 2, basophil: 1 },
  },
  'white-clumper': { whiteClumps: 0.6 },
  paraprotein: { paraprotein: 6 },
  cryoglobulin: { cryoprotein: 0.8 },
  septicemia: {
    organisms: 60,
    parts: { neutrophil: 64, band: 18, lymphocyte: 9, monocyte: 5, immature: 4 },
    toxic: 0.8,
  },
};

/** Classes that change how cells behave. Others leave blood as it is. */
export const BLOOD_CLASSES: readonly string[] = Object.keys(KINDS);

/** How the cells of somebody with these disease classes behave; later classes go over earlier ones, the differential of each person a little their own. */
export function bloodOf(classes: readonly string[], stream: Stream): Blood {
  const kinds = classes.flatMap((name) => KINDS[name] ?? []);
  const parts = kinds.findLast((k) => k.parts)?.parts;
  const own = under(stream, 'differential');
  const weights = CELLS.map((cell, k) => {
    const part = parts ? (parts[cell] ?? FEW[cell] ?? 0) : USUAL[cell]!;
    return part * exp((OWN[cell] ?? 0.15) * normal(own, k));
  });
  const total = weights.reduce((a, b) => a + b, 0);
  const differential = Object.fromEntries(CELLS.map((cell, k) => [cell, weights[k]! / total]));
  const { parts: _, ...rest } = Object.assign({}, ...kinds) as Kind;
  return {
    nrbcPer100: 0,
    coldAgglutinin: 0,
    clumpsInEdta: 0,
    giantPlatelets: 0.01,
    resistLysis: 0,
    fragments: 0,
    ...rest,
    differential: differential as Blood['differential'],
  };
}

/** What a class that does not speak of a kind still has of it. */
const FEW: Parts = { band: 2, reactive: 1, eosinophil: 2, basophil: 0.5 };
/** How people differ (SD of the logarithm) where it is not 0.15. */
const OWN: Parts = { eosinophil: 0.35, basophil: 0.3, blast: 0.05, band: 0.1, immature: 0.1 };
