import { crc32 } from 'node:zlib';

/** What evidence may be: a document or a picture that every browser can show. */
export type Media = 'application/pdf' | 'image/png' | 'image/jpeg';

export const ENDINGS: { [media in Media]: string } = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
};

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** What a file is, by its bytes from the beginning to the end and never by its name; null = none of these, or not whole. */
export function mediaOf(bytes: Buffer): Media | null {
  if (isPng(bytes)) return 'image/png';
  if (isJpeg(bytes)) return 'image/jpeg';
  return isPdf(bytes) ? 'application/pdf' : null;
}

/** Chunks with right checksums from IHDR to IEND and nothing after it (W3C PNG, third edition, section 5). */
function isPng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 8).equals(PNG)) return false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (end + 4 > bytes.length || (at === 8 && type !== 'IHDR')) return false;
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return false;
    if (type === 'IEND') return end + 4 === bytes.length;
    at = end + 4;
  }
  return false;
}

/** Start of image, a marker, and an end of image (ITU-T T.81, annex B). */
const isJpeg = (bytes: Buffer): boolean =>
  bytes.length >= 20 &&
  bytes[0] === 0xff &&
  bytes[1] === 0xd8 &&
  bytes[2] === 0xff &&
  bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > 3;

/** The header, and the end-of-file marker within the last kilobyte (ISO 32000-1, 7.5.2 and 7.5.5). */
const isPdf = (bytes: Buffer): boolean =>
  bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.subarray(-1024).includes('%%EOF');
