import type { Fault } from './tree.ts';

export type Token = { at: number } & (
  { kind: 'number'; value: number; text: string } | { kind: 'word' | 'sign' | 'end'; text: string }
);

const TOKEN = /(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|!=|[-+*/^(),<>=])/y;

/** Longer texts are no formulas; so nothing that walks a tree goes too deep. */
const LONGEST = 2000;

/** Words, numbers and signs of a text, closed by an `end`. */
export function tokensOf(text: string): { tokens: Token[] } | { fault: Fault } {
  if (text.length > LONGEST)
    return { fault: { at: LONGEST, message: `is longer than ${LONGEST} characters` } };
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found)
      return {
        fault: {
          at,
          message: `${JSON.stringify(String.fromCodePoint(text.codePointAt(at)!))} means nothing here`,
        },
      };
    const [, number, word, sign] = found;
    if (number !== undefined) {
      const value = Number(number);
      if (!Number.isFinite(value)) return { fault: { at, message: `${number} is too large` } };
      tokens.push({ kind: 'number', value, text: number, at });
    } else if (word !== undefined) tokens.push({ kind: 'word', text: word, at });
    else tokens.push({ kind: 'sign', text: sign!, at });
    at = TOKEN.lastIndex;
  }
  return { tokens: [...tokens, { kind: 'end', text: '', at: text.length }] };
}
