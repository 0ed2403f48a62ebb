export { type Charset, bytesOf, textOf } from './bytes.ts';
export { type Capture, readCapture } from './capture.ts';
export { type Problem, checkRecords } from './check.ts';
export { LONGEST, LONGEST_1995, checksumOf, frameOf, framesOf } from './frame.ts';
export { type Input, type Step, step } from './link.ts';
export { type Message, messagesOf } from './message.ts';
export { type Header, type Plain, type PlainOrder, type PlainPatient, type PlainResult, type Query, type Row, NO_ORDER, NO_PATIENT, NO_RESULT, isControl, messageOf, noWorkFor, queryFor, rowsOf } from './plain.ts'; // prettier-ignore
export { plainOf } from './read.ts';
export { type AstmRecord, type Delimiters, fieldsOf, rawOf, readRecords, writeRecords } from './record.ts';
export { type Failure, type Link, type LinkEvent, type Settings, type Side, type Unfinished, TIMES, newLink, settingsFor, wakeAt } from './state.ts'; // prettier-ignore
export { type Frame, newFraming, unframe } from './unframe.ts';
export { recordsFor, writeMessage } from './write.ts';
