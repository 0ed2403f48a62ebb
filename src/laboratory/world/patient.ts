/** Amounts by analyte id, each in the unit of the catalog's analyte. Only what is drawn stands here; the rest is derived. */
export type Values = Readonly<{ [analyte: string]: number }>;

/** Seconds since the shift opened; what happened before is negative. */
export type At = number;

/** Somebody who does not exist: the truth behind every tube drawn from them (W0, W1). */
export type Patient = {
  readonly id: string;
  readonly mrn: string;
  readonly family: string;
  readonly given: string;
  /** ISO day. */
  readonly born: string;
  readonly sex: 'F' | 'M';
  /** Years when the shift opens. */
  readonly age: number;
  readonly ward: string;
  /** Disease classes of the content. */
  readonly classes: readonly string[];
  /** What is taken that a laboratory has to know: 'biotin', 'heparin', … */
  readonly drugs: readonly string[];
  /** A newborn, or veins that are hard to find: drawing again is a harm. */
  readonly hardToDraw: boolean;
  /** Set points by analyte. */
  readonly usual: Values;
  /** What circulates besides the analytes and disturbs measuring them. */
  readonly substances: Substances;
  /** What is done to them, in the order of time. */
  readonly course: readonly Happening[];
  readonly blood: Blood;
  readonly urine: Urine;
};

/** All 0 in most people. */
export type Substances = {
  /** Unfractionated heparin, U/mL of plasma. */
  readonly heparin: number;
  /** ng/mL. */
  readonly biotin: number;
  /** Hemoglobin outside cells within the body, g/L of plasma. */
  readonly freeHemoglobin: number;
  /** Antibodies that bridge a sandwich assay, as the signal they make: multiples of the upper reference limit. */
  readonly heterophile: number;
};
export const NO_SUBSTANCES: Substances = { heparin: 0, biotin: 0, freeHemoglobin: 0, heterophile: 0 };

/** What changes a body between two draws: an operator on the true values. */
export type Happening =
  | { readonly what: 'transfusion'; readonly at: At; readonly units: number }
  | { readonly what: 'dialysis'; readonly at: At; readonly hours: number }
  | { readonly what: 'insulin'; readonly at: At }
  | { readonly what: 'fluids'; readonly at: At; readonly fluid: string; readonly liters: number }
  /** From `from` to `to` the usual value moves to another; illness or its treatment. */
  | { readonly what: 'illness'; readonly from: At; readonly to: At; readonly values: Values };

/** How the cells of somebody's blood behave; 0 or absent = as usual. */
export type Blood = {
  /** Fractions of white cells, summing to 1. */
  readonly differential: Readonly<{ [cell in Cell]: number }>;
  /** Nucleated red cells for each 100 white cells. */
  readonly nrbcPer100: number;
  /** How strongly red cells clump in the cold, 0 to 1. */
  readonly coldAgglutinin: number;
  /** How strongly platelets clump in EDTA, 0 to 1. */
  readonly clumpsInEdta: number;
  /** Fraction of platelets as large as small red cells. */
  readonly giantPlatelets: number;
  /** Fraction of red cells that resist lysis. */
  readonly resistLysis: number;
  /** Fraction of red cells that are fragments (schistocytes). */
  readonly fragments: number;
  /** Fractions of red cells of an unusual shape, as a smear shows them; the rest is round. */
  readonly redShapes?: Readonly<{ [shape in RedShape]?: number }>;
  /** Fraction of red cells fresh from the marrow: larger and bluish. */
  readonly youngRed?: number;
  /** Fraction of neutrophils with six lobes or more; with coarse granules and Dohle bodies. */
  readonly manyLobes?: number;
  readonly toxic?: number;
  /** How strongly white cells clump in EDTA, 0 to 1. */
  readonly whiteClumps?: number;
  /** g/dL of plasma. */
  readonly paraprotein?: number;
  /** Protein that falls out in the cold, 0 to 1. */
  readonly cryoprotein?: number;
  /** Bacteria or yeast, 10*3/uL. */
  readonly organisms?: number;
};
export type RedShape = 'target' | 'sickle' | 'teardrop' | 'oval' | 'pencil' | 'sphere';
export type Cell =
  | 'neutrophil'
  | 'band'
  | 'lymphocyte'
  | 'reactive'
  | 'monocyte'
  | 'eosinophil'
  | 'basophil'
  | 'immature'
  | 'blast';

/** Urine as it is in the cup at voiding: chemistry by pad, and what lies in the sediment. */
export type Urine = {
  readonly color: string;
  readonly clarity: string;
  /** Specific gravity. */
  readonly gravity: number;
  readonly ph: number;
  /** True amounts behind the pads: protein, glucose, ketones, blood (hemoglobin), bilirubin in mg/dL; urobilinogen in mg/dL. */
  readonly chemistry: Readonly<{
    protein: number;
    glucose: number;
    ketones: number;
    hemoglobin: number;
    bilirubin: number;
    urobilinogen: number;
  }>;
  /** mg/dL; other sugars than glucose (galactose); ascorbic acid. */
  readonly reducing: number;
  readonly ascorbate: number;
  /** Light chains, mg/dL: protein that the pad does not see. */
  readonly lightChains: number;
  /** Per high-power field, mean. */
  readonly redCells: number;
  readonly whiteCells: number;
  /** Reduce nitrate, 0 to 1; how many, 0 to 4 (none to many). */
  readonly bacteria: { readonly amount: number; readonly reduceNitrate: number };
  readonly yeast: number;
  /** Per low-power field. */
  readonly casts: Readonly<{ [kind: string]: number }>;
  readonly squames: number;
  /** Per high-power field. */
  readonly crystals: Readonly<{ [kind: string]: number }>;
  /** mg/dL: what the pads for blood and for ketones take for theirs, and miss. */
  readonly myoglobin?: number;
  readonly hydroxybutyrate?: number;
  /** Bleach in the cup; an orange drug that colors every pad: 0 to 1. */
  readonly oxidizer?: number;
  readonly pigment?: number;
  /** What raises a refractometer and no pad: contrast medium, as specific gravity added. */
  readonly contrast?: number;
  /** Hours that urine had been in the bladder. */
  readonly dwell?: number;
  /** Of the white cells: lymphocytes, which hold no esterase. */
  readonly lymphocytes?: number;
  /** Per high-power field. */
  readonly trichomonas?: number;
};

/** Blood and urine in which nothing strikes the eye. */
export const PLAIN_BLOOD: Blood = {
  differential: {
    neutrophil: 0.585,
    band: 0.015,
    lymphocyte: 0.3,
    reactive: 0,
    monocyte: 0.065,
    eosinophil: 0.027,
    basophil: 0.008,
    immature: 0,
    blast: 0,
  },
  nrbcPer100: 0,
  coldAgglutinin: 0,
  clumpsInEdta: 0,
  giantPlatelets: 0,
  resistLysis: 0,
  fragments: 0,
};
export const PLAIN_URINE: Urine = {
  color: 'yellow',
  clarity: 'clear',
  gravity: 1.016,
  ph: 6,
  chemistry: { protein: 4, glucose: 5, ketones: 0, hemoglobin: 0, bilirubin: 0, urobilinogen: 0.3 },
  reducing: 0,
  ascorbate: 0,
  lightChains: 0,
  redCells: 0.6,
  whiteCells: 0.8,
  bacteria: { amount: 0, reduceNitrate: 0 },
  yeast: 0,
  casts: {},
  squames: 1,
  crystals: {},
};
