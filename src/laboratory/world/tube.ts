import type { At, Blood, Substances, Urine, Values } from './patient.ts';

/** What is written on a tube. A tube without one is unlabelled. */
export type Label = {
  readonly name: string;
  readonly mrn: string;
  readonly born: string;
  /** The accession number printed as a bar code; null on a label written by hand. */
  readonly accession: string | null;
};

/** Where a tube has been: it decides what time does to it. */
export type Stay = { readonly from: At; readonly celsius: number; readonly light: boolean };

/** A tube as it truly is. Operators of W3 to W5 turn one tube into another; they change no label but `swapIdentity`. */
export type Tube = {
  readonly id: string;
  /** Tube id of the catalog: 'ltgreen', 'lav', … */
  readonly kind: string;
  readonly label: Label | null;
  /** Whose blood it is, by patient id: the truth; and who that is, for what is computed from age and sex. */
  readonly of: string;
  readonly person: { readonly sex: 'F' | 'M'; readonly age: number };
  readonly drawnAt: At;
  /** The tube is as it was at this moment; `stand` moves it on. */
  readonly until: At;
  /** Filled to this fraction of the line. */
  readonly fill: number;
  /** The hematocrit (percent) for which citrate was taken out of it; not there = a tube as it is made. */
  readonly citrateFor?: number;
  /** What is left in it, mL of whole specimen. */
  readonly volume: number;
  /** What is in it: chemistry per plasma or serum, cells per whole blood; in the analyte's unit. */
  readonly values: Values;
  /** What the patient had when it was drawn: the truth that a result is held against. */
  readonly drawn: Values;
  readonly blood: Blood;
  readonly urine: Urine | null;
  /** Hemoglobin outside cells, g/L of plasma, by how it came there: only the first moves K, LDH and AST in step. */
  readonly freeHemoglobin: { readonly inTube: number; readonly inBody: number };
  /** Free EDTA in plasma of a tube that should hold none, mmol/L. */
  readonly edta: number;
  /** Heparin in a tube that should hold none, U/mL. */
  readonly heparin: number;
  /** Biotin (ng/mL) and antibodies against the reagent's, as `Substances` counts them. */
  readonly biotin: Substances['biotin'];
  readonly heterophile: Substances['heterophile'];
  /** Fraction clotted where nothing should clot; strands of fibrin in serum. */
  readonly clotted: number;
  readonly fibrin: boolean;
  /** Turbidity beyond what triglyceride explains is not modeled; the index follows triglyceride. */
  readonly stays: readonly Stay[];
  readonly mixed: boolean;
  readonly spunAt: At | null;
  /** Off the cells: spun with a gel, or poured off. */
  readonly separatedAt: At | null;
  /** What was done to it, in order, for the debrief. */
  readonly history: readonly Operation[];
};

/** An operator with its amounts, as the debrief tells it. `fault` names the planted fault it belongs to, F01 to F35. */
export type Operation =
  | { readonly did: 'mix'; readonly fraction: number; readonly fluid: string; readonly fault?: string }
  | { readonly did: 'addEdta'; readonly fraction: number; readonly fault?: string }
  | {
      readonly did: 'hemolyse';
      readonly gramsPerLiter: number;
      readonly inBody: boolean;
      readonly fault?: string;
    }
  | { readonly did: 'fill'; readonly fraction: number; readonly fault?: string }
  | { readonly did: 'heparin'; readonly unitsPerMl: number; readonly fault?: string }
  | { readonly did: 'clot'; readonly fraction: number; readonly fault?: string }
  | { readonly did: 'fibrin'; readonly fault?: string }
  | { readonly did: 'stand'; readonly seconds: number; readonly celsius: number; readonly fault?: string }
  | { readonly did: 'expose'; readonly seconds: number; readonly fault?: string }
  | { readonly did: 'evaporate'; readonly fraction: number; readonly fault?: string }
  | { readonly did: 'swapIdentity'; readonly with: string; readonly fault?: string }
  | { readonly did: 'unlabel'; readonly fault?: string }
  | { readonly did: 'mislabel'; readonly what: 'mrn' | 'name' | 'born'; readonly fault?: string };
