import { USUAL, type Separators } from './message.ts';

/**
 * Escapes that change how text looks (\H\ \.br\ …) or name other character sets: they are kept as they stand, for whoever shows the text.
 * What is none of these and not known is no escape, only its first character.
 */
const KEPT = /^(?:[HN]|[CMZ][0-9A-Za-z]*|\.[a-z]{2}[+-]?\d*|X[0-9A-Za-z]*)$/;
const HEX = /^X(?:[0-9A-Fa-f]{2})+$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A subcomponent as it is meant. Never throws; what cannot be read stays as it is. */
export function unescape(text: string, separators: Separators): string {
  const { escape } = separators;
  let from = 0;
  let at = text.indexOf(escape);
  if (escape === '' || at < 0) return text;
  let out = '';
  while (at >= 0) {
    const end = text.indexOf(escape, at + 1);
    if (end < 0) break;
    const code = text.slice(at + 1, end);
    const meant = meaning(code, separators);
    out += text.slice(from, at) + (meant ?? (KEPT.test(code) ? text.slice(at, end + 1) : escape));
    from = meant !== null || KEPT.test(code) ? end + 1 : at + 1;
    at = from > end ? text.indexOf(escape, from) : end;
  }
  return out + text.slice(from);
}

function meaning(code: string, separators: Separators): string | null {
  switch (code) {
    case 'F':
      return separators.field;
    case 'S':
      return separators.component;
    case 'T':
      return separators.subcomponent;
    case 'R':
      return separators.repetition;
    case 'E':
      return separators.escape;
    default:
      return HEX.test(code) ? fromHex(code.slice(1)) : null;
  }
}

function fromHex(digits: string): string {
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
  try {
    return utf8.decode(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}

const NAMES: readonly [keyof Separators, string][] = [
  ['field', 'F'],
  ['component', 'S'],
  ['subcomponent', 'T'],
  ['repetition', 'R'],
  ['escape', 'E'],
];

/** Control characters would end a segment or a frame early. The tabulator may stay. */
const isControl = (c: number): boolean => c < 32 && c !== 9;

/** The ASCII characters that our own separators make us escape, marked by their number. */
const MARKED = Uint8Array.from({ length: 128 }, (_, c) =>
  isControl(c) || Object.values(USUAL).includes(String.fromCharCode(c)) ? 1 : 0,
);

/** A text as it may stand in a subcomponent: every separator and every control character is escaped. */
export function escapeText(text: string, separators: Separators): string {
  if (separators === USUAL && isPlain(text)) return text;
  const { escape } = separators;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    const name = NAMES.find(([which]) => separators[which] === c)?.[1];
    const code = text.charCodeAt(i);
    if (name !== undefined) out += escape + name + escape;
    else if (isControl(code)) out += `${escape}X${code.toString(16).toUpperCase().padStart(2, '0')}${escape}`;
    else out += c;
  }
  return out;
}

/** Most texts need no escape: this is asked for every one of them. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (MARKED[text.charCodeAt(i)] === 1) return false;
  return true;
}
