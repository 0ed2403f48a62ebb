/**
 * Badges inside PNG pictures (Open Badges 3.0 §5.3.1): one `iTXt` chunk with the keyword `openbadgecredential`, not
 * compressed. PNG is read by its chunks (PNG third edition §5); the picture itself is not decoded.
 */
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const KEYWORD = 'openbadgecredential';
/** Length, type and check sum that stand round the data of a chunk. */
const FRAME = 12;

type Chunk = { type: string; data: Uint8Array; whole: Uint8Array; sound: boolean };

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/** The check sum of PNG and gzip (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** The chunks up to `IEND`; null for bytes that are no PNG, or one that was cut. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  if (!isPng(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + FRAME <= bytes.length;) {
    const end = at + FRAME + view.getUint32(at);
    if (end > bytes.length) return null;
    const type = latin1(bytes.subarray(at + 4, at + 8));
    const sound = crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end), sound });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return null;
}

export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([ascii(type), data]);
  const framed = new Uint8Array(body.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length);
  framed.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return framed;
}

/** @param chunks what `pngChunk` made, without `IEND` */
export const pngOf = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  joined([Uint8Array.from(SIGNATURE), ...chunks, pngChunk('IEND', new Uint8Array(0))]);

const keywordOf = ({ type, data }: Chunk): string | null => {
  if (!['iTXt', 'tEXt', 'zTXt'].includes(type)) return null;
  const end = data.indexOf(0);
  return end < 1 || end > 79 ? null : latin1(data.subarray(0, end));
};

/** The same picture with this badge in it, in the place of any that was there. Null for bytes that are no PNG. */
export function bakePng(png: Uint8Array, badge: string): Uint8Array<ArrayBuffer> | null {
  const chunks = chunksOf(png);
  if (!chunks) return null;
  // Not compressed, method 0, no language, no translated keyword.
  const head = ascii(`${KEYWORD}\0\0\0\0\0`);
  const text = pngChunk('iTXt', joined([head, new TextEncoder().encode(badge)]));
  const [first, ...rest] = chunks.filter((c) => c.type !== 'IEND' && keywordOf(c) !== KEYWORD);
  return pngOf([first!.whole, text, ...rest.map((c) => c.whole)]);
}

/** The bytes of the badge in a picture, or what is wrong in words. */
export function badgeInPng(png: Uint8Array): { bytes: Uint8Array } | { problem: string } {
  const chunks = chunksOf(png);
  if (!chunks) return { problem: 'the picture is cut off: it does not reach its own end' };
  const baked = chunks.filter((c) => keywordOf(c) === KEYWORD);
  const [only] = baked;
  if (!only)
    return {
      problem: chunks.some((c) => keywordOf(c) === 'openbadges')
        ? 'the picture holds a badge of Open Badges 1 or 2; only 3.0 is checked here'
        : 'the picture holds no badge; some programs remove it when they save or send a picture',
    };
  if (baked.length > 1) return { problem: 'the picture holds more than one badge' };
  if (!only.sound) return { problem: 'the picture was damaged where the badge stands' };
  const { data } = only;
  const flag = KEYWORD.length + 1;
  if (only.type !== 'iTXt' || data[flag] !== 0)
    return { problem: 'the badge in the picture is stored in a way that the standard does not allow' };
  const language = data.indexOf(0, flag + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) return { problem: 'the badge in the picture is not whole' };
  return { bytes: data.subarray(translated + 1) };
}
