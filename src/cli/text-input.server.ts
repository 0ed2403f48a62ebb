import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { RecordProblem } from '#record/index.ts';
import { BadInput } from './refusal.ts';

/** What is asked for: its longest text in characters, whose text that is, and how to name it. */
export type Wanted = { longest: number; tooLong: string; name: string };

/** The text in a file, or on standard input for `-`, and its name for problems. */
export async function textFrom(
  path: string,
  wanted: Wanted,
  stdin: () => Promise<Uint8Array>,
): Promise<{ name: string; text: string }> {
  if (path === '-') return { name: 'standard input', text: decode(await stdin(), wanted) };
  return { name: path, text: textIn(path, wanted) };
}

/** The text in a file. */
export const textIn = (path: string, wanted: Wanted): string => decode(bytesOf(path, wanted), wanted);

export const lineOf = (p: RecordProblem): string =>
  `${p.file}:${p.line}${p.path ? ` ${p.path}` : ''}: ${p.message}; ${p.right}`;

/** A character of UTF-8 has at most four bytes. */
const mostBytes = ({ longest }: Wanted): number => longest * 4;

/** Bytes that are no UTF-8 become the mark that the reader refuses. */
const decode = (bytes: Uint8Array, wanted: Wanted): string =>
  new TextDecoder('utf-8').decode(bytes.subarray(0, mostBytes(wanted) + 4));

function bytesOf(path: string, wanted: Wanted): Uint8Array {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    if (size > mostBytes(wanted))
      throw new BadInput(
        `${path}:1: the file is longer than ${wanted.longest.toLocaleString('en-US')} characters; ${wanted.tooLong}`,
      );
    return readFileSync(file);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${path}: ${reason(error)}; name ${wanted.name}, or - for standard input`);
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
export const reason = (error: unknown): string =>
  REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'this cannot be read';
