import { exp } from './arithmetic.ts';

/** How many times longer clotting takes with so much unfractionated heparin (U/mL of plasma); sizes of this simulation. */
export const LENGTHENED: { readonly [analyte: string]: (unitsPerMl: number) => number } = {
  aptt: (units) => exp(1.55 * Math.min(units, 4)),
  tt: (units) => exp(4 * Math.min(units, 4)),
  // A thromboplastin neutralizes the first unit.
  pt: (units) => 1 + 0.8 * Math.max(0, units - 1),
};
