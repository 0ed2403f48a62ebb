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
  /** What is done to them, in the order of time. */
  readonly course: readonly Happening[];
  readonly blood: Blood;
  readonly urine: Urine;
};

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
};
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
  readonly crystals: Readonly<{ [kind: string]: number }>;
};
