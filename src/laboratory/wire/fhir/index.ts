export { check, type Checked } from './check.ts';
export { outcome } from './outcome.ts';
export type { Problem } from './problem.ts';
export { UCUM, type Units } from './codes.ts';
export { LOINC, loincFault } from './loinc.ts';
export { readJson } from './json.ts';
export type { AnyResource } from './resource.ts';
export type { Amount, Coded, Identity, Interval, Named, Note, Order, Report, Result, ResultValue, Tube, Work } from './plain.ts'; // prettier-ignore
export { readOrder, readPatient, readReport, readResult, readSpecimen, readWork } from './read.ts';
export { writeOrder, writePatient, writeReport, writeResult, writeSpecimen, writeWork } from './write.ts';
export { resultKey } from './key.ts';
export { orderStatus, reportStatus, resultStatus } from './status.ts';
export { rejectReason } from './systems.ts';
export { parseQuery, type Query } from './query.ts';
export { search, matches, type Found, type Kept } from './search.ts';
export { searchset } from './searchset.ts';
export { handle, type Door } from './handle.ts';
export type { Request, Response } from './respond.ts';
export type { FhirStore, Refused } from './store.ts';
