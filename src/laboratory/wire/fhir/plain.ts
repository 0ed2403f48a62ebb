import type { GENDERS } from './patient.ts';
import type { OBSERVATION_STATUS } from './observation.ts';
import type { REPORT_STATUS } from './report.ts';
import type { PRIORITIES, REQUEST_INTENT, REQUEST_STATUS } from './request.ts';
import type { SPECIMEN_STATUS } from './specimen.ts';
import type { TASK_INTENT, TASK_STATUS } from './task.ts';

/**
 * What the laboratory knows, without the envelope of FHIR. Times are texts of FHIR (date, dateTime or instant); references are
 * `Type/id`; null = not told. Lists that are empty are not told either.
 */
export type Named = { system: string | null; value: string };
/** A code with its system: a LOINC code, a reject reason, a flag. */
export type Coded = { system: string | null; code: string; display: string | null };
/** What somebody wrote. */
export type Note = { text: string; by: string | null; at: string | null };

/** An amount as it was written (`4.10`), in a unit of UCUM. */
export type Amount = {
  value: string;
  comparator: '<' | '<=' | '>=' | '>' | null;
  unit: string;
  shown: string | null;
};
export type ResultValue =
  | ({ kind: 'amount' } & Amount)
  | { kind: 'code'; code: Coded }
  | { kind: 'text'; text: string }
  /** A titer: 1:64. */
  | { kind: 'ratio'; numerator: string; denominator: string }
  /** No value, and why (HL7 data-absent-reason): `error`, `not-performed`, … */
  | { kind: 'absent'; reason: string };
/** A reference interval; low and high inclusive, null = open. */
export type Interval = { low: string | null; high: string | null; unit: string; text: string | null };

export type Identity = {
  id: string | null;
  numbers: Named[];
  family: string | null;
  given: string[];
  born: string | null;
  sex: (typeof GENDERS)[number] | null;
};
export type Order = {
  id: string | null;
  numbers: Named[];
  requisition: Named | null;
  status: (typeof REQUEST_STATUS)[number];
  intent: (typeof REQUEST_INTENT)[number];
  priority: (typeof PRIORITIES)[number] | null;
  /** What was ordered: a panel or a test. A result has the code of what was measured, which may be another. */
  test: Coded;
  patient: string;
  specimens: string[];
  reasons: string[];
  ordered: string | null;
  by: string | null;
  notes: Note[];
};
export type Tube = {
  id: string | null;
  numbers: Named[];
  accession: Named | null;
  status: (typeof SPECIMEN_STATUS)[number] | null;
  type: Coded | null;
  patient: string | null;
  collected: string | null;
  received: string | null;
  parents: string[];
  orders: string[];
  additive: Coded | null;
  /** HL70493. */
  conditions: Coded[];
  /** HL70490: why it was rejected. */
  rejected: Coded[];
  notes: Note[];
};
export type Result = {
  id: string | null;
  numbers: Named[];
  status: (typeof OBSERVATION_STATUS)[number];
  test: Coded;
  patient: string;
  orders: string[];
  specimen: string | null;
  /** When the specimen was taken. */
  collected: string | null;
  issued: string | null;
  value: ResultValue | null;
  /** HL70078: H, LL, A, … */
  flags: string[];
  intervals: Interval[];
  method: string | null;
  device: string | null;
  by: string[];
  notes: Note[];
  /** What stood there before a correction, oldest first; it stays readable. */
  previous: { value: ResultValue; at: string }[];
};
export type Report = {
  id: string | null;
  numbers: Named[];
  status: (typeof REPORT_STATUS)[number];
  test: Coded;
  patient: string;
  orders: string[];
  specimens: string[];
  collected: string | null;
  issued: string | null;
  results: string[];
  by: string[];
  conclusion: string | null;
};
export type Work = {
  id: string | null;
  numbers: Named[];
  status: (typeof TASK_STATUS)[number];
  intent: (typeof TASK_INTENT)[number];
  priority: (typeof PRIORITIES)[number] | null;
  step: Coded | null;
  about: string | null;
  patient: string | null;
  orders: string[];
  owner: string | null;
  written: string | null;
  changed: string | null;
  reason: string | null;
  notes: Note[];
};
