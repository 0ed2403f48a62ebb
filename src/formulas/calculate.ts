import { decimalText } from './decimals.ts';
import { evaluate, type Value, type Values } from './evaluate.ts';
import type { Formula } from './formula.ts';
import { readInputs, type Given, type Refusal } from './inputs.ts';

/** One answer: `value` as computed, `text` as reported, in the output's unit. */
export type Answered = { id: string; value: number; text: string };

export type Calculated =
  | {
      ok: true;
      inputs: ReadonlyMap<string, Value>;
      /** Inputs, steps and outputs. */
      values: Values;
      outputs: readonly [Answered, ...Answered[]];
      /** Sentences that belong beside the answer. */
      cautions: readonly string[];
    }
  | { ok: false; refusals: readonly Refusal[] };

/**
 * Computes a formula on what is given. Refusals are values: an input missing, unknown or impossible, or a limit of the
 * formula that says it must not be used. Logarithms and powers may differ in the last bits between engines: compare and
 * keep `text`, never `value`, where two machines must agree.
 */
export function calculate(formula: Formula, given: Given): Calculated {
  const { file } = formula;
  const read = readInputs(file.inputs, given);
  if ('refusals' in read) return { ok: false, refusals: read.refusals };
  const values = new Map<string, Value>(read.values);
  const put = (id: string, value: number | boolean | null): void => {
    if (value !== null) values.set(id, value as number);
  };
  for (const { id, tree } of formula.steps) put(id, evaluate(tree, values));
  formula.outputs.forEach((tree, i) => put(file.outputs[i]!.id, evaluate(tree, values)));

  const stands = file.limits.flatMap((limit, i) => {
    const tree = formula.limits[i]!;
    return tree === null || evaluate(tree, values) === true ? [{ ...limit, i }] : [];
  });
  const refusals: Refusal[] = stands.flatMap(({ refuse, i }) =>
    refuse === undefined ? [] : [{ why: 'limit', limit: i, say: refuse }],
  );
  if (refusals.length === 0 && file.outputs.some(({ id }) => !values.has(id)))
    refusals.push({ why: 'no number', say: 'these values give no number' });
  if (refusals.length > 0) return { ok: false, refusals };
  const outputs = file.outputs.map(({ id, decimals }) => {
    const value = values.get(id) as number;
    return { id, value, text: decimalText(value, decimals) };
  });
  return {
    ok: true,
    inputs: read.values,
    values,
    outputs: outputs as [Answered, ...Answered[]],
    cautions: stands.flatMap(({ caution }) => caution ?? []),
  };
}

/** What each named mistake makes of the same inputs; null = no number. Empty where the inputs cannot be used. */
export function mistaken(formula: Formula, given: Given): { id: string; value: number | null }[] {
  const read = readInputs(formula.file.inputs, given);
  if ('refusals' in read) return [];
  return formula.mistakes.map((tree, i) => ({
    id: formula.file.mistakes[i]!.id,
    value: evaluate(tree, read.values) as number | null,
  }));
}
