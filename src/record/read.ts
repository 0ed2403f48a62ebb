import { distinct, readDocument, type FileKind, type Unnamed } from './document.ts';
import type { Known } from './known.ts';
import { faultsOf, type RecordProblem } from './problems.ts';
import { Record } from './schema.ts';
import { senseFaults } from './sense.ts';

export type ReadRecord = { record: Record } | { problems: RecordProblem[] };

/** No honest record comes near this many characters. */
export const LONGEST_RECORD = 60_000;

const RECORD_FILE: FileKind = {
  noun: 'record',
  first: 'benchpath: record/1',
  longest: LONGEST_RECORD,
  tooLong: 'give the record of one person; a record is a page or two',
};

/**
 * Reads a record file, YAML or JSON (JSON is YAML). Never throws: whatever is wrong comes back as problems, each with
 * its line. With `known`, ids and states that are not on file are problems too.
 */
export function readRecord(text: string, file: string, known: Known | null = null): ReadRecord {
  const read = readText(text, known);
  return 'record' in read ? read : { problems: read.problems.map((p) => ({ file, ...p })) };
}

function readText(text: string, known: Known | null): { record: Record } | { problems: Unnamed[] } {
  const read = readDocument(text, RECORD_FILE);
  if ('problems' in read) return read;
  const { value, lineOf } = read;
  const parsed = Record.safeParse(value);
  const faults = parsed.success ? senseFaults(parsed.data, known) : faultsOf(parsed.error, value);
  if (parsed.success && faults.length === 0) return { record: parsed.data };
  const placed = faults.map(({ at, path, message, right }) => ({ line: lineOf(at), path, message, right }));
  return { problems: distinct(placed.sort((a, b) => a.line - b.line)) };
}
