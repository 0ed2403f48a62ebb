import { decimalText, shortNumber } from './decimals.ts';
import { evaluate, type Value, type Values } from './evaluate.ts';
import type { Calculated } from './calculate.ts';
import type { Formula } from './formula.ts';
import { print } from './print.ts';
import type { Tree } from './tree.ts';

/** One line of working: the expression with names, and with the numbers put in. Numbers on the way have six digits that count. */
export type Worked = { id: string; expression: string; written: string; value: number; text: string };

/** Every step and output of an answer, in order. */
export function working(formula: Formula, found: Extract<Calculated, { ok: true }>): Worked[] {
  const line = (id: string, tree: Tree, text?: string): Worked => {
    const value = found.values.get(id) as number;
    return {
      id,
      expression: print(tree),
      written: print(filled(tree, found.values)),
      value,
      text: text ?? String(shortNumber(value)),
    };
  };
  return [
    ...formula.steps.map(({ id, tree }) => line(id, tree)),
    ...formula.outputs.map((tree, i) => {
      const { id, decimals } = formula.file.outputs[i]!;
      return line(id, tree, decimalText(found.values.get(id) as number, decimals));
    }),
  ];
}

/** The tree with values in the place of names, and of each `if` only the branch that was taken. */
function filled(tree: Tree, values: Values): Tree {
  const go = (part: Tree): Tree => filled(part, values);
  switch (tree.kind) {
    case 'number':
    case 'is':
      return tree;
    case 'name':
      return numberTree(values.get(tree.name)!, tree.at);
    case 'minus':
    case 'not':
      return { ...tree, of: go(tree.of) };
    case 'pair':
      return { ...tree, left: go(tree.left), right: go(tree.right) };
    case 'call':
      return { ...tree, of: tree.of.flatMap((part) => spread(part, values) ?? [go(part)]) };
    case 'if':
      return go(evaluate(tree.test, values) === true ? tree.yes : tree.no);
  }
}

const spread = (part: Tree, values: Values): Tree[] | null => {
  const list = part.kind === 'name' ? values.get(part.name) : undefined;
  return Array.isArray(list) ? (list as number[]).map((n) => numberTree(n, part.at)) : null;
};

function numberTree(value: Value, at: number): Tree {
  const number = shortNumber(value as number, 12);
  const tree: Tree = { kind: 'number', value: Math.abs(number), at };
  return number < 0 ? { kind: 'minus', of: tree, at } : tree;
}
