import { LARGEST_PICTURE } from '#wallet/index.ts';

/** What comes in on standard input, up to a little more than the largest thing read there: the rest is not waited for. */
export async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_PICTURE) break;
  }
  return Buffer.concat(chunks);
}
