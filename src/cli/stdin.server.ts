import { LONGEST_RECORD } from '#record/index.ts';

/** What comes in on standard input, up to a little more than a record may have: the rest is not waited for. */
export async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LONGEST_RECORD * 4 + 4) break;
  }
  return Buffer.concat(chunks);
}
