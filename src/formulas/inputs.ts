import type { FormulaInput } from '#content/index.ts';
import { nearest } from '#kernel/nearest.ts';
import { unitText } from './decimals.ts';
import type { Value } from './evaluate.ts';

/** What somebody gives: numbers, or texts as they were typed (`7.5`, `7.5 mg/dL`, `F`, `98, 101, 99`). */
export type Given = { readonly [input: string]: number | string | readonly number[] };

/** Why a formula does not answer, and the sentence that says so. `limit` counts the limits of the file from 0. */
export type Refusal =
  | { why: 'missing' | 'unknown' | 'twice' | 'no value' | 'out of range'; input: string; say: string }
  | { why: 'limit'; limit: number; say: string }
  | { why: 'no number'; say: string };

const plain = (word: string): string => word.toLowerCase().replaceAll('-', '_');

/** The values of all inputs, or everything that is wrong with what was given. */
export function readInputs(
  inputs: readonly FormulaInput[],
  given: Given,
): { values: Map<string, Value> } | { refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const spelled = new Map(inputs.flatMap((input) => [input.id, ...input.also].map((word) => [word, input])));
  const values = new Map<string, Value>();
  const told = new Set<string>();
  for (const [word, raw] of Object.entries(given)) {
    const input = spelled.get(plain(word));
    if (!input) {
      const near = nearest(word, spelled.keys(), 1)[0];
      const right = near ? `did you mean ${near}?` : `it takes ${inputs.map((i) => i.id).join(', ')}`;
      refusals.push({
        why: 'unknown',
        input: word,
        say: `there is no input ${JSON.stringify(word)}; ${right}`,
      });
      continue;
    }
    if (told.has(input.id))
      refusals.push({ why: 'twice', input: input.id, say: `${input.id} is given twice` });
    told.add(input.id);
    const read = valueOf(input, raw);
    if ('say' in read) refusals.push({ ...read, input: input.id });
    else values.set(input.id, read.value);
  }
  for (const input of inputs)
    if (!told.has(input.id))
      refusals.push({ why: 'missing', input: input.id, say: `${input.id} is missing: ${askText(input)}` });
  return refusals.length > 0 ? { refusals } : { values };
}

type Unread = { why: 'no value' | 'out of range'; say: string };

function valueOf(input: FormulaInput, raw: Given[string]): { value: Value } | Unread {
  const shown = JSON.stringify(raw);
  if (input.kind === 'choice') {
    const word = String(raw).trim().toLowerCase();
    const found = input.choices.find((c) => c.id.toLowerCase() === word || c.name.toLowerCase() === word);
    return found
      ? { value: found.id }
      : { why: 'no value', say: `${input.id} is ${shown}; it takes ${askText(input)}` };
  }
  const parts = typeof raw === 'string' ? (input.kind === 'list' ? raw.split(',') : [raw]) : [raw].flat();
  const numbers: number[] = [];
  for (const part of parts as (string | number)[]) {
    const number = typeof part === 'number' ? part : numberOf(part, input.unit);
    if (number === null || !Number.isFinite(number) || (input.kind === 'whole' && !Number.isInteger(number)))
      return { why: 'no value', say: `${input.id} is ${shown}; it takes ${askText(input)}` };
    if (!isIn(number, input.range))
      return {
        why: 'out of range',
        say: `${input.id} is ${number}, outside what it takes: ${askText(input)}`,
      };
    numbers.push(number);
  }
  if (input.kind === 'list') return { value: numbers };
  return numbers.length === 1
    ? { value: numbers[0]! }
    : { why: 'no value', say: `${input.id} is ${shown}; it takes one number` };
}

/** Null: no number, or one in another unit. */
function numberOf(text: string, unit: string): number | null {
  const found = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*?)\s*$/.exec(text);
  return found && (found[2] === '' || found[2] === unit) ? Number(found[1]) : null;
}

type Range = Extract<FormulaInput, { kind: 'number' | 'whole' | 'list' }>['range'];

const isIn = (value: number, { from, above, to, below }: Range): boolean =>
  (from === undefined || value >= from) &&
  (above === undefined || value > above) &&
  (to === undefined || value <= to) &&
  (below === undefined || value < below);

/** What an input takes, in words: "serum creatinine in mg/dL, 0.1 to 40". */
export function askText(input: FormulaInput): string {
  if (input.kind === 'choice')
    return `${input.name}, ${input.choices.map((c) => `${c.id} (${c.name})`).join(' or ')}`;
  const what = { number: '', whole: ', a whole number', list: ', several numbers with commas between them' }[
    input.kind
  ];
  const unit = unitText(input.unit);
  return `${input.name}${unit ? ` in ${unit}` : ''}${what}, ${rangeText(input.range)}`;
}

function rangeText({ from, above, to, below }: Range): string {
  const low = from ?? above;
  const high = to ?? below;
  if (above === undefined && below === undefined && low !== undefined && high !== undefined)
    return `${low} to ${high}`;
  const lower = from !== undefined ? `${from} or more` : above !== undefined ? `more than ${above}` : '';
  const upper = to !== undefined ? `at most ${to}` : below !== undefined ? `less than ${below}` : '';
  return [lower, upper].filter(Boolean).join(', ') || 'any number';
}
