import type { Measured } from '../measured.ts';
import type { Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { PLAIN_URINE } from '../patient.ts';
import {
  NAMES,
  sedimentOf,
  type Making,
  type Power,
  type Sediment,
  type SedimentField,
  type Shape,
} from './sediment.ts';

/** What somebody who walks ten fields at each power reports: means of cells, kinds in words. */
export type SedimentRead = {
  readonly redCells: number;
  readonly whiteCells: number;
  readonly yeast: number;
  readonly trichomonas: number;
  readonly bacteria: 'none' | 'few' | 'moderate' | 'many';
  /** Per low-power field, means. */
  readonly squames: number;
  readonly casts: Readonly<{ [kind: string]: number }>;
  /** Per high-power field, means. */
  readonly crystals: Readonly<{ [kind: string]: number }>;
};

const CASTS = ['hyaline', 'granular', 'red', 'white', 'waxy', 'fatty'];
const CRYSTALS = [
  'calcium-oxalate', 'uric-acid', 'triple-phosphate', 'cystine', 'tyrosine', 'leucine', 'cholesterol', 'drug',
]; // prettier-ignore
const FIELDS = 10;

/** Counts ten fields of each power (facts `grading`). */
export function readSediment(sediment: Sediment): SedimentRead {
  const [high, low] = [meansOf(sediment, 'HPF'), meansOf(sediment, 'LPF')];
  const rods = high['bacteria'] ?? 0;
  const present = (kinds: readonly string[], means: { [kind: string]: number }) =>
    Object.fromEntries(kinds.filter((kind) => (means[kind] ?? 0) > 0).map((kind) => [kind, means[kind]!]));
  return {
    redCells: high['red cell'] ?? 0,
    whiteCells: high['white cell'] ?? 0,
    yeast: high['yeast'] ?? 0,
    trichomonas: high['trichomonas'] ?? 0,
    bacteria: rods < 0.5 ? 'none' : rods < 10 ? 'few' : rods < 35 ? 'moderate' : 'many',
    squames: low['squame'] ?? 0,
    casts: present(CASTS, low),
    crystals: present(CRYSTALS, high),
  };
}

function meansOf(sediment: Sediment, power: Power): { [kind: string]: number } {
  const sums: { [kind: string]: number } = {};
  for (let n = 1; n <= FIELDS; n++)
    for (const { shape } of sediment.field(n, power).seen) sums[NAMES[shape]] = (sums[NAMES[shape]] ?? 0) + 1;
  return Object.fromEntries(Object.entries(sums).map(([kind, sum]) => [kind, sum / FIELDS]));
}

/** The two counts of the catalog, per high-power field. */
export function countSediment(tube: Tube, making: Making, stream: Stream): Measured[] {
  const read = readSediment(sedimentOf(tube, making, stream));
  const voided = tube.urine ?? PLAIN_URINE;
  const row = (analyte: string, counted: number, truth: number): Measured => ({
    analyte,
    text: null,
    beyond: null,
    alarms: [],
    value: Math.round(counted),
    truth,
    withoutScatter: counted,
  });
  return [row('ua_rbc', read.redCells, voided.redCells), row('ua_wbc', read.whiteCells, voided.whiteCells)];
}

/** A field in words, most frequent first: shapes and numbers, no names. */
export function sedimentWords(field: SedimentField): readonly string[] {
  const counts = new Map<Shape, number>();
  for (const { shape } of field.seen) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  if (counts.size === 0) return ['Nothing but clear fluid.'];
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([shape, n]) => `${n} ${n === 1 ? shape : MANY[shape]}${SAYS[shape] ? `: ${SAYS[shape]}` : ''}.`);
}

const MANY: Readonly<Record<Shape, string>> = {
  disc: 'discs',
  'spiked disc': 'spiked discs',
  'pale ring': 'pale rings',
  'grainy ball': 'grainy balls',
  'ball with one round nucleus': 'balls with one round nucleus',
  'budding oval': 'budding ovals',
  rod: 'rods',
  'pear with a whip': 'pears with a whip',
  'large flat cell': 'large flat cells',
  'glassy cylinder': 'glassy cylinders',
  'grainy cylinder': 'grainy cylinders',
  'cylinder of discs': 'cylinders of discs',
  'cylinder of grainy balls': 'cylinders of grainy balls',
  'broken waxy cylinder': 'broken waxy cylinders',
  'cylinder with bright drops': 'cylinders with bright drops',
  envelope: 'envelopes',
  'yellow lozenge': 'yellow lozenges',
  'coffin lid': 'coffin lids',
  'six-sided plate': 'six-sided plates',
  'sheaf of needles': 'sheaves of needles',
  'ringed ball': 'ringed balls',
  'notched plate': 'notched plates',
  'fan of brown needles': 'fans of brown needles',
};

const SAYS: Readonly<Partial<Record<Shape, string>>> = {
  disc: 'about 7 µm, smooth, no nucleus, hollow in the middle',
  'spiked disc': 'about 6 µm, edge with points, no nucleus',
  'pale ring': 'about 8 µm, thin edge, empty',
  'grainy ball': 'about 12 µm, granules, nucleus in lobes',
  'ball with one round nucleus': 'about 9 µm, hardly any cytoplasm',
  'budding oval': 'uneven in size, shining, some with a bud',
  rod: '2 to 4 µm, trembling',
  'pear with a whip': 'jerking along, larger than the balls',
  'large flat cell': 'about 50 µm, folded edges, small nucleus',
  'glassy cylinder': 'clear, rounded ends, hard to see',
  'grainy cylinder': 'parallel sides, filled with grains',
  'cylinder of discs': 'parallel sides, packed with discs of 7 µm, orange-brown',
  'cylinder of grainy balls': 'parallel sides, packed with balls of 12 µm',
  'broken waxy cylinder': 'dense, sharp edges, notches and square ends',
  'cylinder with bright drops': 'parallel sides, drops that shine',
  envelope: 'colorless squares with a bright cross',
  'yellow lozenge': 'yellow-brown, four sides with rounded corners',
  'coffin lid': 'colorless prisms with slanted ends',
  'six-sided plate': 'colorless, even sides',
  'sheaf of needles': 'fine, dark, bound in the middle',
  'ringed ball': 'yellow, rings and spokes',
  'notched plate': 'clear, flat, a corner missing',
  'fan of brown needles': 'brown, spread like a fan',
};
