import { note, warning, type Charset, type Problem } from './message.ts';

type Decoded = { text: string; charset: Charset; notes: Problem[] };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Names of MSH-18 (HL70211) that we read. */
const READ: { [name: string]: Charset } = { 'UNICODE UTF-8': 'utf-8', 'UTF-8': 'utf-8', '8859/1': '8859/1' };

/**
 * The text of a message by MSH-18. Bytes that are no UTF-8 are read as 8859/1, so that every byte can be written back;
 * where that is not what MSH-18 says, a note says so.
 */
export function decode(bytes: Uint8Array): Decoded {
  const text = asUtf8(bytes);
  if (text !== null && text.length === bytes.length) return { text, charset: 'utf-8', notes: named(text) };
  const latin = fromLatin(bytes);
  const said = charsetName(latin);
  const wanted = Object.hasOwn(READ, said) ? READ[said] : undefined;
  const notes = named(latin);
  if (wanted === '8859/1') return { text: latin, charset: '8859/1', notes };
  if (text === null) {
    const why = wanted ? `MSH-18 says ${said}, but the bytes are not` : 'the bytes are no UTF-8';
    return { text: latin, charset: '8859/1', notes: [...notes, warning('MSH-18', `${why}; read as 8859/1`)] };
  }
  if (wanted === undefined && (said === '' || said === 'ASCII'))
    notes.push(
      note('MSH-18', 'there are letters outside ASCII, which MSH-18 does not announce; read as UTF-8'),
    );
  return { text, charset: 'utf-8', notes };
}

/** The bytes of a text. 8859/1 only for what was read as such: it has no byte for other letters. */
export function encode(text: string, charset: Charset): Uint8Array {
  return charset === 'utf-8' ? encoder.encode(text) : Uint8Array.from(text, (c) => c.charCodeAt(0));
}

function named(text: string): Problem[] {
  const said = charsetName(text);
  if (said === '' || said === 'ASCII' || Object.hasOwn(READ, said)) return [];
  return [note('MSH-18', `the character set ${JSON.stringify(said)} is not known here; read as UTF-8`)];
}

/** The first repetition of MSH-18. */
function charsetName(text: string): string {
  const begin = text.indexOf('MSH');
  const field = text[begin + 3];
  if (begin < 0 || begin > 100 || field === undefined) return '';
  let at = begin + 3;
  for (let n = 2; n < 18; n++)
    at = text.indexOf(field, at + 1) < 0 ? text.length : text.indexOf(field, at + 1);
  const end = /[\r\n]/.exec(text.slice(begin))?.index ?? text.length;
  if (at >= begin + end) return '';
  const [value = ''] = text.slice(at + 1, begin + end).split(field);
  return value
    .split(text[begin + 5] ?? '~')[0]!
    .trim()
    .slice(0, 40);
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** ISO 8859-1, each byte the letter of its number. (`TextDecoder('latin1')` reads windows-1252, which loses bytes.) */
function fromLatin(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}
