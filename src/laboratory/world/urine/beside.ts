import type { At } from '../patient.ts';
import type { Tube } from '../tube.ts';
import { stoodUrine, type Stood } from './stood.ts';

// Tests beside the strip, that tell why strip and sediment disagree. They are coarse, and repeat as they were.

/** Specific gravity by refraction: contrast, sugar and protein count too. Three decimals. */
export const refractometer = (tube: Tube, at: At): number =>
  Math.round(refraction(stoodUrine(tube, at)) * 1000) / 1000;

/** 0.004 for each g/dL of glucose, 0.003 for each g/dL of protein. */
export function refraction({ voided, chemistry }: Stood): number {
  const protein = chemistry.protein + voided.lightChains;
  return voided.gravity + (voided.contrast ?? 0) + chemistry.glucose * 4e-6 + protein * 3e-6;
}

export type Turbidity = 'negative' | 'trace' | '1+' | '2+' | '3+' | '4+';
const steps = (x: number, limits: readonly number[]): Turbidity =>
  (['negative', 'trace', '1+', '2+', '3+', '4+'] as const)[limits.filter((limit) => x >= limit).length]!;

/** Sulfosalicylic acid: all protein, light chains too; contrast medium clouds it as well. */
export function sulfosalicylicAcid(tube: Tube, at: At): Turbidity {
  const { voided, chemistry } = stoodUrine(tube, at);
  return steps(
    chemistry.protein + voided.lightChains + (voided.contrast ?? 0) * 4000,
    [10, 30, 80, 200, 500],
  );
}

/** Copper reduction, in grades: glucose, other sugars, and much ascorbate. */
export function reducingSubstances(tube: Tube, at: At): Turbidity {
  const { voided, chemistry } = stoodUrine(tube, at);
  return steps(
    chemistry.glucose + voided.reducing + Math.max(0, voided.ascorbate - 40),
    [250, 500, 750, 1000, 2000],
  );
}

/** The tablet for bilirubin: finds a quarter of what the pad needs, and keeps clear of most colors. */
export function bilirubinTablet(tube: Tube, at: At): 'negative' | 'positive' {
  return stoodUrine(tube, at).chemistry.bilirubin >= 0.08 ? 'positive' : 'negative';
}
