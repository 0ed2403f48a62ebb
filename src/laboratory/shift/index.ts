export {
  SURE,
  TAKES,
  type Sure,
  type Counted,
  type Deed,
  type Maintenance,
  type Run,
  type Topic,
  type Treatment,
} from './deed.ts';
export { filmField } from './microscope.ts';
export { sedimentField } from './urine-bench.ts';
export { hiddenOf, openShift, type Made } from './open.ts';
export type { Outcome } from './doing.ts';
export { advance, play } from './play.ts';
export { readDeed } from './read-deed.ts';
export type { Container, Shift } from './shift.ts';
export { view, type SeenChannel, type SeenContainer, type SeenResult, type View } from './view.ts';
export { stateHash } from './state-hash.ts';
export { logOf, readLog, ShiftLog, type ReadLog } from './shift-log.ts';
export { TROUBLES, weekOf, type Trouble, type Week, type WeekSpec } from './week.ts';
