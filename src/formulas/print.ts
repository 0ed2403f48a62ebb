import { ATOM, COMPARED, HOLD, LOOSEST, NOT, UNARY, type Tree } from './tree.ts';

/** The text of a tree, with no parentheses that are not needed: parsing it gives the tree again. */
export function print(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'name':
      return tree.name;
    case 'minus':
      return `-${inside(tree.of, UNARY)}`;
    case 'not':
      return `not ${inside(tree.of, NOT)}`;
    case 'is':
      return `${tree.name} is ${tree.choice}`;
    case 'call':
      return `${tree.name}(${tree.of.map(print).join(', ')})`;
    case 'if':
      return `if ${print(tree.test)} then ${print(tree.yes)} else ${print(tree.no)}`;
    case 'pair': {
      const hold = HOLD[tree.sign];
      if (tree.sign === '^') return `${inside(tree.left, ATOM)} ^ ${inside(tree.right, UNARY)}`;
      const compared = hold === HOLD['<'];
      const left = inside(tree.left, compared ? COMPARED : hold);
      return `${left} ${tree.sign} ${inside(tree.right, hold + 1)}`;
    }
  }
}

const inside = (tree: Tree, hold: number): string => (holdOf(tree) < hold ? `(${print(tree)})` : print(tree));

function holdOf(tree: Tree): number {
  switch (tree.kind) {
    case 'pair':
      return HOLD[tree.sign];
    case 'if':
      return LOOSEST;
    case 'not':
      return NOT;
    case 'is':
      return HOLD['='];
    case 'minus':
      return UNARY;
    default:
      return ATOM;
  }
}
