import type { Order, Report, Result } from './plain.ts';

/** HL7 v2 status letters as FHIR's words: the v2-to-FHIR maps (bench.yaml `fhir_r4.v2_maps`, verified). */
const RESULT: { [obx11: string]: Result['status'] } = {
  A: 'amended', C: 'corrected', D: 'entered-in-error', F: 'final', P: 'preliminary', W: 'entered-in-error', X: 'cancelled',
}; // prettier-ignore
const REPORT: { [obr25: string]: Report['status'] } = {
  O: 'registered', I: 'registered', S: 'registered', P: 'preliminary', R: 'partial', F: 'final', C: 'corrected', X: 'cancelled',
}; // prettier-ignore
/** The published map leaves CA, a request to cancel, active: it is revoked only when the laboratory confirms it (CR, OC). */
const ORDER: { [orc1: string]: Order['status'] } = {
  NW: 'active', OC: 'revoked', DC: 'revoked', CR: 'revoked', HD: 'active', HR: 'on-hold', OK: 'active', CA: 'active',
}; // prettier-ignore

const lookup = <T>(map: { [letter: string]: T }, letter: string): T | null =>
  Object.hasOwn(map, letter) ? map[letter]! : null;

/** OBX-11 as the status of an Observation; null for B, I, N, O, R, S, U, V, which the map leaves open. */
export const resultStatus = (obx11: string): Result['status'] | null => lookup(RESULT, obx11);
/** OBR-25 as the status of a DiagnosticReport, or null. */
export const reportStatus = (obr25: string): Report['status'] | null => lookup(REPORT, obr25);
/** ORC-1 as the status of a ServiceRequest, or null. */
export const orderStatus = (orc1: string): Order['status'] | null => lookup(ORDER, orc1);
