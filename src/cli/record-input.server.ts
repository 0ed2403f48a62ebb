import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_RECORD, readRecord, type Known, type Record } from '#record/index.ts';
import { BadInput } from './refusal.ts';
import { lineOf, reason, textFrom, textIn, type Wanted } from './text-input.server.ts';

const RECORD: Wanted = {
  longest: LONGEST_RECORD,
  tooLong: 'give the record of one person',
  name: 'a record file',
};

/** The record in a file, or on standard input for `-`. */
export async function recordFrom(
  path: string,
  known: Known,
  stdin: () => Promise<Uint8Array>,
): Promise<Record> {
  const { name, text } = await textFrom(path, RECORD, stdin);
  const read = readRecord(text, name, known);
  if ('record' in read) return read.record;
  throw new BadInput(...read.problems.map(lineOf));
}

/** Every record of a folder, by its file's name; one that cannot be read refuses all. */
export function recordsIn(folder: string, known: Known): { name: string; record: Record }[] {
  const names = filesIn(folder).filter((name) => /\.(ya?ml|json)$/.test(name));
  if (names.length === 0)
    throw new BadInput(`${folder} holds no record; records are files that end in .yaml or .json`);
  const read = names.map((name) => {
    const path = join(folder, name);
    return { name, ...readRecord(textIn(path, RECORD), path, known) };
  });
  const problems = read.flatMap((r) => ('problems' in r ? r.problems : []));
  if (problems.length > 0) throw new BadInput(...problems.map(lineOf));
  return read.flatMap((r) => ('record' in r ? [{ name: r.name, record: r.record }] : []));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new BadInput(`${folder}: ${reason(error)}; name a folder of record files`);
  }
}
