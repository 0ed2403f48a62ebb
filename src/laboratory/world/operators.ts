import { power } from './arithmetic.ts';
import type { Values } from './patient.ts';
import type { Tube } from './tube.ts';

// What can befall a tube, each a function from tube to tube, so that faults compose. The fixed order in which a tube suffers
// them is that of `RANK` in draw.ts: draw, mix, additive, lysis, clot, time, label. None changes `drawn`, `of` or the label.

/** Sizes, percentages and times: what is poured into a tube does not dilute them. */
const INTENSIVE = new Set(['rdw', 'mpv', 'retic', 'a1c', 'esr', 'acr']);

/** Clotting times lengthen when factors are diluted: the power of the part that is left. Ours, for the direction. */
const DILUTED: { readonly [analyte: string]: number } = { pt: -0.4, aptt: -0.5, tt: -0.3, rept: -0.3 };

type Content = { readonly [analyte: string]: number };

/**
 * A part `fraction` (0 to 1) of the tube is another fluid: (1 - f)·own + f·fluid for every amount, 0 where the fluid holds
 * none. Two mixings with one fluid are one mixing with 1 - (1 - f1)(1 - f2).
 */
export function mix(tube: Tube, fraction: number, fluid: Content): Tube {
  if (fraction === 0) return tube;
  const left = 1 - fraction;
  return {
    ...tube,
    values: mixed(tube.values, fraction, fluid),
    freeHemoglobin: {
      inTube: tube.freeHemoglobin.inTube * left,
      inBody: tube.freeHemoglobin.inBody * left,
    },
    edta: tube.edta * left,
    heparin: tube.heparin * left,
    biotin: tube.biotin * left,
    heterophile: tube.heterophile * left,
  };
}

function mixed(values: Values, fraction: number, fluid: Content): Values {
  const left = 1 - fraction;
  const next: { [analyte: string]: number } = {};
  for (const id in values) {
    const [own, added] = [values[id]!, fluid[id]];
    const lengthened = DILUTED[id];
    if (lengthened !== undefined) next[id] = own * power(left, lengthened);
    else next[id] = INTENSIVE.has(id) ? own : left * own + (added === undefined ? 0 : fraction * added);
  }
  return next;
}

/** mmol/L of EDTA in the plasma of a full lavender tube: 1.8 mg of K2EDTA for each mL of blood of hematocrit 45. */
export const EDTA_IN_PLASMA = 8.09;

/** Plasma of a full lavender tube, where it differs from the patient's own: the potassium of the salt; water drawn out of cells. */
const EDTA_PLASMA: Content = { k: 20, cl: 88, ca: 0, ica: 0 };

/**
 * A part `fraction` of the tube is the same patient's blood out of a K2EDTA tube (K 20 mmol/L; Biochem Med 2014, PMC4210256).
 * What free EDTA then does to the rest of the calcium and to metal enzymes depends on the method: measure/interference.ts.
 */
export function addEdta(tube: Tube, fraction: number): Tube {
  if (fraction === 0) return tube;
  const edta = (1 - fraction) * tube.edta + fraction * EDTA_IN_PLASMA;
  return { ...tube, edta, values: replaced(tube.values, fraction, EDTA_PLASMA) };
}

/** Only what `by` names is mixed; all else stays. */
export function replaced(values: Values, fraction: number, by: Content): Values {
  const next = { ...values };
  for (const id in by) if (next[id] !== undefined) next[id] = (1 - fraction) * next[id] + fraction * by[id]!;
  return next;
}

/** Unfractionated heparin from a line, U/mL of plasma. */
export const addHeparin = (tube: Tube, unitsPerMl: number): Tube =>
  unitsPerMl === 0 ? tube : { ...tube, heparin: tube.heparin + unitsPerMl };

/**
 * What red cells hold more of than plasma: units of the analyte for each g/L of hemoglobin let go. K 0.33 in frozen and thawed
 * blood (Hemokalc, CCLM 2025); LDH 95 and AST 2 of the facts; the others (C_cell - C_plasma) / 330 g/L from the ratios on file
 * (ALT 7, Mg 3, ammonia 3: unverified) and, for folate and phosphate, sizes of this simulation.
 */
const RELEASED: Content = { k: 0.33, ldh: 95, ast: 2, alt: 0.45, mg: 0.012, phos: 0.1, nh3: 0.2, fol: 1.2 };

/** Red cells burst: `gramsPerLiter` of hemoglobin more in plasma. In the body kidneys and time have taken the potassium away. */
export function hemolyse(tube: Tube, gramsPerLiter: number, inBody = false): Tube {
  if (gramsPerLiter === 0) return tube;
  const free = tube.freeHemoglobin;
  if (inBody) return { ...tube, freeHemoglobin: { ...free, inBody: free.inBody + gramsPerLiter } };
  const values = { ...tube.values };
  for (const id in RELEASED)
    if (values[id] !== undefined) values[id] = values[id] + RELEASED[id]! * gramsPerLiter;
  return { ...tube, values, freeHemoglobin: { ...free, inTube: free.inTube + gramsPerLiter } };
}

/** A clot where nothing should clot; fibrinogen is used up in it. What it does to cells is the counter's. */
export function clot(tube: Tube, fraction: number): Tube {
  if (fraction === 0) return tube;
  const values = { ...tube.values };
  if (values['fib'] !== undefined) values['fib'] *= 1 - fraction;
  if (values['ddim'] !== undefined) values['ddim'] *= 1 + 3 * fraction;
  return { ...tube, values, clotted: 1 - (1 - tube.clotted) * (1 - fraction) };
}

export const strand = (tube: Tube): Tube => ({ ...tube, fibrin: true });

/** Water leaves an open tube: what is left is that much more. */
export function evaporate(tube: Tube, fraction: number): Tube {
  if (fraction === 0) return tube;
  const values: { [analyte: string]: number } = {};
  for (const id in tube.values)
    values[id] = INTENSIVE.has(id) || DILUTED[id] ? tube.values[id]! : tube.values[id]! / (1 - fraction);
  // Carbon dioxide leaves with the water, and faster.
  if (values['co2'] !== undefined) values['co2'] *= (1 - fraction) * (1 - fraction) * (1 - fraction);
  return { ...tube, values, volume: tube.volume * (1 - fraction) };
}
