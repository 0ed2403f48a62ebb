import type { Coded } from './plain.ts';

/** The code systems of HL7 that results and specimens use. */
export const REJECTED = 'http://terminology.hl7.org/CodeSystem/v2-0490';
export const CONDITION = 'http://terminology.hl7.org/CodeSystem/v2-0493';
export const FLAG = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
export const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
export const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
export const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';

/** The extension that keeps what a corrected result said before: `value`, and `at` when it was replaced. */
export const PREVIOUS = 'urn:benchpath:previous-result';

/** Why a specimen was rejected, HL70490 (bench.yaml `table_HL70490`, verified). */
const REASONS: { [code: string]: string } = {
  EX: 'expired', QS: 'quantity not sufficient', RB: 'broken container', RC: 'clotting', RD: 'missing collection date',
  RA: 'missing patient id', RE: 'missing patient name', RH: 'hemolysis', RI: 'identification problem', RM: 'labeling',
  RN: 'contamination', RP: 'missing phlebotomist id', RR: 'improper storage', RS: 'name misspelling',
}; // prettier-ignore

/** A reject reason by its code of HL70490, or null when the table has none such. */
export const rejectReason = (code: string): Coded | null =>
  Object.hasOwn(REASONS, code) ? { system: REJECTED, code, display: REASONS[code]! } : null;
