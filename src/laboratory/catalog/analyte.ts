import type { AnalyteEntry, Stated } from '#content/laboratory/index.ts';

export type Department = AnalyteEntry['department'];
type Confidence = Stated<unknown>['confidence'];

/** Limits included; null = open. Ages in whole years, both included. `text`: what is expected of a result in words. */
export type Reference = {
  sex?: 'F' | 'M';
  ageFrom?: number;
  ageTo?: number;
  low: number | null;
  high: number | null;
  text?: string;
  note?: string;
};

const FIELDS = [
  'loinc', 'unit', 'reference', 'critical', 'allowable', 'analyticalCv', 'biological', 'delta', 'range', 'computed',
  'interferences',
] as const; // prettier-ignore
export type Field = (typeof FIELDS)[number];

/** What can be measured or worked out. Amounts are in `unit`; what is not on file is null, and its confidence `unverified`. */
export type Analyte = {
  id: string;
  name: string;
  department: Department;
  loinc: string | null;
  /** UCUM; null = results in words. */
  unit: string | null;
  decimals: number;
  /** Ids of tubes, the preferred first. */
  tubes: string[];
  reference: Reference[];
  /** Adult limits; a value at or beyond one is called. `policy` = a limit that many laboratories do not have. */
  critical: { low: number | null; high: number | null; policy: boolean; when?: string } | null;
  /** Allowable total error; of absolute and percent the greater counts. `sds` = SDs of the graded target. */
  allowable: { absolute?: number; percent?: number; sds?: number } | null;
  /** Percent. */
  analyticalCv: number | null;
  /** CV within a healthy adult and between them, percent. */
  within: number | null;
  between: number | null;
  delta: { absolute?: number; percent?: number; hours: number } | null;
  /** What is measured before dilution. */
  range: { low: number; high: number } | null;
  /** How it is worked out, where it is not measured. */
  computed: string | null;
  confidence: { [field in Field]: Confidence };
  /** Ids of content/sources. */
  sources: { [field: string]: string[] };
  interferences: string[];
  /** The same sentences by what disturbs. */
  disturbedBy: { by: 'hemolysis' | 'lipemia' | 'icterus' | 'other'; says: string }[];
  note: string | null;
};

/** An analyte as the rest of the laboratory sees it, made from its file. */
export function analyteOf(entry: AnalyteEntry): Analyte {
  const { biological, interferences } = entry;
  // A unit cites nothing: that it is UCUM is checked by parsing it.
  const standing = (field: Field) =>
    field === 'unit' ? { confidence: 'verified' as const, cite: [] } : entry[field];
  const fields = FIELDS.map((field) => [field, standing(field)] as const);
  return {
    id: entry.id,
    name: entry.name,
    department: entry.department,
    loinc: entry.loinc?.value ?? null,
    unit: entry.unit,
    decimals: entry.decimals,
    tubes: entry.tubes,
    reference: entry.reference.value.map(told),
    critical: entry.critical ? told(entry.critical.value) : null,
    allowable: entry.allowable ? told(entry.allowable.value) : null,
    analyticalCv: entry.analyticalCv?.value ?? null,
    within: biological?.value.within ?? null,
    between: biological?.value.between ?? null,
    delta: entry.delta ? told(entry.delta.value) : null,
    range: entry.range?.value ?? null,
    computed: entry.computed?.value ?? null,
    confidence: Object.fromEntries(
      fields.map(([field, s]) => [field, s?.confidence ?? 'unverified']),
    ) as Analyte['confidence'],
    sources: Object.fromEntries(fields.map(([field, s]) => [field, (s?.cite ?? []).map((c) => c.source)])),
    interferences: (interferences?.list ?? []).map((i) => i.says),
    disturbedBy: interferences?.list ?? [],
    note: entry.note ?? null,
  };
}

type Told<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same without keys that hold undefined. */
export const told = <T extends object>(value: T): Told<T> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Told<T>;
