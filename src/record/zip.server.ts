import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { ZipFile as Writer } from 'yazl';

export type Files = ReadonlyMap<string, Buffer>;

/** Equal contents are equal bytes: files bear no time of their own. */
const STILL = { mtime: new Date('2026-01-01T00:00:00Z'), forceDosTimestamp: true };

/**
 * Files as one zip, in the order given.
 * @param asTheyAre names of files that are packed already, as pictures are: to pack them again takes long and gains nothing
 */
export async function zipOf(files: Files, asTheyAre = /^$/): Promise<Buffer> {
  const zip = new Writer();
  for (const [name, bytes] of files)
    zip.addBuffer(bytes, name, { ...STILL, compress: !asTheyAre.test(name) });
  zip.end();
  return buffer(zip.outputStream);
}

const MOST_FILES = 1_000;
const LARGEST_FILE = 50 * 1024 * 1024;
export const LARGEST_ZIP = 250 * 1024 * 1024;

/**
 * Reads a zip from outside. Never throws, never unpacks more than the limits, whatever the zip says of itself.
 * @param ours names that may be in it
 * @returns the files, or what is wrong, to go after "The file"
 */
export async function unzip(bytes: Buffer, ours: RegExp): Promise<{ files: Files } | { wrong: string }> {
  try {
    const zip = await fromBufferPromise(bytes, {
      lazyEntries: true,
      strictFileNames: true,
      validateEntrySizes: true,
    });
    if (zip.entryCount > MOST_FILES) return { wrong: 'holds too many files' };
    const files = new Map<string, Buffer>();
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (!ours.test(name)) return { wrong: `holds a file that does not belong to it: ${name.slice(0, 80)}` };
      if (files.has(name)) return { wrong: `holds ${name} twice` };
      if (entry.generalPurposeBitFlag & 1) return { wrong: 'is locked with a password' };
      const read = await contentsOf(zip, entry, LARGEST_ZIP - total);
      if ('wrong' in read) return read;
      total += read.bytes.length;
      files.set(name, read.bytes);
    }
    return { files };
  } catch (error) {
    return { wrong: `cannot be read (${error instanceof Error ? error.message : 'damaged'})` };
  }
}

/** One file of a zip; its checksum is ours to compare, the library leaves it. */
async function contentsOf(
  zip: ZipFile,
  entry: Entry,
  room: number,
): Promise<{ bytes: Buffer } | { wrong: string }> {
  const limit = Math.min(LARGEST_FILE, room);
  if (entry.uncompressedSize > limit) return { wrong: 'is larger than what can be taken in' };
  const parts: Buffer[] = [];
  let [size, sum] = [0, 0];
  for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) return { wrong: 'is larger than it says' };
    sum = crc32(part, sum);
    parts.push(part);
  }
  return sum === entry.crc32
    ? { bytes: Buffer.concat(parts) }
    : { wrong: `is damaged at ${entry.fileName.slice(0, 80)}` };
}
