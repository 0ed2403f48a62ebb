import type { Verdict } from '#pathways/index.ts';
import type { Confidence } from '#content/index.ts';

/** Colors only add to what words and shapes already say. */
export type Paint = { [C in 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan']: (text: string) => string };

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  yellow: [33, 39],
  red: [31, 39],
  cyan: [36, 39],
} as const;

export function paints(color: boolean): Paint {
  const of = (name: keyof typeof CODES) => (text: string) =>
    color && text ? `\u001b[${CODES[name][0]}m${text}\u001b[${CODES[name][1]}m` : text;
  return {
    bold: of('bold'),
    dim: of('dim'),
    green: of('green'),
    yellow: of('yellow'),
    red: of('red'),
    cyan: of('cyan'),
  };
}

/** A shape and a word for each verdict. */
export function verdictText(verdict: Verdict, paint: Paint): string {
  if (verdict === 'met') return paint.green('● met    ');
  return verdict === 'unknown' ? paint.yellow('◐ unknown') : paint.red('○ unmet  ');
}

/** Lines of at most `width`, the first indented by `first`, the others by `rest`. */
export function wrap(text: string, width: number, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}

export const dollars = (usd: number): string =>
  `${usd < 0 ? '−' : ''}$${Math.abs(Math.round(usd)).toLocaleString('en-US')}`;

/** Columns side by side; `right` are the ones set to the right. */
export function columns(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
  gap = '  ',
): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((r) => (r[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join(gap)
      .trimEnd(),
  );
}

export const sureText: { [C in Confidence]: string } = {
  verified: 'verified',
  likely: 'likely',
  unverified: 'could not be confirmed',
};
