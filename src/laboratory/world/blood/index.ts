export { bloodOf, BLOOD_CLASSES, CELLS } from './blood.ts';
export { countCells, runCounter, STEADY, REPORTED, ASPIRATES_ML } from './counter.ts';
export type { Channels, Counted, CountedBy, CounterRun } from './counter.ts';
export { FLAGS } from './flags.ts';
export type { Run } from './suspension.ts';
export { FIVE } from './white.ts';
