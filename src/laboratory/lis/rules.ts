import type { Analyte, Role, Tube } from '../catalog/index.ts';
import type { RuleId } from '../quality/index.ts';
import type { AccessionFormat } from './accession.ts';

/** What a role may do with an act; `escalate` names who may. Employer policy, not law. */
export type May = 'yes' | 'no' | 'cosign' | { escalate: Role };

/** Results of one specimen that contradict each other: held when the test says so; null = a value it needs is missing. */
export type ConsistencyCheck = {
  id: string;
  uses: readonly string[];
  /** The whole tube is in doubt, not only the results used. */
  wholeTube: boolean;
  says: string;
  broken: (values: ReadonlyMap<string, number>) => boolean | null;
};

/** Policies as data, made ready. Each decision keeps `policy`, the version it was made under. */
export type Rules = {
  policy: string;
  analytes: ReadonlyMap<string, Analyte>;
  panels: ReadonlyMap<string, { analytes: readonly string[]; tube: string; loinc: string | null }>;
  /** Worked out by the LIS itself when its parts are there; an analyzer is never asked for them. Parts by result. */
  calculated: ReadonlyMap<
    string,
    {
      parts: readonly string[];
      from: (
        values: ReadonlyMap<string, number>,
        person: { sex: 'F' | 'M' | null; years: number },
      ) => number | null;
    }
  >;
  /** What an analyzer works out of other results of its own: what is wrong with a part is wrong with it. */
  madeOf: ReadonlyMap<string, readonly string[]>;
  /** Indices of a specimen: measured with everything else, looked at, never reported. */
  indices: ReadonlySet<string>;
  /** What an analyzer can measure; null = not told, so whatever is open. */
  runs: (analyzer: string) => ReadonlySet<string> | null;
  tubes: ReadonlyMap<string, Tube>;
  accession: AccessionFormat;
  /** Why a specimen or a test is turned away, by code; `hl70490` is what the wire says. */
  rejections: ReadonlyMap<string, { says: string; scope: 'tube' | 'test'; hl70490: string | null }>;
  may: (act: string, role: Role) => May;
  /** Minutes of the critical call: until the first attempt, until it is complete, between attempts. */
  call: { firstMinutes: number; completeMinutes: number; retryMinutes: number };
  checks: readonly ConsistencyCheck[];
  /** Beyond which index a test is held: hemolysis g/L, icterus mg/dL, lipemia index. */
  indexLimits: ReadonlyMap<string, { readonly [index: string]: number }>;
  /** Hold when so many delta limits are broken at once, each counted up to `cap` times its limit. */
  multivariate: {
    sum: number;
    cap: number;
    atLeast: number;
    analytes: ReadonlyMap<string, { absolute?: number; percent?: number; hours: number }>;
  };
  /** Treatments that explain a delta, and of which analytes. */
  explainedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ratios to the value before that smell of a wrong unit. */
  factors: readonly number[];
  /** Rules that ask for a slide or microscopy, by what is seen. */
  reviews: readonly {
    id: string;
    test: string;
    says: string;
    asks: (values: ReadonlyMap<string, number>, alarms: readonly string[], first: boolean) => boolean;
  }[];
  /** Control rules: which reject a run, which only warn, and whether rows of points cross materials. */
  controls: { reject: readonly RuleId[]; warn: readonly RuleId[]; acrossMaterials: boolean };
  /** Hours that a good control run covers, by department. */
  controlHours: (analyte: string) => number;
  /** Is quality control needed before results go out? Off only for a test that has none (a color, a comment). */
  needsControls: (analyte: string) => boolean;
  /** A value in another UCUM unit; null where the two do not measure the same, or no factor is on file. */
  convert: (value: number, from: string, to: string) => number | null;
  autoverifies: (analyte: string) => boolean;
};
