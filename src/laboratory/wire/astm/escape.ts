import { bytesOf, textOf } from './bytes.ts';
import type { Delimiters } from './record.ts';

/**
 * What escape sequences stand for: `F` field, `S` component, `R` repeat, `E` escape, `X` bytes in hexadecimal (E1394,
 * LIS2-A2), each between two escape characters. What is no such sequence is left as it is.
 */
export function unescaped(wire: string, delimiters: Delimiters): string {
  const { escape } = delimiters;
  if (escape === '' || !wire.includes(escape)) return wire;
  const parts = wire.split(escape);
  let text = parts[0]!;
  for (let i = 1; i < parts.length; i++) {
    const meant = i + 1 < parts.length ? meaning(parts[i]!, delimiters) : null;
    if (meant === null) text += escape + parts[i];
    else text += meant + parts[++i];
  }
  return text;
}

function meaning(code: string, { field, component, repeat, escape }: Delimiters): string | null {
  if (code === 'F') return field;
  if (code === 'S') return component;
  if (code === 'R') return repeat;
  if (code === 'E') return escape;
  if (!/^X([\dA-Fa-f]{2})+$/.test(code)) return null;
  return textOf(Uint8Array.from({ length: (code.length - 1) / 2 }, (_, i) => Number.parseInt(code.slice(1 + i * 2, 3 + i * 2), 16))).text; // prettier-ignore
}

/** A text as it may stand in a field: delimiters, and characters that neither records nor frames may hold, are escaped. */
export function escaped(text: string, { field, component, repeat, escape }: Delimiters): string {
  let wire = '';
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    if (letter === field) wire += `${escape}F${escape}`;
    else if (letter === component) wire += `${escape}S${escape}`;
    else if (letter === repeat) wire += `${escape}R${escape}`;
    else if (letter === escape) wire += `${escape}E${escape}`;
    else if (code < 0x20 || code === 0x7f) wire += `${escape}X${hexOf(letter)}${escape}`;
    else wire += letter;
  }
  return wire;
}

const hexOf = (letter: string): string =>
  [...bytesOf(letter)].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
