import type { FunctionName, Sign, Tree } from './tree.ts';

/** A number, one of the choices of an input, or several numbers. */
export type Value = number | string | readonly number[];
export type Values = ReadonlyMap<string, Value>;

/**
 * What a tree that `faultsOf` found sound comes to: a number, or yes or no. Null = no number: a division by zero, a
 * logarithm of nothing, more than a double holds.
 */
export function evaluate(tree: Tree, values: Values): number | boolean | null {
  switch (tree.kind) {
    case 'number':
      return tree.value;
    case 'name':
      return (values.get(tree.name) as number | undefined) ?? null;
    case 'is':
      return values.get(tree.name) === tree.choice;
    case 'minus': {
      const of = evaluate(tree.of, values);
      return of === null ? null : -(of as number);
    }
    case 'not': {
      const of = evaluate(tree.of, values);
      return of === null ? null : !of;
    }
    case 'if': {
      const test = evaluate(tree.test, values);
      return test === null ? null : evaluate(test ? tree.yes : tree.no, values);
    }
    case 'call':
      return called(tree.name, tree.of, values);
    case 'pair': {
      const left = evaluate(tree.left, values);
      if (left === null) return null;
      if (tree.sign === 'or' && left === true) return true;
      if (tree.sign === 'and' && left === false) return false;
      const right = evaluate(tree.right, values);
      if (right === null) return null;
      if (tree.sign === 'or' || tree.sign === 'and') return right;
      const found = joined(tree.sign, left as number, right as number);
      return typeof found === 'number' ? finite(found) : found;
    }
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function joined(sign: Exclude<Sign, 'or' | 'and'>, left: number, right: number): number | boolean {
  switch (sign) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '^':
      return left ** right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
    case '!=':
      return left !== right;
  }
}

function called(name: FunctionName, parts: readonly Tree[], values: Values): number | null {
  const of: number[] = [];
  for (const part of parts) {
    const given = part.kind === 'name' ? values.get(part.name) : undefined;
    if (Array.isArray(given)) {
      of.push(...(given as number[]));
      continue;
    }
    const value = evaluate(part, values);
    if (value === null) return null;
    of.push(value as number);
  }
  return finite(COMPUTE[name](of));
}

const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
const mean = (of: readonly number[]): number => sum(of) / of.length;

/** The nearest whole number; halves go away from zero. */
const whole = (x: number): number => Math.sign(x) * Math.floor(Math.abs(x) + 0.5);

const COMPUTE: { [F in FunctionName]: (of: readonly number[]) => number } = {
  min: (of) => Math.min(...of),
  max: (of) => Math.max(...of),
  abs: ([x]) => Math.abs(x!),
  ln: ([x]) => Math.log(x!),
  log10: ([x]) => Math.log10(x!),
  exp: ([x]) => Math.exp(x!),
  sqrt: ([x]) => Math.sqrt(x!),
  round: ([x]) => whole(x!),
  floor: ([x]) => Math.floor(x!),
  ceil: ([x]) => Math.ceil(x!),
  mean,
  /** Of a sample: n − 1. */
  sd: (of) => Math.sqrt(sum(of.map((x) => (x - mean(of)) ** 2)) / (of.length - 1)),
  count: (of) => of.length,
};
