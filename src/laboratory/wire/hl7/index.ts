export { ack, omlO21, omlO33, orlO34, oruR01, oulR22, qbpQ11, rspK11, type Measured, type Query, type Report, type Work } from './build.ts'; // prettier-ignore
export { check } from './check.ts';
export { open, type Opened } from './file.ts';
export { DELETE, USUAL, type Charset, type Field, type Message, type Problem, type Segment, type Separators, type Unread } from './message.ts'; // prettier-ignore
export { LONGEST_FRAME, frameOf, mllpReader, type Arrival, type MllpReader } from './mllp.ts';
export { parse } from './parse.ts';
export { fieldOf, get, known, placed, segmentsOf, textAt, typeOf, type Placed } from './read.ts';
export type { Reading } from './reading.ts';
export { readAck, readOrders, readQuery, readResults, type Orders, type ReceivedAck, type ReceivedOrder, type ReceivedQuery, type ReceivedResult, type Results } from './receive.ts'; // prettier-ignore
export { bytesOf, serialize } from './serialize.ts';
export * from './tables.ts';
export type * from './terms.ts';
export { isTimestamp, isoOf, timestampOf } from './timestamp.ts';
export { isLoinc, type UnitCheck } from './values.ts';
export { ucum } from '../units.ts';
