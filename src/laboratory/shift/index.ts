export { TAKES, type Deed, type Maintenance, type Run, type Topic, type Treatment } from './deed.ts';
export { filmField } from './microscope.ts';
export { hiddenOf, openShift, type Made } from './open.ts';
export { advance, play, type Outcome } from './play.ts';
export { readDeed } from './read-deed.ts';
export type { Container, Shift } from './shift.ts';
export { view, type SeenChannel, type SeenContainer, type SeenResult, type View } from './view.ts';
export { stateHash } from './state-hash.ts';
export { logOf, readLog, ShiftLog, type ReadLog } from './shift-log.ts';
