export {
  queryText,
  queryWork,
  resultsText,
  sendResults,
  testsIn,
  type Instrument as AstmInstrument,
  type Talk,
} from './astm.ts';
export { fleetOf, type Model } from './fleet.ts';
export {
  askForWork,
  report,
  resultsOf,
  workIn,
  workQuery,
  type Line,
  type Speaker,
  type Voice,
} from './law.ts';
export type { Sample } from './sample.ts';
