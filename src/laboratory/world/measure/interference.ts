import { exp } from '../arithmetic.ts';
import { amountOf } from '../derived.ts';
import type { Tube } from '../tube.ts';
import { clottingSees } from './clotting.ts';
import type { Channel, Instrument } from './instrument.ts';

/** What is in the cuvette: a tube's plasma, with what disturbs. */
export type Sample = Pick<
  Tube,
  | 'values'
  | 'person'
  | 'freeHemoglobin'
  | 'edta'
  | 'heparin'
  | 'biotin'
  | 'heterophile'
  | 'fill'
  | 'citrateFor'
  | 'clotted'
  | 'fibrin'
>;

/** Diluted with saline 1 : `times`; interferents are diluted with the rest. */
export function diluted<S extends Sample>(sample: S, times: number): S {
  if (times === 1) return sample;
  const values = Object.fromEntries(Object.entries(sample.values).map(([id, x]) => [id, x / times]));
  const { inTube, inBody } = sample.freeHemoglobin;
  return {
    ...sample,
    values,
    freeHemoglobin: { inTube: inTube / times, inBody: inBody / times },
    edta: sample.edta / times,
    heparin: sample.heparin / times,
    biotin: sample.biotin / times,
  };
}

/**
 * The amount that this method takes to be there: what is in the tube, bent by what disturbs the method (facts
 * `interference_models`). Directions and thresholds are of the facts; sizes of effects that the facts do not give are of this
 * simulation. Null where the tube holds nothing of the kind.
 */
export function seen(
  sample: Sample,
  analyte: string,
  channel: Channel,
  instrument: Instrument,
): number | null {
  const amount = amountOf(sample.values, analyte, sample.person);
  if (amount === null) return null;
  const { method } = channel;
  if (method === 'clotting' || analyte === 'ddim' || analyte === 'at')
    return clottingSees(sample, analyte, amount, channel);
  let x = chelated(sample, analyte, amount, method);
  if (method === 'indirect-ise') x *= plasmaWater(sample) / 0.93;
  x *= colored(sample, analyte, method, x);
  x += addedByColor(sample, analyte);
  x = bound(sample, x, method);
  if (method.endsWith('sandwich')) x += sample.heterophile * (UPPER[analyte] ?? 0);
  if (channel.capacity !== null) x = hooked(x, channel.capacity);
  return surrounded(x, analyte, channel, instrument);
}

/** What the temperature of the reaction and the water do, to patients and controls alike. */
export function surrounded(
  x: number,
  analyte: string,
  { method }: Channel,
  { celsius, water }: Instrument,
): number {
  const warmed = method === 'enzyme' ? x * exp(0.065 * (celsius - 37)) : x;
  return warmed * (1 - (WATER_TAKES[analyte] ?? 0) * water) + (WATER_ADDS[analyte] ?? 0) * water;
}

const total = (s: Sample) => s.freeHemoglobin.inTube + s.freeHemoglobin.inBody;

/** mg/dL of calcium in 1 mmol/L; EDTA holds one for one. */
const CALCIUM = 4.008;

/** EDTA takes calcium first, then what metal enzymes and dyes need (facts `edta`). */
function chelated(s: Sample, analyte: string, x: number, method: string): number {
  const e = s.edta;
  if (e === 0) return x;
  if (analyte === 'ca') return Math.max(0.1, x - CALCIUM * e);
  if (analyte === 'ica') return Math.max(0.02, x - 0.5 * e);
  // Zinc and magnesium leave alkaline phosphatase only when calcium no longer shields them.
  if (analyte === 'alp') return x / (1 + power4(e / 0.45));
  if (analyte === 'ldh') return x / (1 + 0.25 * e);
  if (analyte === 'amy') return x / (1 + 0.05 * e);
  if (analyte === 'mg' && method === 'xylidyl-blue') return x / (1 + 0.35 * e);
  if (analyte === 'fe' && method === 'ferrozine') return x / (1 + 0.15 * e);
  return x;
}

const power4 = (x: number) => x * x * x * x;

/**
 * The part of plasma that is water: 0.991 - 1.03e-5·lipid - 7.3e-4·protein (mg/dL, g/L; facts `lipemia`). Below 600 mg/dL of fat
 * there are always the other lipids.
 */
export function plasmaWater(s: Pick<Sample, 'values'>): number {
  const lipid = Math.max(600, s.values['trig'] ?? 0);
  const protein = 10 * (s.values['tp'] ?? 7);
  return Math.max(0.3, 0.991 - 1.03e-5 * lipid - 7.3e-4 * protein);
}

/** What the color of hemoglobin, bile and fat does to reading light: a factor. Thresholds: Sonntag 1986; Biochem Med 2023;33:020702. */
function colored(s: Sample, analyte: string, method: string, x: number): number {
  const free = total(s);
  const bile = s.values['tbil'] ?? 0;
  const above = (from: number, of: number) => Math.max(0, of - from);
  const left = (loss: number) => Math.max(0.2, 1 - loss);
  switch (analyte) {
    case 'tbil':
    case 'dbil':
      return method === 'diazo' ? left(0.05 * above(0.8, free)) : 1;
    case 'alp':
      return left(0.03 * above(1.5, free));
    case 'ggt':
      return left(0.03 * above(3, free));
    case 'tnt':
      return left(0.04 * above(1, free));
    case 'uric':
      return left(0.02 * free + 0.01 * bile);
    case 'chol':
      return left(0.015 * above(6, bile));
    case 'tp':
      return left(0.005 * above(12, bile));
    case 'ck':
      return x < 100 ? left(0.01 * above(24, bile)) : 1;
    case 'crea':
      return left((method === 'jaffe' ? 0.008 : 0.004) * above(8, bile));
    default:
      return 1;
  }
}

/** What is taken for the analyte: hemoglobin is a protein, adenylate kinase of red cells a creatine kinase; ketones of a Jaffe reading are left out. */
function addedByColor(s: Sample, analyte: string): number {
  const free = total(s);
  if (analyte === 'tp') return 0.1 * free;
  if (analyte === 'ck') return 12 * Math.max(0, s.freeHemoglobin.inTube - 2.5);
  return 0;
}

/** Biotin takes the places of streptavidin: sandwich signals fall, competitive ones rise. */
function bound(s: Sample, x: number, method: string): number {
  if (s.biotin === 0) return x;
  if (method === 'streptavidin-sandwich') return x / (1 + (s.biotin / 60) * (s.biotin / 60));
  return method === 'streptavidin-competitive' ? x * (1 + s.biotin / 200) : x;
}

/** A one-step sandwich with too much antigen: signal falls again beyond what its antibodies hold. */
export const hooked = (x: number, capacity: number): number => {
  const r = x / capacity;
  return x / (1 + r * r * r);
};

/** Upper reference limits, for what an antibody bridges. */
const UPPER: { readonly [analyte: string]: number } = {
  hcg: 5,
  tni: 30,
  tnt: 20,
  tsh: 4.5,
  psa: 4,
  ferr: 200,
  pth: 65,
};

/** Bad water brings minerals and takes enzymes; sizes of this simulation. */
const WATER_ADDS: { readonly [analyte: string]: number } = { ca: 1, mg: 0.5, phos: 0.5, fe: 30 };
const WATER_TAKES: { readonly [analyte: string]: number } = {
  alt: 0.1,
  ast: 0.1,
  alp: 0.15,
  ldh: 0.12,
  ck: 0.1,
  amy: 0.08,
  lip: 0.08,
  ggt: 0.08,
};
