import type { Citation } from '#content/index.ts';
import { calculate, find, working, type Formula, type Refusal } from '#formulas/index.ts';
import { soundFormulas, type FormulasOnFile } from '#formulas/load.server.ts';
import { answerText, listText, wholeText } from './calc-text.ts';
import { contentRoot } from './content-folder.server.ts';
import { json, readWords, type Command } from './command.ts';
import type { CalcCited, CalcListed } from './outputs-calc.ts';
import { BadInput } from './refusal.ts';

export const calcCommand: Command = async (words, around) => {
  const plain = words.filter((word) => !word.startsWith('-'));
  const listing = words.includes('--list');
  const { values, positionals } = readWords(
    words,
    { list: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    listing ? plain.slice(0, 1) : ['NAME, a formula', ...plain.slice(1)],
    'calc',
  );
  const onFile = soundFormulas(contentRoot());
  if (listing) {
    const { formulas, one } = listed(onFile, positionals[0]);
    if (values['json']) return json({ formulas });
    return one ? wholeText(one, around) : listText(formulas, around);
  }
  const formula = named(onFile, positionals[0]!);
  const found = calculate(formula, givenOf(positionals.slice(1)));
  if (!found.ok) throw new BadInput(...refusalLines(formula, found.refusals));
  const { file } = formula;
  const outputs = file.outputs.map(({ id, name, unit }, i) => ({ ...found.outputs[i]!, id, name, unit }));
  const said = {
    formula: file.id,
    name: file.name,
    inputs: Object.fromEntries(found.inputs),
    value: outputs[0]!.value,
    text: outputs[0]!.text,
    unit: outputs[0]!.unit,
    outputs: outputs.map(({ id, name, value, text, unit }) => ({ id, name, value, text, unit })),
    working: working(formula, found),
    cautions: [...found.cautions],
    confidence: file.confidence,
    cite: citedBy(formula, onFile),
  };
  if (!values['json']) return answerText(said, file.note, around);
  return json({
    ...said,
    working: said.working.map(({ id, expression, written, value }) => ({ id, expression, written, value })),
  });
};

/** The values of KEY=VALUE words. */
function givenOf(words: readonly string[]): { [input: string]: string } {
  const pairs = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1)
      throw new BadInput(`${JSON.stringify(word)} is no KEY=VALUE; write an input like creatinine=1.0`);
    const key = word.slice(0, at);
    if (pairs.has(key)) throw new BadInput(`${JSON.stringify(key)} is given twice; give each input once`);
    pairs.set(key, word.slice(at + 1));
  }
  return Object.fromEntries(pairs);
}

function named({ formulas }: FormulasOnFile, name: string): Formula {
  const found = find(formulas, name);
  if ('formula' in found) return found.formula;
  const near =
    found.near.length > 0 ? `did you mean ${found.near.join(' or ')}?` : 'see benchpath calc --list';
  throw new BadInput(`there is no formula ${JSON.stringify(name)}; ${near}`);
}

/** One line for each reason; where an input is at fault, the last says where to read what is taken. */
function refusalLines({ file }: Formula, refusals: readonly Refusal[]): string[] {
  const lines = refusals.map(
    (r) => `${file.id}${r.why === 'limit' ? ' must not be used here' : ''}: ${r.say}`,
  );
  const see = `see benchpath calc --list ${file.id}`;
  return refusals.some((r) => r.why === 'missing' || r.why === 'unknown') ? [...lines, see] : lines;
}

/** All formulas by id, the one of that name, or those that have the word in their name. */
function listed(
  onFile: FormulasOnFile,
  word: string | undefined,
): { formulas: CalcListed[]; one?: CalcListed } {
  const all = [...onFile.formulas.byId.values()].map((formula) => listedOf(formula, onFile));
  if (word === undefined) return { formulas: all };
  const found = find(onFile.formulas, word);
  const one = 'formula' in found ? all.find((f) => f.id === found.formula.file.id) : undefined;
  if (one) return { formulas: [one], one };
  const part = word.toLowerCase();
  const some = all.filter((f) => [f.id, f.name, ...f.also].some((name) => name.toLowerCase().includes(part)));
  if (some.length === 0) named(onFile, word);
  return { formulas: some };
}

const listedOf = (formula: Formula, onFile: FormulasOnFile): CalcListed => {
  const { id, also, name, answers, area, inputs, outputs, limits, confidence } = formula.file;
  return {
    id,
    also,
    name,
    answers,
    area,
    inputs: inputs.map((input) => ({
      id: input.id,
      also: input.also,
      name: input.name,
      kind: input.kind,
      unit: input.kind === 'choice' ? null : input.unit,
      range: input.kind === 'choice' ? null : input.range,
      choices: input.kind === 'choice' ? input.choices : null,
    })),
    outputs: outputs.map((o) => ({
      id: o.id,
      name: o.name,
      unit: o.unit,
      decimals: o.decimals,
      expression: o.expression,
    })),
    limits: limits.map(({ when, refuse, caution }) => ({
      when: when ?? null,
      refuses: refuse !== undefined,
      text: (refuse ?? caution)!,
    })),
    confidence,
    cite: citedBy(formula, onFile),
  };
};

const citedBy = ({ file }: Formula, { sources }: FormulasOnFile): CalcCited =>
  file.cite.map(({ source, at }: Citation) => ({
    source,
    ...(at === undefined ? {} : { at }),
    title: sources.get(source)!.title,
    url: sources.get(source)!.url,
  }));
