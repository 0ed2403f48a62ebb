import type { RecordProblem } from './problems.ts';
import { readRecord } from './read.ts';
import { Record } from './schema.ts';

/** A record out of a store, or the text that stands there and what is wrong with it; lines are those of `text`. */
export type StoredRecord = { record: Record } | { text: string; problems: RecordProblem[] };

/**
 * Reads a record as it was stored, perhaps long ago: JSON. Ids that are no longer on file do not make it unreadable;
 * what the schema refuses does. Never throws. `text` is laid out in lines, so that its owner can mend one and bring
 * the file back in; a text that would not survive that stays as it is.
 */
export function readStored(stored: string): StoredRecord {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return { text: stored, problems: problemsOf(stored) };
  }
  const parsed = Record.safeParse(value);
  if (parsed.success) return { record: parsed.data };
  const whole = JSON.stringify(value) === stored;
  const text = whole ? `${JSON.stringify(value, null, 2)}\n` : stored;
  return { text, problems: problemsOf(text) };
}

function problemsOf(text: string): RecordProblem[] {
  const read = readRecord(text, 'record.json');
  if ('problems' in read) return read.problems;
  // Read as YAML it would be a record; stored it is not one, and nobody meant it so.
  const right = 'bring it in as a file';
  return [{ file: 'record.json', line: 1, path: '', message: 'this is not how a record is stored', right }];
}
