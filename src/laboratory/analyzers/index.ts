export { queryWork, sendResults, type Instrument as AstmInstrument, type Talk } from './astm.ts';
export { fleetOf, type Model } from './fleet.ts';
export { askForWork, report, type Line, type Speaker } from './law.ts';
export type { Sample } from './sample.ts';
