import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Surroundings } from './command.ts';
import { BadInput } from './refusal.ts';
import { reason } from './text-input.server.ts';

/** Room for tens of thousands of messages in a file; standard input is read up to 4 MB. */
const LARGEST = 64_000_000;
const LARGEST_INPUT = 4_000_000;

/** The bytes of a file of messages, or of standard input for `-`, and its name for problems. */
export async function messageFile(
  path: string,
  stdin: Surroundings['stdin'],
): Promise<{ name: string; bytes: Uint8Array }> {
  if (path !== '-') return { name: path, bytes: bytesIn(path) };
  const bytes = await stdin();
  if (bytes.length > LARGEST_INPUT)
    throw new BadInput('standard input: this is longer than 4 MB; give a file instead');
  return { name: 'standard input', bytes };
}

function bytesIn(path: string): Uint8Array {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    if (fstatSync(file).size > LARGEST)
      throw new BadInput(`${path}: the file is larger than ${LARGEST / 1_000_000} MB; give fewer messages`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${path}: ${reason(error)}; name a file of messages, or - for standard input`);
  } finally {
    if (file !== null) closeSync(file);
  }
}
