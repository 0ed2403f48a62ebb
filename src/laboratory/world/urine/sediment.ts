import type { At } from '../patient.ts';
import { distance, inField, poisson, tenth } from '../blood/place.ts';
import { below, under, uniform, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { stoodUrine, type Stood } from './stood.ts';

/** High power (40x) for cells, bacteria and crystals; low power (10x, sixteen times the area) for casts and flat cells. */
export type Power = 'HPF' | 'LPF';
export const VIEW_UM: Readonly<Record<Power, number>> = { HPF: 320, LPF: 1280 };
const AREA: Readonly<Record<Power, number>> = { HPF: 1, LPF: 16 };

/** What lies in a sediment, as an eye sees it and not as it is called. */
export type Shape =
  | 'disc'
  | 'spiked disc'
  | 'pale ring'
  | 'grainy ball'
  | 'ball with one round nucleus'
  | 'budding oval'
  | 'rod'
  | 'pear with a whip'
  | 'large flat cell'
  | 'glassy cylinder'
  | 'grainy cylinder'
  | 'cylinder of discs'
  | 'cylinder of grainy balls'
  | 'broken waxy cylinder'
  | 'cylinder with bright drops'
  | 'envelope'
  | 'yellow lozenge'
  | 'coffin lid'
  | 'six-sided plate'
  | 'sheaf of needles'
  | 'ringed ball'
  | 'notched plate'
  | 'fan of brown needles';

/** Place (µm), length (µm), turned by degrees, and a number that says how its drawing varies. */
export type Seen = {
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
  readonly long: number;
  readonly turn: number;
  readonly variant: number;
};
export type SedimentField = {
  readonly number: number;
  readonly power: Power;
  readonly across: number;
  readonly seen: readonly Seen[];
};

/** Hidden: what each shape is, by the ids of `Urine`. */
export const NAMES: Readonly<Record<Shape, string>> = {
  disc: 'red cell',
  'spiked disc': 'red cell',
  'pale ring': 'red cell',
  'grainy ball': 'white cell',
  'ball with one round nucleus': 'white cell',
  'budding oval': 'yeast',
  rod: 'bacteria',
  'pear with a whip': 'trichomonas',
  'large flat cell': 'squame',
  'glassy cylinder': 'hyaline',
  'grainy cylinder': 'granular',
  'cylinder of discs': 'red',
  'cylinder of grainy balls': 'white',
  'broken waxy cylinder': 'waxy',
  'cylinder with bright drops': 'fatty',
  envelope: 'calcium-oxalate',
  'yellow lozenge': 'uric-acid',
  'coffin lid': 'triple-phosphate',
  'six-sided plate': 'cystine',
  'sheaf of needles': 'tyrosine',
  'ringed ball': 'leucine',
  'notched plate': 'cholesterol',
  'fan of brown needles': 'drug',
};
const CYLINDERS: readonly Shape[] = [
  'glassy cylinder', 'grainy cylinder', 'cylinder of discs', 'cylinder of grainy balls', 'broken waxy cylinder',
  'cylinder with bright drops',
]; // prettier-ignore
const CRYSTALS: readonly Shape[] = [
  'envelope', 'yellow lozenge', 'coffin lid', 'six-sided plate', 'sheaf of needles', 'ringed ball', 'notched plate',
  'fan of brown needles',
]; // prettier-ignore

/** How a sediment was made: when; and what went wrong (not spun, a twelfth is seen; the button poured off, next to nothing). */
export type Making = { readonly at: At; readonly lapse?: 'not spun' | 'poured off' };
export type Sediment = { readonly field: (number: number, power: Power) => SedimentField };

/** A sediment: as many fields as one likes, each the same whenever it is looked at. */
export function sedimentOf(tube: Tube, making: Making, stream: Stream): Sediment {
  const expected = expectedIn(stoodUrine(tube, making.at));
  const dense = making.lapse === undefined ? 1 : making.lapse === 'not spun' ? 0.08 : 0.003;
  return {
    field: (number, power) =>
      fieldOf(expected, dense, number, power, under(stream, 'sediment', tube.id, power, number)),
  };
}

/** Per high-power field, the mean of each shape. */
function expectedIn(stood: Stood): readonly (readonly [Shape, number])[] {
  const { voided } = stood;
  const spiked = voided.gravity > 1.025 ? 0.7 : 0;
  const single = voided.lymphocytes ?? 0;
  return [
    ['disc', stood.redCells * (1 - spiked)],
    ['spiked disc', stood.redCells * spiked],
    ['pale ring', voided.gravity < 1.008 ? stood.burstRed * 0.01 : 0],
    ['grainy ball', stood.whiteCells * (1 - single)],
    ['ball with one round nucleus', stood.whiteCells * single],
    ['budding oval', voided.yeast],
    ['rod', [0, 3, 14, 40, 90][Math.floor(stood.bacteria)]! * (1 + (stood.bacteria % 1))],
    ['pear with a whip', stood.trichomonas],
    ['large flat cell', voided.squames / AREA.LPF],
    ...CYLINDERS.map((shape) => [shape, (stood.casts[NAMES[shape]] ?? 0) / AREA.LPF] as const),
    ...CRYSTALS.map((shape) => [shape, voided.crystals[NAMES[shape]] ?? 0] as const),
  ];
}

/** Most things of one kind that are drawn in a field. */
const MOST: Readonly<Record<Power, number>> = { HPF: 200, LPF: 260 };

function fieldOf(
  expected: readonly (readonly [Shape, number])[],
  dense: number,
  number: number,
  power: Power,
  chance: Stream,
): SedimentField {
  const across = VIEW_UM[power];
  const seen = expected.flatMap(([shape, mean]) => {
    // At low power single bacteria are not seen.
    if (mean <= 0 || (power === 'LPF' && shape === 'rod')) return [];
    const own = under(chance, shape);
    const many = Math.min(MOST[power], poisson(mean * AREA[power] * dense, uniform(own, 0)));
    return Array.from({ length: many }, (_, k) => seenAt(shape, across, k, own));
  });
  return { number, power, across, seen: apart(seen) };
}

function seenAt(shape: Shape, across: number, k: number, own: Stream): Seen {
  const [low, high] = LENGTH[shape];
  const long = tenth(low + (high - low) * uniform(own, 3 * k + 1));
  const spot = inField(across, Math.min(long / 2, across / 5), own, k);
  return {
    shape,
    ...spot,
    long,
    turn: below(own, 3 * k + 2, 360),
    variant: Math.round(uniform(own, 3 * k + 3) * 1000) / 1000,
  };
}

/** Large things lie under small ones. */
function apart(seen: readonly Seen[]): Seen[] {
  return [...seen].sort(
    (a, b) => b.long - a.long || distance(a, { x: 0, y: 0 }) - distance(b, { x: 0, y: 0 }),
  );
}

/** µm. */
const LENGTH: Readonly<Record<Shape, readonly [number, number]>> = {
  disc: [6.6, 7.8],
  'spiked disc': [5.8, 7],
  'pale ring': [7, 8.4],
  'grainy ball': [11, 14],
  'ball with one round nucleus': [8.5, 10.5],
  'budding oval': [5, 8],
  rod: [2, 4],
  'pear with a whip': [14, 20],
  'large flat cell': [42, 64],
  'glassy cylinder': [90, 190],
  'grainy cylinder': [90, 180],
  'cylinder of discs': [80, 160],
  'cylinder of grainy balls': [90, 170],
  'broken waxy cylinder': [90, 150],
  'cylinder with bright drops': [90, 160],
  envelope: [10, 20],
  'yellow lozenge': [22, 44],
  'coffin lid': [30, 60],
  'six-sided plate': [22, 40],
  'sheaf of needles': [30, 50],
  'ringed ball': [16, 28],
  'notched plate': [45, 80],
  'fan of brown needles': [40, 70],
};
