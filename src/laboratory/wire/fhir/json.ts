import { decimal } from './decimal.ts';
import type { Problem } from './problem.ts';

/** Text longer than this is not read: characters. */
export const LONGEST = 4_000_000;
/** Deeper than this nothing in a laboratory is nested; the stack stays whole. */
const DEEPEST = 60;

const refused = (problem: string, code: Problem['code'] = 'invalid'): { problem: Problem } => ({
  problem: { path: '', problem, severity: 'error', code },
});

/** JSON text as a value, with decimals as written; or why not. A name that stands twice in one object is refused: JSON's own reading would silently keep the last. */
export function readJson(text: string): { value: unknown } | { problem: Problem } {
  if (text.length > LONGEST) return refused(`is longer than ${LONGEST} characters`, 'too-long');
  const twice = shapeFault(text);
  if (twice) return refused(twice, 'structure');
  try {
    return { value: JSON.parse(text, spelled) };
  } catch (error) {
    return refused(`is not JSON: ${(error as Error).message}`);
  }
}

/** Keeps the spelling of numbers whose JavaScript form would differ. */
function spelled(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return decimal(context.source) ?? value;
}

/** Too deep, or a name twice in one object; null when neither. Text that is not JSON is left to the parser to refuse. */
function shapeFault(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  const mark = /["{}[\]]/g;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const [word] = found;
    if (word === '{' || word === '[') {
      open.push(word === '{' ? new Set() : null);
      if (open.length > DEEPEST) return `is nested deeper than ${DEEPEST} levels`;
    } else if (word === '}' || word === ']') open.pop();
    else {
      const end = endOfString(text, found.index);
      if (end < 0) return null;
      mark.lastIndex = end + 1;
      const names = open.at(-1);
      if (!names || !isName(text, end + 1)) continue;
      const name = unescaped(text.slice(found.index, end + 1));
      if (names.has(name)) return `holds ${JSON.stringify(name.slice(0, 80))} twice in one object`;
      names.add(name);
    }
  }
  return null;
}

/** Where the string that begins here ends, or -1. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

/** Whether a colon follows. */
function isName(text: string, from: number): boolean {
  let at = from;
  while (' \t\n\r'.includes(text[at] ?? 'x')) at++;
  return text[at] === ':';
}

/** A name as it is meant: `\\u0061` is a. */
function unescaped(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}

/** Whether a value that was not read from text here is a tree of bounded depth and size, so that it can be walked. */
export function walkable(value: unknown): boolean {
  let left = LONGEST / 2; // so many values fit into the longest text
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    left -= level.length;
    if (depth > DEEPEST || left < 0) return false;
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
  }
  return true;
}
