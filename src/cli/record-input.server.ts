import { closeSync, fstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_RECORD, readRecord, type Known, type Record, type RecordProblem } from '#record/index.ts';
import { BadInput } from './refusal.ts';

/** A character of UTF-8 has at most four bytes. */
const MOST_BYTES = LONGEST_RECORD * 4;

/** The record in a file, or on standard input for `-`. */
export async function recordFrom(
  path: string,
  known: Known,
  stdin: () => Promise<Uint8Array>,
): Promise<Record> {
  const name = path === '-' ? 'standard input' : path;
  const read = readRecord(decode(path === '-' ? await stdin() : bytesOf(path)), name, known);
  if ('record' in read) return read.record;
  throw new BadInput(...read.problems.map(lineOf));
}

/** Every record of a folder, by its file's name; one that cannot be read refuses all. */
export function recordsIn(folder: string, known: Known): { name: string; record: Record }[] {
  const names = filesIn(folder).filter((name) => /\.(ya?ml|json)$/.test(name));
  if (names.length === 0)
    throw new BadInput(`${folder} holds no record; records are files that end in .yaml or .json`);
  const read = names.map((name) => ({
    name,
    ...readRecord(decode(bytesOf(join(folder, name))), join(folder, name), known),
  }));
  const problems = read.flatMap((r) => ('problems' in r ? r.problems : []));
  if (problems.length > 0) throw new BadInput(...problems.map(lineOf));
  return read.flatMap((r) => ('record' in r ? [{ name: r.name, record: r.record }] : []));
}

/** Bytes that are no UTF-8 become the mark that the reader refuses. */
const decode = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8').decode(bytes.subarray(0, MOST_BYTES + 4));

const lineOf = (p: RecordProblem): string =>
  `${p.file}:${p.line}${p.path ? ` ${p.path}` : ''}: ${p.message}; ${p.right}`;

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new BadInput(`${folder}: ${reason(error)}; name a folder of record files`);
  }
}

function bytesOf(path: string): Uint8Array {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    if (size > MOST_BYTES)
      throw new BadInput(
        `${path}:1: the file is longer than ${LONGEST_RECORD.toLocaleString('en-US')} characters; give the record of one person`,
      );
    return readFileSync(file);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${path}: ${reason(error)}; name a record file, or - for standard input`);
  } finally {
    if (file !== null) closeSync(file);
  }
}

const REASONS: { [code: string]: string } = {
  ENOENT: 'no such file or folder',
  EISDIR: 'this is a folder',
  ENOTDIR: 'this is no folder',
  EACCES: 'this may not be read',
  EPERM: 'this may not be read',
};
const reason = (error: unknown): string =>
  REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'this cannot be read';
