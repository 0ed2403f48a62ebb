import { exp } from '../arithmetic.ts';
import { PLAIN_URINE, type Urine } from '../patient.ts';
import { normal, under, type Stream } from '../streams.ts';

type Kind = Omit<Partial<Urine>, 'chemistry'> & { readonly chemistry?: Partial<Urine['chemistry']> };

/**
 * What the urine of somebody of a class or kind holds. The sizes are of this simulation, chosen for what strips and sediments of
 * that kind show; none of them decides a grade.
 */
const KINDS: { readonly [kind: string]: Kind } = {
  healthy: {},
  bacteriuria: {
    whiteCells: 35,
    redCells: 3,
    bacteria: { amount: 4, reduceNitrate: 1 },
    gravity: 1.018,
    chemistry: { protein: 28 },
  },
  'non-reducers': { whiteCells: 25, bacteria: { amount: 4, reduceNitrate: 0 } },
  'short-dwell': { dwell: 1 },
  pyelonephritis: {
    whiteCells: 60,
    bacteria: { amount: 4, reduceNitrate: 1 },
    casts: { white: 3, granular: 1 },
    chemistry: { protein: 90 },
  },
  hematuria: { redCells: 45 },
  'few-red-cells': { redCells: 9 },
  nephritis: { redCells: 60, casts: { red: 3, granular: 2 }, chemistry: { protein: 180 } },
  nephrotic: { chemistry: { protein: 900 }, casts: { hyaline: 4, fatty: 3 } },
  proteinuria: { chemistry: { protein: 160 }, casts: { hyaline: 2, granular: 1 } },
  'light-chains': { lightChains: 260, casts: { hyaline: 6, waxy: 2 }, chemistry: { protein: 6 } },
  hemoglobinuria: { color: 'red', redCells: 0.1, chemistry: { hemoglobin: 8, protein: 40 } },
  myoglobinuria: { color: 'brown', redCells: 0.1, myoglobin: 30, chemistry: { protein: 35 } },
  glucosuria: { chemistry: { glucose: 1400 } },
  ketonuria: { chemistry: { glucose: 1800, ketones: 90 }, ph: 5, gravity: 1.024 },
  'hydroxybutyrate-only': { chemistry: { glucose: 1800, ketones: 2 }, hydroxybutyrate: 240, ph: 5 },
  jaundice: { color: 'amber', chemistry: { bilirubin: 2.4, urobilinogen: 3 } },
  'trace-bilirubin': { color: 'dark yellow', chemistry: { bilirubin: 0.45 } },
  galactose: { reducing: 600, chemistry: { glucose: 4 } },
  'vitamin-c': { ascorbate: 120 },
  contrast: { contrast: 0.028 },
  concentrated: { gravity: 1.031, color: 'dark yellow' },
  dilute: { gravity: 1.003, color: 'pale yellow' },
  alkaline: { ph: 8 },
  'very-alkaline': { ph: 8.9 },
  contaminated: { squames: 32, bacteria: { amount: 2, reduceNitrate: 0.3 } },
  yeast: { yeast: 14, whiteCells: 6 },
  trichomonas: { trichomonas: 3, whiteCells: 14 },
  lymphocyturia: { whiteCells: 22, lymphocytes: 1 },
  phenazopyridine: { pigment: 1, color: 'orange' },
  bleach: { oxidizer: 1 },
  oxalate: { crystals: { 'calcium-oxalate': 3 } },
  'uric-acid': { crystals: { 'uric-acid': 3 }, ph: 5 },
  'triple-phosphate': { crystals: { 'triple-phosphate': 3 }, ph: 8 },
  cystine: { crystals: { cystine: 3 }, ph: 5.5 },
  tyrosine: { crystals: { tyrosine: 2 }, ph: 5.5, chemistry: { bilirubin: 2 } },
  leucine: { crystals: { leucine: 2 }, ph: 5.5, chemistry: { bilirubin: 2 } },
  cholesterol: { crystals: { cholesterol: 2 }, chemistry: { protein: 500 } },
  'drug-crystals': { crystals: { drug: 3 }, ph: 5.5 },
};

/** Disease classes whose urine is of one of these kinds. */
const CLASSES: { readonly [name: string]: readonly string[] } = {
  'urinary-infection': ['bacteriuria'],
  diabetes: ['glucosuria'],
  dka: ['ketonuria'],
  ckd: ['proteinuria'],
  'in-vivo-hemolysis': ['hemoglobinuria'],
  rhabdomyolysis: ['myoglobinuria'],
  hepatitis: ['jaundice'],
  icteric: ['jaundice'],
  cirrhosis: ['jaundice'],
  paraprotein: ['light-chains'],
  dehydration: ['concentrated'],
};

/** Classes and kinds that change urine. Others leave it as it is. */
export const URINE_CLASSES: readonly string[] = [...Object.keys(KINDS), ...Object.keys(CLASSES)];

/** What the urine of somebody with these classes or kinds is at voiding; later ones go over earlier ones, amounts a little their own. */
export function urineOf(classes: readonly string[], stream: Stream): Urine {
  const kinds = [...new Set(classes.flatMap((name) => CLASSES[name] ?? [name]))].flatMap(
    (name) => KINDS[name] ?? [],
  );
  const whole = Object.assign({}, PLAIN_URINE, ...kinds) as Urine;
  const chemistry = Object.assign(
    {},
    PLAIN_URINE.chemistry,
    ...kinds.map((k) => k.chemistry),
  ) as Urine['chemistry'];
  const own = under(stream, 'urine');
  const about = (name: string, x: number, spread = 0.15) => x * exp(spread * normal(under(own, name), 0));
  const each = <T extends { readonly [name: string]: number }>(room: string, all: T): T =>
    Object.fromEntries(Object.entries(all).map(([name, x]) => [name, about(`${room}/${name}`, x)])) as T;
  const gravity = kinds.some((k) => k.gravity)
    ? whole.gravity
    : whole.gravity + 0.004 * within(normal(under(own, 'gravity'), 0));
  return {
    ...whole,
    gravity: Math.round(gravity * 1000) / 1000,
    chemistry: each('chemistry', chemistry),
    redCells: about('red', whole.redCells),
    whiteCells: about('white', whole.whiteCells),
    squames: about('squames', whole.squames),
    casts: each('casts', whole.casts),
    crystals: each('crystals', whole.crystals),
  };
}

const within = (z: number) => Math.max(-1.8, Math.min(1.8, z));
