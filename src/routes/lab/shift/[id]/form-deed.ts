// A deed as the fields of a form, and back: `command.do` is the field of an object within it, a name that comes twice a list.

/** Fields that are about the form itself. */
const OWN = ['number', 'outside', 'to'];

/** `{ deed: 'lis', command: { do: 'accept' } }` as names and values. */
export function fieldsOf(does: object, prefix = ''): [name: string, value: string][] {
  return Object.entries(does).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.map((v) => [prefix + name, String(v)]);
    if (typeof value === 'object') return fieldsOf(value as object, `${prefix}${name}.`);
    return [[prefix + name, String(value)]];
  });
}

type Tree = { [name: string]: unknown };

/** What a form holds, as a tree; whether it is a deed is for `readDeed` to say. Holds that are lifted have dots in their names. */
export function treeOf(form: FormData): Tree {
  const tree: Tree = {};
  for (const name of new Set(form.keys())) {
    if (OWN.includes(name) || name.startsWith('__')) continue;
    const values = form.getAll(name).map(String);
    const [first = '', second, ...rest] = name.split('.');
    const path = second === undefined ? [first] : rest.length === 0 ? [first, second] : [first, second, rest.join('.')]; // prettier-ignore
    let at = tree;
    for (const part of path.slice(0, -1)) {
      const next = Object.hasOwn(at, part) ? at[part] : undefined;
      const branch = typeof next === 'object' && next !== null ? (next as Tree) : {};
      if (branch !== next) define(at, part, branch);
      at = branch;
    }
    define(at, path.at(-1)!, values.length > 1 ? values : values[0]);
  }
  return tree;
}

/** A plain property whatever it is called, `__proto__` too. */
const define = (at: Tree, name: string, value: unknown): void =>
  void Object.defineProperty(at, name, { value, enumerable: true, writable: true, configurable: true });
