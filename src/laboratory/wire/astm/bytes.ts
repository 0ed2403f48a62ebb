/** How bytes were read as text: whole UTF-8 where they are that, else one character for each byte. */
export type Charset = 'utf-8' | 'latin-1';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Reads bytes so that `bytesOf` gives back the very same ones. Never throws. */
export function textOf(bytes: Uint8Array): { text: string; charset: Charset } {
  try {
    return { text: utf8.decode(bytes), charset: 'utf-8' };
  } catch {
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return { text, charset: 'latin-1' };
  }
}

/** Text as bytes. In Latin-1 a character beyond it becomes a question mark. */
export function bytesOf(text: string, charset: Charset = 'utf-8'): Uint8Array {
  if (charset === 'utf-8') return encoder.encode(text);
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0)!;
    return code > 0xff ? 0x3f : code;
  });
}

/** Bytes that come piece by piece, the last one first; null = none yet. Adding one leaves the others as they are. */
export type Pieces = { readonly before: Pieces; readonly bytes: Uint8Array } | null;

/** The pieces as one, and behind them `last`. */
export function joined(pieces: Pieces, last: Uint8Array = new Uint8Array()): Uint8Array {
  if (pieces === null) return last;
  let size = last.length;
  for (let piece: Pieces = pieces; piece; piece = piece.before) size += piece.bytes.length;
  const all = new Uint8Array(size);
  all.set(last, (size -= last.length));
  for (let piece: Pieces = pieces; piece; piece = piece.before)
    all.set(piece.bytes, (size -= piece.bytes.length));
  return all;
}
