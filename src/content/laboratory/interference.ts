import { z } from 'zod';
import { Expression } from './judging.ts';
import { entry, Id, Said, Span } from './stated.ts';

const Amounts = z.record(Id, z.number());
const Factor = entry({ value: z.number() });

/** content/laboratory/interferences/hemolysis.yaml; hemoglobin in g/L. */
export const Hemolysis = z.strictObject({
  cellHemoglobin: Factor,
  ratios: z.array(entry({ analyte: Id, times: z.number().positive() })),
  potassium: entry({
    freezeThaw: z.number(),
    lowest: z.number(),
    highest: z.number(),
    pairedTubes: z.number(),
    population: z.number(),
  }),
  slopes: z.array(entry({ analyte: Id, perGramPerLiter: Span })),
  never: z.string(),
  visibleFrom: Factor,
  inBody: z.strictObject({ share: Factor, clues: z.array(z.string()) }),
  thresholds: entry({ up: Amounts, down: Amounts, none: z.array(Id) }),
  oneLaboratory: entry({ changes: Amounts }),
  potassiumTiers: entry({
    tiers: z.array(
      z.strictObject({
        /** Below this index; null = the rest. */
        below: z.number().nullable(),
        does: z.enum(['report', 'comment', 'reject']),
        says: z.string().optional(),
      }),
    ),
  }),
});

/** content/laboratory/interferences/lipemia.yaml; lipid in mg/dL, protein in g/L. */
export const Lipemia = z.strictObject({
  indirectIse: entry({
    analytes: z.array(Id),
    usualWater: z.number(),
    water: z.strictObject({ whole: z.number(), perLipid: z.number(), perProtein: z.number() }),
    example: z.strictObject({ lipid: z.number(), protein: z.number(), water: z.number() }),
  }),
  trueSamples: entry({ index: z.number(), sodiumShift: z.number(), says: z.string() }),
  hemoglobin: Said,
  remedies: z.array(z.string()),
});

/** content/laboratory/interferences/icterus.yaml; bilirubin in mg/dL. */
export const Icterus = entry({
  low: z.array(z.strictObject({ analyte: Id, from: z.number(), only: z.string().optional() })),
  none: z.array(z.strictObject({ analyte: Id, only: z.string().optional() })),
  noneTo: z.number(),
});

/** content/laboratory/interferences/edta.yaml; shares by volume, mmol/L. */
export const Edta = z.strictObject({
  tube: entry({
    mgPerMl: z.number(),
    edta: z.number(),
    potassium: z.number(),
    plasmaPotassiumAdded: z.number(),
    plasmaPotassium: z.number(),
    says: z.string(),
  }),
  significantFrom: entry({
    share: z.number(),
    down: z.array(Id),
    up: z.array(Id),
    later: Amounts,
    none: z.array(Id),
    noneTo: z.number(),
  }),
  methods: Said,
  pattern: entry({ hold: Expression, says: z.string() }),
});

/** content/laboratory/interferences/dilution.yaml; shares of 1. */
export const Dilution = z.strictObject({
  facts: z.array(Said),
  rule: entry({
    dilution: z.number(),
    ofAnalytes: z.number(),
    specificity: z.number(),
    sensitivity: z.number(),
    area: z.number(),
  }),
  bloodCount: Said,
});

/** content/laboratory/interferences/citrate-ratio.yaml; percent. */
export const CitrateRatio = entry({
  fillLeast: z.number(),
  hematocritOver: z.number(),
  citrateFactor: z.number(),
  underfilled: z.string(),
  edtaUnderfilled: z.string(),
});

/** content/laboratory/interferences/cbc-artifacts.yaml */
export const CbcArtifacts = entry({
  artifacts: z.array(
    z.strictObject({
      id: Id,
      up: z.array(Id).default([]),
      down: z.array(Id).default([]),
      maybeUp: z.array(Id).default([]),
      when: z.string().optional(),
      fix: z.string(),
    }),
  ),
});

/** content/laboratory/interferences/cold-agglutinin.yaml; fL, g/dL, minutes at 37 °C. */
export const ColdAgglutinin = entry({
  redCellFactor: Span,
  mcvAdded: Span,
  mchcOver: z.number(),
  warmMinutes: z.number(),
  unchanged: z.array(Id),
});

/** content/laboratory/interferences/carry-over.yaml; the share of the last sample that is found in the next. */
export const CarryOver = entry({ share: Span, matters: z.array(Id).min(1) });

/** content/laboratory/interferences/hook.yaml */
export const Hook = entry({
  analytes: z.array(Id).min(1),
  says: z.string(),
  dilutions: z.array(z.number()).min(1),
  proof: z.string(),
});
