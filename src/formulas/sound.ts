import { nearest } from '#kernel/nearest.ts';
import type { Fault, FunctionName, Tree } from './tree.ts';

/** What a name stands for: a number, several numbers, or one of some choices. */
export type Kind = 'number' | 'list' | readonly string[];
export type Names = ReadonlyMap<string, Kind>;

type Sort = 'number' | 'condition' | 'list';

const LISTS: ReadonlySet<FunctionName> = new Set(['mean', 'sd', 'count']);
const MANY: ReadonlySet<FunctionName> = new Set(['min', 'max']);

/** What is wrong with a tree that should be a number or a condition: a name nobody knows, a condition where a number belongs. */
export function faultsOf(tree: Tree, names: Names, wanted: 'number' | 'condition'): Fault[] {
  const faults: Fault[] = [];
  const say = (at: number, message: string): void => void faults.push({ at, message });
  const known = (name: string, at: number): Kind | undefined => {
    const kind = names.get(name);
    if (kind === undefined) {
      const [near] = nearest(name, names.keys(), 1);
      say(
        at,
        `there is no ${name} here${near ? `; did you mean ${near}?` : `; there are ${[...names.keys()].join(', ')}`}`,
      );
    }
    return kind;
  };

  function check(part: Tree, sort: Sort): void {
    const is = sortOf(part);
    if (is !== undefined && is !== sort) say(part.at, `a ${sort} belongs here, and this is a ${is}`);
  }

  /** Undefined where a fault was already told. */
  function sortOf(part: Tree): Sort | undefined {
    switch (part.kind) {
      case 'number':
        return 'number';
      case 'name': {
        const kind = known(part.name, part.at);
        if (typeof kind === 'string' || kind === undefined) return kind;
        say(part.at, `${part.name} is a choice; ask for it by ${part.name} is ${kind[0]}`);
        return undefined;
      }
      case 'is': {
        const kind = known(part.name, part.at);
        if (typeof kind === 'string') say(part.at, `${part.name} is no choice`);
        else if (kind && !kind.includes(part.choice))
          say(part.at, `${part.name} is one of ${kind.join(', ')}, never ${part.choice}`);
        return 'condition';
      }
      case 'minus':
        check(part.of, 'number');
        return 'number';
      case 'not':
        check(part.of, 'condition');
        return 'condition';
      case 'if':
        check(part.test, 'condition');
        check(part.yes, 'number');
        check(part.no, 'number');
        return 'number';
      case 'call': {
        if (!MANY.has(part.name) && part.of.length > 1) say(part.at, `${part.name} takes one value`);
        for (const inner of part.of) check(inner, LISTS.has(part.name) ? 'list' : 'number');
        return 'number';
      }
      case 'pair': {
        const join = part.sign === 'or' || part.sign === 'and';
        check(part.left, join ? 'condition' : 'number');
        check(part.right, join ? 'condition' : 'number');
        return join || /[<>=]/.test(part.sign) ? 'condition' : 'number';
      }
    }
  }

  check(tree, wanted);
  return faults;
}
