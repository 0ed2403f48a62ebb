export { accessionFault, accessionOf, checkDigit, type AccessionFormat } from './accession.ts';
export { act, record } from './act.ts';
export { chosenReading, holdsOf, qualityFault } from './autoverify.ts';
export type { Act as LisAct, Asking, Command } from './command.ts';
export { analytesOf, nextAccession, tubesFor } from './decide-orders.ts';
export { measuredSince, wouldReject } from './decide-quality.ts';
export { priorOf } from './delta.ts';
export type * from './event.ts';
export { CHANGES, CREATES } from './fhir-in.ts';
export { resourceOf } from './fhir-out.ts';
export { newShelf, shelve, type Shelf } from './fhir-shelf.ts';
export { ageAt, flagOf, intervalFor, isCritical } from './flags.ts';
export { take, replayParked, type Taken } from './intake.ts';
export { append, extend, newLedger, replay, type Ledger } from './ledger.ts';
export { isRefusal, type Refusal } from './refusal.ts';
export { reportsFor, RECEIVER } from './report.ts';
export type { ConsistencyCheck, May, Rules } from './rules.ts';
export { POLICY, rulesOf, type Local } from './rules-of.ts';
export {
  keyOf,
  type Call,
  type CallState,
  type Channel,
  type Lis,
  type Message,
  type Order,
  type Prior,
  type Result,
  type ResultState,
  type Specimen,
  type SpecimenState,
  type Version,
} from './state.ts';
export { isoTime, timeOf } from './time.ts';
export { isOpen, openWork } from './work.ts';
