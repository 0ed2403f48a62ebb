/** Signs between two parts. */
export const SIGNS = ['or', 'and', '<', '<=', '>', '>=', '=', '!=', '+', '-', '*', '/', '^'] as const;
export type Sign = (typeof SIGNS)[number];

export const FUNCTIONS = [
  'min', 'max', 'abs', 'ln', 'log10', 'exp', 'sqrt', 'round', 'floor', 'ceil', 'mean', 'sd', 'count',
] as const; // prettier-ignore
export type FunctionName = (typeof FUNCTIONS)[number];

/** Words that no input may be called by. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'if', 'then', 'else', 'and', 'or', 'not', 'is', ...FUNCTIONS,
]); // prettier-ignore

/** An expression, read. Numbers are never negative: a minus is a part of its own. `at` = where it began in the text, from 0. */
export type Tree = { at: number } & (
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'minus' | 'not'; of: Tree }
  | { kind: 'pair'; sign: Sign; left: Tree; right: Tree }
  | { kind: 'call'; name: FunctionName; of: readonly Tree[] }
  | { kind: 'is'; name: string; choice: string }
  | { kind: 'if'; test: Tree; yes: Tree; no: Tree }
);

/** What is wrong with a text, and where in it, from 0. */
export type Fault = { at: number; message: string };

/** How tightly the parts of a tree hold together: a part that holds less than its place asks for stands in parentheses. */
export const LOOSEST = 0;
export const UNARY = 7;
export const ATOM = 9;
export const HOLD: { [S in Sign]: number } = {
  or: 1, and: 2, '<': 4, '<=': 4, '>': 4, '>=': 4, '=': 4, '!=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '^': 8,
}; // prettier-ignore
export const NOT = 3;
export const COMPARED = 5;
