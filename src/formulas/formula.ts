import type { FormulaFile } from '#content/index.ts';
import { calculate, mistaken } from './calculate.ts';
import { parse } from './parse.ts';
import { faultsOf, type Kind, type Names } from './sound.ts';
import { KEYWORDS, type Tree } from './tree.ts';

/** A formula ready to compute: what its file says, its expressions read once. */
export type Formula = {
  file: FormulaFile;
  steps: readonly { id: string; tree: Tree }[];
  /** In the order of the file's outputs, limits (null = always said) and mistakes. */
  outputs: readonly Tree[];
  limits: readonly (Tree | null)[];
  mistakes: readonly Tree[];
};

/** What is wrong with a file whose shape is right, and where in it. */
export type Flaw = { path: (string | number)[]; message: string };

/** Reads the expressions of a file, checks every name in them, and works every example. */
export function formulaOf(file: FormulaFile): { formula: Formula } | { flaws: Flaw[] } {
  const flaws: Flaw[] = [];
  const names = new Map<string, Kind>();
  const name = (id: string, kind: Kind, path: (string | number)[]): void => {
    if (KEYWORDS.has(id)) flaws.push({ path, message: `${id} is a word of the language; take another` });
    if (names.has(id)) flaws.push({ path, message: `${id} is there twice` });
    names.set(id, kind);
  };
  const read = (
    text: string,
    known: Names,
    wanted: 'number' | 'condition',
    path: (string | number)[],
  ): Tree => {
    const parsed = parse(text);
    const faults = 'fault' in parsed ? [parsed.fault] : faultsOf(parsed.tree, known, wanted);
    for (const { at, message } of faults)
      flaws.push({ path, message: `at character ${at + 1} of ${JSON.stringify(text)}: ${message}` });
    return 'fault' in parsed ? { kind: 'number', value: 0, at: 0 } : parsed.tree;
  };

  const spelled = new Set<string>();
  file.inputs.forEach((input, i) => {
    const kind =
      input.kind === 'choice' ? input.choices.map((c) => c.id) : input.kind === 'list' ? 'list' : 'number';
    name(input.id, kind, ['inputs', i, 'id']);
    for (const word of [input.id, ...input.also]) {
      if (spelled.has(word)) flaws.push({ path: ['inputs', i], message: `${word} spells two inputs` });
      spelled.add(word);
    }
  });
  const inputs = new Map(names);
  const steps = file.steps.map(({ id, expression }, i) => {
    const tree = read(expression, names, 'number', ['steps', i, 'expression']);
    name(id, 'number', ['steps', i, 'id']);
    return { id, tree };
  });
  const outputs = file.outputs.map(({ id, expression }, i) => {
    const tree = read(expression, names, 'number', ['outputs', i, 'expression']);
    name(id, 'number', ['outputs', i, 'id']);
    return tree;
  });
  const limits = file.limits.map(({ when }, i) =>
    when === undefined ? null : read(when, names, 'condition', ['limits', i, 'when']),
  );
  const mistakes = file.mistakes.map(({ expression }, i) =>
    read(expression, inputs, 'number', ['mistakes', i, 'expression']),
  );
  const formula: Formula = { file, steps, outputs, limits, mistakes };
  if (flaws.length === 0) flaws.push(...exampleFlaws(formula));
  return flaws.length > 0 ? { flaws } : { formula };
}

/** Doubles differ in the last bits from numbers worked by hand. */
const NEAR = 1e-9;
const differ = (a: number, b: number, within: number): boolean =>
  Math.abs(a - b) > within + NEAR * Math.abs(b);

/** Examples that do not come out, refusals without an example, mistakes that make no difference. */
function exampleFlaws(formula: Formula): Flaw[] {
  const { file } = formula;
  const flaws: Flaw[] = [];
  const told = new Set<number>();
  const tempting = new Set<string>();
  file.examples.forEach((example, i) => {
    const path = ['examples', i];
    const found = calculate(formula, example.in);
    if ('refused' in example) {
      if (found.ok) flaws.push({ path, message: 'is not refused' });
      else for (const r of found.refusals) if (r.why === 'limit') told.add(r.limit);
      return;
    }
    if (!found.ok) {
      flaws.push({ path, message: `is refused: ${found.refusals.map((r) => r.say).join('; ')}` });
      return;
    }
    const expected = typeof example.out === 'number' ? { [file.outputs[0]!.id]: example.out } : example.out;
    for (const [id, value] of Object.entries(expected)) {
      const output = found.outputs.find((o) => o.id === id);
      if (!output) flaws.push({ path: [...path, 'out'], message: `there is no output ${id}` });
      else if (differ(output.value, value, example.within))
        flaws.push({ path: [...path, 'out'], message: `${id} comes out as ${output.value}, not ${value}` });
    }
    const answers = found.outputs.map((o) => o.value);
    for (const { id, value } of mistaken(formula, example.in))
      if (value === null || answers.every((a) => differ(value, a, 0))) tempting.add(id);
  });
  file.limits.forEach((limit, i) => {
    if (limit.refuse !== undefined && !told.has(i))
      flaws.push({ path: ['limits', i], message: 'no example is refused by it; add one' });
  });
  file.mistakes.forEach(({ id }, i) => {
    if (!tempting.has(id))
      flaws.push({ path: ['mistakes', i], message: 'gives the right answer in every example' });
  });
  return flaws;
}
