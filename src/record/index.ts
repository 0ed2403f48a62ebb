export { distinct, readDocument, type FileKind } from './document.ts';
export { readRecord, LONGEST_RECORD, type ReadRecord } from './read.ts';
export { writeRecord } from './write.ts';
export { readStored, type StoredRecord } from './stored.ts';
export { knownIn, type Known } from './known.ts';
export { pathText, type RecordProblem } from './problems.ts';
export { fine, takenBack, type Content, type Difference } from './parts.ts';
export * from './schema.ts';
export * from './words.ts';
